// In-page navigation as LinkedIn's: the address is new at once, the page a moment later.
(() => {
  /** For this long the address names one person and the page still shows another. */
  const turnDelayMs = 150;

  /** The one text that may become markup: what was last fetched from this site. */
  let fetched;
  const policy = globalThis.trustedTypes?.createPolicy('default', {
    createHTML(markup) {
      if (markup !== fetched) throw new TypeError('This page makes no markup from that text.');
      return markup;
    },
  });

  let newest = 0;
  /** Puts the main content of the page at `address` in the place of this one's. Read as XML, links inside links stay. */
  async function turnTo(address, delayMs) {
    const turn = ++newest;
    const [answer] = await Promise.all([fetch(address), new Promise((resolve) => setTimeout(resolve, delayMs))]);
    const markup = await answer.text();
    if (turn !== newest) return;
    if (!answer.ok) return location.assign(address);
    if (answer.redirected) history.replaceState(null, '', answer.url);
    fetched = markup;
    const page = new DOMParser().parseFromString(policy ? policy.createHTML(markup) : markup, 'application/xhtml+xml');
    for (const selector of ['main', '#artdeco-modal-outlet'])
      document.querySelector(selector).replaceWith(document.adoptNode(page.querySelector(selector)));
    document.title = page.querySelector('title').textContent;
    document.documentElement.lang = page.documentElement.lang;
    document.body.className = page.querySelector('body').className;
  }

  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.('a[href]');
    if (!link || link.origin !== location.origin) return;
    event.preventDefault();
    history.pushState(null, '', link.href);
    void turnTo(link.href, turnDelayMs).then(() => scrollTo(0, 0));
  });
  addEventListener('popstate', () => void turnTo(location.href, turnDelayMs));

  const dark = matchMedia('(prefers-color-scheme: dark)');
  const asked = /\btheme--/.test(document.documentElement.className);
  const follow = () => document.documentElement.classList.toggle('theme--dark', dark.matches);
  if (!asked) {
    follow();
    dark.addEventListener('change', follow);
  }

  // The parser has split links inside links; the live page of LinkedIn, built by script, has them.
  void turnTo(location.href, 0);
})();
