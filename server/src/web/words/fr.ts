/** French words of the server’s own pages. Rules as in en.ts. */
import type { Words } from './en.ts';

export const fr: Words = {
  page: {
    otherLanguage: 'English',
    languages: 'Langue',
    notAffiliated: 'Wellmet n’est pas affilié à LinkedIn.',
    skip: 'Aller au contenu',
  },
  join: {
    title: 'Rejoindre un espace de travail',
    needsScript: 'Cette page a besoin de JavaScript\u00a0: le secret de votre invitation ne part jamais avec l’adresse.',
    looking: 'Lecture de votre invitation…',
    invites: (by, workspace) => `${by} vous invite dans ${workspace}`,
    roles: {
      owner: 'Vous seriez propriétaire\u00a0: vous pouvez tout faire, y compris changer le rôle des autres.',
      admin: 'Vous seriez administrateur\u00a0: vous invitez, fixez les plafonds, et partagez tous les contacts et toutes les campagnes.',
      member: 'Vous seriez membre\u00a0: vous partagez tous les contacts, campagnes et crédits de l’espace de travail.',
    },
    account: 'Votre compte',
    isNew: 'Je n’ai pas de compte',
    isKnown: 'J’ai un compte',
    email: 'E-mail',
    name: 'Votre nom',
    password: 'Mot de passe',
    passwordHint: '8 caractères au moins. Quelques mots se retiennent mieux.',
    join: 'Rejoindre l’espace de travail',
    joined: (workspace) => `Vous êtes dans ${workspace}`,
    next: 'La suite se passe dans l’extension\u00a0:',
    steps: (server, email) => [
      'Installez Wellmet dans Chrome ou Firefox, si ce n’est pas déjà fait.',
      `Ouvrez-la. Sous le formulaire, le serveur est ${server}\u202f; changez-le si c’en est un autre.`,
      `Connectez-vous avec ${email} et votre mot de passe.`,
    ],
    accepted: {
      title: 'Cette invitation a déjà servi',
      more: (workspace) =>
        `Si vous avez rejoint ${workspace} grâce à elle, ouvrez l’extension et connectez-vous. Si vous n’avez plus accès à l’espace de travail, demandez une nouvelle invitation.`,
    },
    revoked: {
      title: 'Cette invitation a été annulée',
      more: (workspace) =>
        `Si vous deviez rejoindre l’équipe, demandez-en une autre à un propriétaire ou un administrateur de ${workspace}.`,
    },
    expired: {
      title: 'Cette invitation est trop ancienne',
      more: (workspace) =>
        `Une invitation est valable deux semaines. Demandez à un propriétaire ou un administrateur de ${workspace} de la renvoyer.`,
    },
    unknown: {
      title: 'Ce lien ne mène nulle part',
      more: () => 'Il a peut-être été coupé en route, ou un plus récent vous a été envoyé. Ouvrez le dernier en entier.',
    },
    away: {
      title: 'Le serveur ne répond pas',
      more: () => 'Attendez un instant, puis rechargez cette page. Votre invitation reste valable.',
    },
    problems: {
      'wrong-credentials':
        'Ce n’est pas le mot de passe du compte de cet e-mail. Si vous n’avez pas encore de compte, choisissez «\u00a0Je n’ai pas de compte\u00a0».',
      'email-taken': 'Un compte existe avec cet e-mail, et son mot de passe est différent. Choisissez «\u00a0J’ai un compte\u00a0».',
      'too-many-requests': 'Trop d’essais. Attendez quelques minutes.',
      'name-missing': 'Il faut un nom à vos collègues pour vous reconnaître.',
      'password-short': 'Il faut 8 caractères au moins.',
      away: 'Le serveur ne répond pas. Attendez un instant et réessayez.',
      other: 'Cela n’a pas marché. Réessayez\u202f; si cela continue, prévenez la personne qui vous a invité.',
    },
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
    saving: (price) => `${price} de moins par an qu’au mois`,
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
