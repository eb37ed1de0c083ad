/** Lower case without accents, styled letters made plain ("𝗖𝗘𝗢"), feminine endings in brackets or after dots dropped. */
export function plain(text: string): string {
  const lower = withoutMarks(text).toLowerCase();
  if (!unusual.test(lower)) return lower;
  return lower
    .replaceAll('œ', 'oe')
    .replaceAll(/[’ʼ`]/g, "'")
    .replaceAll(/\bj'ai\b/g, 'jai')
    .replaceAll(/(?<!\p{L})(?:\p{L}\.){2,}/gu, (initials) => initials.replaceAll('.', '') + ' ')
    .replaceAll(
      /(?<=\p{L})(?:\((?:e|ne|se|fe|le|trice|rice|euse|s|es)\)|[·.•](?:e|ne|se|fe|le|trice|rice|euse)(?:[·.•]s)?(?!\p{L})|\/(?:e|trice|rice|euse|ne)(?!\p{L}))/gu,
      '',
    );
}

/** What the rest of it is about. */
const unusual = /[œ’ʼ`'.(·•/]/;

// What needs nothing taken off is most of what is written.
const withoutMarks = (text: string) => (/^[\0-\x7f]*$/.test(text) ? text : text.normalize('NFKD').replaceAll(/\p{M}/gu, ''));
