/** French words of the palette and of the keys. Rules as in ../../fr.ts. */
import type { paletteEn } from './en.ts';

export const paletteFr: Record<keyof typeof paletteEn, string> = {
  'palette.title': 'Chercher, agir',
  'palette.search': 'Une rubrique, une personne, une campagne, une action',
  'palette.go': 'Aller à',
  'palette.do': 'Actions',
  'palette.contacts': 'Personnes',
  'palette.campaigns': 'Parmi les campagnes',
  'palette.keys': 'Touches',
  'palette.nothing': 'Rien ne commence ainsi.',
  'palette.count_one': '{{count}} résultat',
  'palette.count_other': '{{count}} résultats',
  'keysOf.goTo': 'Aller à\u00a0: {{room}}',
  'keysOf.search': 'Chercher parmi les contacts',
  'keysOf.move': 'Monter et descendre dans une liste',
  'keysOf.select': 'Sélectionner la ligne',
  'keysOf.range': 'En sélectionner plusieurs',
  'keysOf.all': 'Sélectionner tous les résultats',
  'keysOf.open': 'Ouvrir la ligne',
  'keysOf.leave': 'Vider la sélection, puis quitter la liste',
  'keysOf.newCampaign': 'Dans les campagnes\u00a0: en créer une',
  'keysOf.onPages': 'Les touches pour les pages de LinkedIn sont celles du navigateur\u00a0: elles figurent dans les réglages.',
  'keysOf.close': 'Fermer',
};
