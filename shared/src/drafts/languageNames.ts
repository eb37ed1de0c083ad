/** Languages that people list, by both of their names: a page in English lists "Swedish" whatever language the draft is in. */
const names = `german=allemand, spanish=espagnol, italian=italien, portuguese=portugais, dutch=néerlandais, swedish=suédois, danish=danois,
  norwegian=norvégien, finnish=finnois, icelandic=islandais, polish=polonais, czech=tchèque, slovak=slovaque, hungarian=hongrois, romanian=roumain,
  bulgarian=bulgare, greek=grec, turkish=turc, russian=russe, ukrainian=ukrainien, serbian=serbe, croatian=croate, slovenian=slovène,
  lithuanian=lituanien, latvian=letton, estonian=estonien, irish=irlandais, welsh=gallois, catalan=catalan, basque=basque, breton=breton,
  arabic=arabe, hebrew=hébreu, persian=persan, hindi=hindi, urdu=ourdou, bengali=bengali, tamil=tamoul, chinese=chinois, mandarin=mandarin,
  japanese=japonais, korean=coréen, vietnamese=vietnamien, thai=thaï, indonesian=indonésien, malay=malais, swahili=swahili, english=anglais,
  french=français`
  .split(',')
  .map((pair) => pair.trim().split('='));

const folded = (name: string) => name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();

/** "Suédois" is "Swedish" in English and "suédois" in French; nothing for a name that is not known here. */
export function languageNamed(written: string, language: 'en' | 'fr'): string | undefined {
  const [english, french] = names.find((pair) => pair.some((name) => folded(name) === folded(written))) ?? [];
  return language === 'fr' ? french : english?.replace(/^./, (letter) => letter.toUpperCase());
}
