/** The theme the page is in, told by what is seen rather than by LinkedIn's class names, which come and go. */

/** Calls back now and whenever it changes. */
export function watchTheme(onTheme: (theme: 'light' | 'dark') => void): void {
  let last: 'light' | 'dark' | undefined;
  const look = () => {
    const theme = pageTheme();
    if (theme !== last) onTheme((last = theme));
  };
  // LinkedIn switches by class (old pages) or attribute (new ones) of its outermost elements.
  const observer = new MutationObserver(look);
  for (const element of [document.documentElement, document.body])
    observer.observe(element, { attributeFilter: ['class', 'data-theme', 'style'] });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', look);
  look();
}

function pageTheme(): 'light' | 'dark' {
  for (const element of [document.body, document.documentElement]) {
    const luminance = luminanceOf(getComputedStyle(element).backgroundColor);
    if (luminance !== undefined) return luminance < 0.4 ? 'dark' : 'light';
  }
  return 'light';
}

/** Relative luminance of "rgb(…)" or "rgba(…)", 0–1; `undefined` when it is see-through. */
function luminanceOf(color: string): number | undefined {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
  if (alpha < 0.5 || !color.startsWith('rgb')) return undefined;
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}
