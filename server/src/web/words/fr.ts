/** French words of the server’s own pages. Rules as in en.ts. */
import type { Words } from './en.ts';

export const fr: Words = {
  page: {
    otherLanguage: 'English',
    languages: 'Langue',
    notAffiliated: 'Wellmet n’est pas affilié à LinkedIn.',
    skip: 'Aller au contenu',
  },
  pricing: {
    title: 'Tarifs',
    heading: 'Un crédit, une nouvelle personne',
    lead: 'La première analyse d’une personne prend un crédit. Tout le reste est gratuit, pour toujours\u00a0: nouvelles analyses, messages, campagnes, export. Qui que ce soit dans votre espace de travail, sur n’importe quel appareil.',
    choose: 'Tarifs affichés pour',
    monthly: 'Au mois',
    annual: 'À l’année',
    every: 'Paiement',
    seats: 'Postes',
    fewer: 'Un poste de moins',
    more: 'Un poste de plus',
    show: 'Afficher les tarifs',
    credits: (count) => `${count} crédits par mois`,
    creditsPerSeat: (count) => `${count} par poste`,
    aMonth: 'par mois',
    aYear: 'par an',
    perSeatMonth: (price) => `${price} par poste et par mois`,
    perSeatYear: (price) => `${price} par poste et par an`,
    saving: (price) => `${price} de moins que douze mois payés un à un`,
    onlyMonthly: 'Au mois uniquement',
    free: 'Sans carte ni date de fin',
    none: 'Aucune formule n’est proposée pour le moment.',
    included: 'Dans toutes les formules, la gratuite comprise',
    promises: [
      'Regarder, chercher et sélectionner ne coûte rien, et vous voyez ce qu’une action prendrait avant de la faire.',
      'Jamais plus que le montant annoncé, jamais en dessous de zéro\u00a0: ce que vos crédits ne couvrent pas n’est pas fait à moitié.',
      'Ce qui a été analysé une fois sert à tout l’espace de travail. Personne ne paie deux fois la même personne.',
      'Si deux contacts se révèlent être une seule personne, le crédit est rendu.',
      'Chaque crédit est expliqué\u00a0: quand, par qui, pour quel contact, depuis quelle page.',
      'Chaque conseil cite les mots sur lesquels il repose.',
      'Wellmet rédige, c’est vous qui envoyez\u00a0: il ne clique sur rien dans LinkedIn.',
      'Exportez ou effacez une personne quand vous le voulez.',
    ],
    goodToKnow: 'Bon à savoir',
    facts: [
      [
        'Quand les crédits expirent-ils\u202f?',
        'À la fin du mois civil. Rien n’est reporté\u202f; le nouveau mois a tous ses crédits dès sa première seconde.',
      ],
      ['Que change une formule supérieure, ou un poste de plus\u202f?', 'La différence s’ajoute aussitôt, pour le mois en cours.'],
      ['Et une formule inférieure\u202f?', 'Elle s’applique à partir du mois suivant. D’ici là, vous gardez ce que vous avez.'],
      [
        'Et si nous arrêtons de payer\u202f?',
        'Au mois suivant, l’espace de travail repasse à la formule gratuite et les campagnes en cours sont suspendues. Vos contacts restent les vôtres, et payer à nouveau relance les campagnes.',
      ],
      [
        'Comment changer de formule\u202f?',
        'Dans Wellmet, ouvrez Crédits, puis Formule. Propriétaires et administrateurs y font la demande, et voient d’abord ce qu’ils obtiendraient.',
      ],
    ],
  },
};
