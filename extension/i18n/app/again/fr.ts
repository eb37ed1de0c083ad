/** French words of analysing again. Rules as in ../../en.ts. */
import type { againEn } from './en.ts';

export const againFr: Record<keyof typeof againEn, string> = {
  'again.engine': 'Depuis, Wellmet lit mieux les pages.',
  'again.time': 'Analyse de plus d’un mois\u00a0: l’ancienneté n’est plus à jour.',
  'again.do': 'Refaire l’analyse · gratuit',
  'again.doing': 'Nouvelle analyse en cours…',
  'again.done': 'L’analyse est à jour. Rien n’a été débité.',
  'again.ofRow': 'Lu seulement dans une liste de personnes.',
  'again.ofPool': 'Personne trouvée dans Découvrir\u00a0; aucune page n’a été lue.',
  'again.openProfile': 'Ouvrir le profil pour en savoir plus · gratuit',
  'again.onPage': 'Cette page en dit plus\u00a0: l’analyser · gratuit',
};
