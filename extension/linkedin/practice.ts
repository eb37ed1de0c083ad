/** Practice pages are our own pages in LinkedIn's shape, with invented people, that the server on this machine offers. */

/** The LinkedIn address that a practice page stands for; any other address unchanged. */
export function linkedinUrlOf(href: string): string {
  const [, rest] = /^http:\/\/127\.0\.0\.1:\d+\/practice\/(.*)$/s.exec(href) ?? [];
  return rest === undefined ? href : `https://www.linkedin.com/${rest}`;
}

/** A link of a page as LinkedIn would write it in full: it has none under /practice/, practice pages have all there. */
export function linkedinLinkOf(href: string): string {
  return href.startsWith('/') ? `https://www.linkedin.com${href.replace(/^\/practice(?=\/)/, '')}` : linkedinUrlOf(href);
}
