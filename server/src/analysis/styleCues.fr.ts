import { cueOf, type CueRow } from './styleCues.ts';

/** French cues; how they are chosen stands in `styleCues.ts`. */
export const frenchCues: readonly CueRow[] = [
  {
    means: cueOf('bold', 'certainty'),
    words: `toujours, jamais, certainement, absolument, évidemment, clairement, sans aucun doute, sans hésiter, convaincu*, conviction*, je sais que, garanti*, indiscutable*, forcément, rien d’autre, aucune excuse, hors de question, quoi qu’il arrive, coûte que coûte, faut, je refuse, nous refusons, non négociable*, tout est possible, point final, une seule règle`,
  },
  {
    means: cueOf('bold', 'contest'),
    words: `gagner/gagne/gagnons/gagné/gagnée/gagnés/gagnant/gagnants/gagnante/gagnantes, une/des/la victoire/victoires, remport*, battre, me/nous/se bats/battons/battre, combat*, défi/défis/défier/défie, challenge*, audac*, ose/oser/osons/osez/osé/osée, ambitio*, bouscul*, dépasser/dépasse/dépassons/dépassé/dépassée, surpass*, fonce/foncer/fonçons, attaqu*, bataill*, prendre/prends des risques, prise de risque, sans peur, exigeant*, intransigeant*, casser/casse les codes, lâche/lâchons rien, rien lâcher, tenace*, acharn*, percuter, percutant*`,
  },
  {
    means: cueOf('bold', 'pace'),
    words: `vite, rapide*, immédiat*, tout de suite, sans attendre, sans tarder, sur le champ, aussitôt, droit au but, à l’essentiel, trancher/tranchons, décide/décider/décidons/décidé/décidée/décidés/décidées, urgen*, accélér*, en quelques jours, en une journée, passer/passe/passons à l’action, agir/agis/agissons, dès demain, d’un coup, franchement, sans détour*, du tac au tac`,
  },
  {
    means: cueOf('calm', 'hedging'),
    words: `peut être, sans doute, probablement, semble/semblent, parfois, souvent, plutôt, assez, en général, généralement, d’habitude, d’ordinaire, je crois, je pense, à mon avis, dans la mesure du possible, essaie/essayer/essayons, arrive que, plus ou moins, un peu, quelquefois, de temps en temps, selon moi, cela dépend, ça dépend, pas toujours, en partie, disons, la plupart du temps, éventuellement, j’aimerais, dirais, pourrait, pourraient`,
  },
  {
    means: cueOf('calm', 'patience'),
    words: `patiemment, de la patience, prendre/prends/prenons le temps, prendre/prends mon/son temps, laisser/laisse le temps, prend/demande/faut du temps, pas à pas, étape par étape, petit à petit, peu à peu, progressiv*, au fil du temps, au fil des ans/années, sur la durée, dans la durée, long terme, calme/calmes/calmement, posément, tranquill*, sereinement, sérénité, stable/stables/stabilité, fidèles/fidèlement, discret*, modestie/modestement, humble*, humilité, soigneu*, avec soin, attentif/attentive/attentifs/attentives/attentivement, lentement, sans hâte, sans brusquer, sans se presser, régulièrement, régularité, doucement, douceur, d’année en année, année après année, jour après jour, attendre`,
  },
  {
    means: cueOf('calm', 'reflection'),
    words: `réfléchi*, réflexion*, considérer/considère, peser/pesons/pèse, comprendre/comprends/comprenons/compris/comprise, avant de décider, avant de trancher, avant de répondre, deux fois, nuance*, recul, observer/observe/observons, me/se/nous demande/demander/demandons, poser/pose/posent des questions, les questions, approfondi*, mûri*, la nuit porte conseil, de près, de plus près, relire/relis/relisons`,
  },
  {
    means: cueOf('people', 'togetherness'),
    words: `ensemble, les uns, chacun/chacune, tout le monde, côte à côte, main dans la main, partage/partager/partageons/partagé/partagée/partagés/partagées/partagent, rencontre/rencontrer/rencontres/rencontré/rencontrée/rencontrés/rencontrées/rencontrons, échanger/échange/échanges/échangeons, discut*, autour d’une table, autour d’un café, café, conversation*, dialogue*, parler/parle/parlons avec, les/des gens, les/aux autres, collecti*, entre nous, en commun, humain/humaine/humains/humaines, ami/amis/amie/amies, convivial*, faire connaissance, donner la parole, accueillir/accueille/accueillons, lien/liens`,
  },
  {
    means: cueOf('people', 'warmth'),
    words: `merci, remerci*, reconnaissant*, gratitude, bienveillan*, écoute/écouter/écoutons/écouté/écoutée/écoutés/écoutées, confiance, encourag*, empath*, rire/rires/rions/rient, sourire/sourires, joie/joies, joyeu*, plaisir, heureux/heureuse/heureuses, aime/aimons/aimé/aimés, chaleureu*, chaleur humaine, généreu*, générosité, féliciter/félicitons/félicitations, enthousias*, cœur, respect/respecter, respectueu*, prendre/prends/prenons soin, gentil*, complic*, tendresse, émotion*`,
  },
  {
    means: cueOf('task', 'precision'),
    words: `précis/précise/précises/précisément/précision, exact/exacte/exactement/exacts/exactes, détail/détails/détaillé/détaillée/détaillés/détaillées, les/des faits, chiffres/chiffré/chiffrée/chiffrés/chiffrées, mesure/mesurer/mesurons/mesuré/mesurée/mesurable/mesurables, vérifi*, méthod*, structure/structurer/structuré/structurée/structurés/structurées, rigueur, rigoureu*, systémat*, logique/logiques, preuve/preuves/prouver/prouve, critère*, comparer/compare/comparons, calcul/calculs/calculer/calcule, ligne par ligne, point par point, noir sur blanc, par écrit, ordonné/ordonnée/ordonnés/ordonnées, erreur/erreurs, définir/définis/définissons/définition, cause/causes racine/racines, liste/listes, règle/règles, cocher`,
  },
  {
    means: cueOf('task', 'outcome'),
    words: `résultat*, livrer/livrons/livrable/livrables, délai/délais, échéance*, à l’heure, dans les temps, objectif/objectifs, efficac*, productivité, termine/terminer/terminé/terminée/terminés/terminées, finir/fini/finie/finis/finies, achever/achevé/achevée/achevés/achevées, atteindre/atteint/atteinte/atteints/atteintes, exécut*, priorit*, tâche/tâches, planifi*, plan/plans d’action, planning*, concret*, résoudre/résolu/résolue/résolus/résolues/résout, simplifi*, réduire/réduit/réduite/réduits/réduites, gagner du temps, gaspill*, ce qui marche, utile/utiles, prochaine étape, étape suivante, jalon*, ordre du jour, rendement*`,
  },
  {
    means: undefined,
    words: `dans l’ensemble, y compris, l’ensemble des, l’ensemble du, l’ensemble de, ressources humaines, sciences humaines, service après vente, heure de rappel, bien entendu, en règle générale, règle de droit, plaisir d’échanger, plaisir de vous lire, réunion publique, décision de justice, liste de diffusion, assez vite, à mesure que, au fur et à mesure, sur mesure, dans la mesure où, en mesure de, dans un délai, lien hypertexte, cœur de métier, cœur de ville, convention collective, conventions collectives, restauration collective, compte tenu, je vous écoute, comparé à, hors délai, comptable précis, force de vente, n’hésitez pas, ne pas hésiter, prix de revient, réduction des risques, respect des délais, il est possible, marge d’erreur, centre de profit, café moulu, en fait, tout à fait, de ce fait, au fait, de fait`,
  },
];
