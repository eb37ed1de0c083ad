import { cueOf, type CueRow } from './styleCues.ts';

/** French cues; how they are chosen stands in `styleCues.ts`. */
export const frenchCues: readonly CueRow[] = [
  {
    means: cueOf('bold', 'certainty'),
    words: `toujours, jamais, certainement, absolument, évidemment, clairement, sans aucun doute, sans hésiter, convaincu*, conviction*, je sais que, garanti*, indiscutable*, forcément,
      rien d’autre, aucune excuse, hors de question, quoi qu’il arrive, coûte que coûte, il faut, je refuse, nous refusons, non négociable*, tout est possible, point final, une seule règle, personne ne`,
  },
  {
    means: cueOf('bold', 'contest'),
    words: `gagner, gagne, gagnons, gagné, gagnée, gagnés, gagnant*, une victoire, des victoires, la victoire, remport*, battre, me bats, nous battons, se battre, combat*, défi, défis, défier, défie, challenge*, audac*, ose, oser, osons, osez, osé,
      ambitio*, bouscul*, dépasser, dépasse, dépassons, dépassé, surpass*, fonce, foncer, fonçons, foncé, attaqu*, bataill*, prendre des risques, prends des risques, prise de risque, sans peur, exigeant*, intransigeant*, casser les codes, casse les codes, lâche rien, rien lâcher, lâchons rien,
      tenace*, acharn*, percuter, percutant*`,
  },
  {
    means: cueOf('bold', 'pace'),
    words: `vite, rapide*, immédiat*, tout de suite, sans attendre, sans tarder, sur le champ, aussitôt, droit au but, à l’essentiel, tranche, trancher, tranchons, tranché, décide, décider, décidons, décidé, décidée, urgen*, accélér*, en quelques jours, en une journée,
      passer à l’action, passe à l’action, passons à l’action, agir, agis, agissons, dès demain, d’un coup, franchement, sans détour*, du tac au tac`,
  },
  {
    means: cueOf('calm', 'hedging'),
    words: `peut être, sans doute, probablement, me semble, semble, semblent, parfois, souvent, plutôt, assez, en général, généralement, d’habitude, d’ordinaire, je crois, je pense, à mon avis, dans la mesure du possible,
      j’essaie, essaie, essayer, essayons, il arrive que, plus ou moins, un peu, quelquefois, de temps en temps, selon moi, cela dépend, ça dépend, pas toujours, en partie, disons, la plupart du temps, éventuellement, j’aimerais, dirais, pourrait, pourraient`,
  },
  {
    means: cueOf('calm', 'patience'),
    words: `patiemment, de la patience, prendre le temps, prends le temps, prenons le temps, prendre son temps, prends mon temps, laisser le temps, laisse le temps, prend du temps, demande du temps, pas à pas, étape par étape, petit à petit, peu à peu, progressiv*, au fil du temps, au fil des ans, au fil des années, sur la durée, dans la durée, long terme,
      calme, calmes, calmement, posément, tranquill*, sereinement, sérénité, stable, stables, stabilité, fidèles, fidèlement, discret, discrète, discrètement, modestie, modestement, humble*, humilité, soigneu*, avec soin, attentif, attentive, attentifs, attentivement, lentement, sans hâte, sans brusquer, sans se presser, régulièrement, régularité, doucement, douceur,
      d’année en année, année après année, jour après jour, attendre`,
  },
  {
    means: cueOf('calm', 'reflection'),
    words: `réfléchi*, réflexion*, considérer, considère, peser, pesons, pèse, comprendre, comprends, comprenons, compris, avant de décider, avant de trancher, avant de répondre, deux fois, nuance*, recul, observer, observe, observons, me demande, se demander, nous demandons,
      poser des questions, pose des questions, les questions, approfondi*, mûri*, la nuit porte conseil, de près, de plus près, relire, relis, relisons`,
  },
  {
    means: cueOf('people', 'togetherness'),
    words: `ensemble, les uns, chacun, chacune, tout le monde, côte à côte, main dans la main, partage, partager, partageons, partagé, partagée, partagent, rencontre, rencontrer, rencontres, rencontré, rencontrons, échanger, échange, échanges, échangeons, discut*, autour d’une table, autour d’un café, café, conversation*, dialogue*, parler avec, parle avec, parlons avec,
      les gens, des gens, les autres, aux autres, collecti*, entre nous, en commun, l’humain, humain, humaine, humains, humaines, ami, amis, amie, amies, convivial*, faire connaissance, donner la parole, accueillir, accueille, accueillons, lien, liens`,
  },
  {
    means: cueOf('people', 'warmth'),
    words: `merci, remerci*, reconnaissant*, gratitude, bienveillan*, écoute, écouter, écoutons, écouté, confiance, encourag*, empath*, rire, rires, rions, sourire, sourires, joie, joies, joyeu*, plaisir, heureux, heureuse, heureuses, aime, aimons, aimé, chaleureu*, chaleur humaine, généreu*, générosité,
      féliciter, félicitons, félicitations, enthousias*, cœur, respect, respecter, respectueu*, prendre soin, prends soin, prenons soin, gentil*, complic*, tendresse, émotion*`,
  },
  {
    means: cueOf('task', 'precision'),
    words: `précis, précise, précises, précisément, précision, exact, exacte, exactement, exacts, exactes, détail, détails, détaillé, détaillée, les faits, des faits, chiffres, chiffré, chiffrée, mesure, mesurer, mesurons, mesuré, mesurable*, vérifi*, méthod*, structure, structurer, structuré, structurée, rigueur, rigoureu*, systémat*, logique, logiques,
      preuve, preuves, prouver, prouve, critère*, comparer, compare, comparons, calcul, calculs, calculer, calcule, ligne par ligne, point par point, noir sur blanc, par écrit, ordonné, ordonnée, erreur, erreurs, définir, définis, définissons, cause racine, causes racines, liste, listes, règle, règles, cocher`,
  },
  {
    means: cueOf('task', 'outcome'),
    words: `résultat*, livrer, livrons, livré, livrée, livrable*, délai, délais, échéance*, à l’heure, dans les temps, objectif, objectifs, efficac*, productivité, termine, terminer, terminé, terminée, finir, fini, finie, achever, achevé, achevée, atteindre, atteint, atteinte, exécut*, priorit*, tâche, tâches, planifi*, plan d’action, plans d’action, planning*,
      concret, concrète, concrets, concrètes, concrètement, résoudre, résolu*, résout, simplifi*, réduire, réduit, réduite, gagner du temps, gaspill*, ce qui marche, utile, utiles, prochaine étape, étape suivante, jalon*, ordre du jour, rendement*`,
  },
  {
    means: undefined,
    words: `dans l’ensemble, l’ensemble des, l’ensemble du, l’ensemble de, ressources humaines, sciences humaines, service après vente, heure de rappel, bien entendu, en règle générale, règle de droit, plaisir d’échanger, plaisir de vous lire, réunion publique, décision de justice,
      liste de diffusion, assez vite, à mesure que, au fur et à mesure, sur mesure, dans la mesure où, en mesure de, dans un délai, lien hypertexte, cœur de métier, cœur de ville, convention collective, conventions collectives, restauration collective, compte tenu, je vous écoute, comparé à, hors délai, comptable précis,
      force de vente, n’hésitez pas, ne pas hésiter, prix de revient, réduction des risques, respect des délais, il est possible, marge d’erreur, centre de profit, café moulu, en fait, tout à fait, de ce fait, au fait, de fait`,
  },
];
