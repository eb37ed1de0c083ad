/** French words of the settings. Rules as in ../../en.ts. */
import type { settingsEn } from './en.ts';

export const settingsFr: Record<keyof typeof settingsEn, string> = {
  'settingsRoom.parts': 'Parties des réglages',
  'settingsRoom.account': 'Compte',
  'settingsRoom.access': 'Connexion',
  'settingsRoom.apiKeys': 'Clés d’API',
  'settingsRoom.look': 'Langue et apparence',
  'settingsRoom.credits': 'Dépenses et avis',
  'settingsRoom.server': 'Serveur',
  'settingsRoom.people': 'Données des personnes',
  'settingsRoom.privacy': 'Vie privée',
  'settingsRoom.diagnostics': 'Diagnostic',
  'settingsRoom.signedInAs': 'Connexion',
  'settingsRoom.signOutMore': 'Vide cet appareil, y compris ce qui attend.',
  'settingsRoom.notices': 'Me prévenir quand les crédits baissent',
  'settingsRoom.noticesBoth': 'À un cinquième, puis à zéro',
  'settingsRoom.noticesEmpty': 'Seulement à zéro',
  'settingsRoom.noticesNever': 'Jamais',
  'settingsRoom.noticesMore':
    'Une fois par seuil et par période\u00a0: une ligne ici et dans la fenêtre de Wellmet, et un signe sur son bouton.',
  'settingsRoom.serverMore':
    'Les contacts, les campagnes et les crédits de votre espace de travail y sont conservés, et nulle part ailleurs.',
  'settingsRoom.reads': 'Ce que Wellmet lit',
  'settingsRoom.readsMore':
    'Les pages que vous ouvrez vous-même, et seulement ce qu’elles affichent\u00a0: un profil quand vous le demandez\u202f; dans les listes, qui s’y trouve.',
  'settingsRoom.sends': 'Ce qu’il envoie',
  'settingsRoom.sendsMore':
    'Les personnes que vous choisissez d’analyser et ce que vous faites avec elles, au seul serveur {{server}}. Celles que vous ne faites que regarder restent sur cet appareil.',
  'settingsRoom.never': 'Ce qu’il ne fait jamais',
  'settingsRoom.neverMore':
    'Écrire à quelqu’un, cliquer, faire défiler ou tourner les pages\u202f; lire les cookies ou les «\u00a0Coordonnées\u00a0»\u202f; deviner la santé, la religion, les opinions, le syndicat ou l’orientation.',
  'settingsRoom.rights': 'Droits des personnes',
  'settingsRoom.rightsMore':
    'Sous «\u00a0Données et droits\u00a0» de chaque contact\u00a0: d’où vient chaque donnée, tout dans un seul fichier et, pour les propriétaires et administrateurs, l’effacement. Qui est effacé disparaît des appareils de tous les membres et ne peut plus être ajouté.',
  'settingsRoom.toContacts': 'Vers les contacts',
  'settingsRoom.diagnosticsMore':
    'Pour qui vous aide\u00a0: versions, nombres et codes. Aucun nom, aucune adresse de page, rien qui permette de se connecter.',
  'settingsRoom.diagnosticsShow': 'Voir ce qui serait copié',
  'settingsRoom.copy': 'Copier',

  'keys.title': 'Raccourcis',
  'keys.open-panel': 'Ouvrir Wellmet sur la page',
  'keys.select-row': 'Cocher la ligne sous le pointeur',
  'keys.select-new': 'Cocher toutes les nouvelles personnes',
  'keys.open-bar': 'Aller à la barre du panier',
  'keys.none': 'aucun',
  'keys.change': 'Changer les raccourcis',
  'settings.language': 'Langue',
  'settings.languageAuto': 'Celle du navigateur',
  'settings.theme': 'Thème',
  'settings.themeAuto': 'Celui du système',
  'settings.themeLight': 'Clair',
  'settings.themeDark': 'Sombre',
  'settings.confirm': 'Demander avant de dépenser un crédit',
  'settings.confirmMore': 'Sur un profil seul. Sinon, un clic suffit pour analyser.',
};
