/** French words of the panel beside the page. Rules as in ../../en.ts. */
import type { panelEn } from './en.ts';

export const panelFr: Record<keyof typeof panelEn, string> = {
  'panelRoom.views': 'Contenu du panneau',
  'panelRoom.toApp': 'Ouvrir l’application',
  'panelRoom.openInApp': 'Ouvrir dans l’application',
  'panelRoom.unknown': 'Cette personne n’a pas encore été analysée',
  'panelRoom.unknownMore': 'La page indique le coût avant toute dépense.',
  'panelRoom.offer': 'Analyser depuis la page',
  'panelRoom.offered': 'La page indique le coût.',
  'panelRoom.unheard': 'La page ne répond pas encore',
  'panelRoom.unheardMore': 'Elle était ouverte avant l’installation ou la mise à jour de Wellmet, ou se charge encore.',
  'panelRoom.erasedMore': 'Rien n’est conservé, et personne ne peut relancer son analyse.',
  'panelRoom.noPage': 'Aucun profil dans cet onglet',
  'panelRoom.noPageMore': 'Ouvrez un profil LinkedIn\u00a0: ce que votre équipe en sait s’affichera ici.',
  'panelRoom.many': 'Plusieurs personnes dans cet onglet',
  'panelRoom.manyMore': 'Cochez-les sur la page pour les mettre dans le panier, ou ouvrez un profil.',
  'panelRoom.linkedin': 'Aller sur LinkedIn',
  'panelRoom.changedSince': 'quelque chose a changé depuis.',
  'panelRoom.bring': 'Actualiser',
  'panelRoom.allCampaigns': 'Toutes les campagnes',
  'panelRoom.replied_one': '{{count}} réponse',
  'panelRoom.replied_other': '{{count}} réponses',
};
