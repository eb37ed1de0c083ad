/** English words of analysing again. Rules as in ../../en.ts. */
export const againEn = {
  'again.engine': 'Wellmet has learned to read pages better since.',
  'again.time': 'More than a month old: time in the role has moved on.',
  'again.do': 'Analyse again · free',
  'again.doing': 'Analysing again…',
  'again.done': 'Analysed again. Nothing was charged.',
  'again.ofRow': 'Read from a list of people only.',
  'again.ofPool': 'Found in Discover; no page was read.',
  'again.openProfile': 'Open the profile to learn more · free',
  'again.onPage': 'This page says more: analyse it · free',
} as const;
