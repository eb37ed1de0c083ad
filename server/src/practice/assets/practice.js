// In-page navigation as LinkedIn's: the address is new at once, the page a moment later. Lists stand empty for a moment more.
const wait = (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs));

/** Lists have a blank row at hand, behind the list itself. */
const blankOf = (root) => root.querySelector('template[data-blank]');
const listOf = (root) => blankOf(root)?.previousElementSibling;
const blanks = (blank, count) => Array.from({ length: count }, () => document.importNode(blank.content, true));

(() => {
  /** For this long the address names one person and the page still shows another; and so long rows of a list are blank. */
  const turnDelayMs = 150;
  /** After this the framework of a list thinks again, and makes one of its rows anew. */
  const rerenderDelayMs = 400;
  const rerendered = 2;

  /** The one text that may become markup: what was last fetched from this site. */
  let fetched;
  const policy = globalThis.trustedTypes?.createPolicy('default', {
    createHTML(markup) {
      if (markup !== fetched) throw new TypeError('This page makes no markup from that text.');
      return markup;
    },
  });

  let newest = 0;
  /** The page at `address`, after a while; undefined if another was asked for since. Read as XML, links inside links stay. */
  async function pageAt(address, delayMs) {
    const turn = ++newest;
    const [answer] = await Promise.all([fetch(address), wait(delayMs)]);
    const markup = await answer.text();
    if (turn !== newest) return undefined;
    if (!answer.ok) {
      location.assign(address);
      return undefined;
    }
    if (answer.redirected) history.replaceState(null, '', answer.url);
    fetched = markup;
    return new DOMParser().parseFromString(policy ? policy.createHTML(markup) : markup, 'application/xhtml+xml');
  }

  /** Which list the page shows: its path, while it shows one. */
  let shownPath;

  function show(page) {
    for (const selector of ['main', '#artdeco-modal-outlet'])
      document.querySelector(selector).replaceWith(document.adoptNode(page.querySelector(selector)));
    document.title = page.querySelector('title').textContent;
    document.documentElement.lang = page.documentElement.lang;
    document.body.className = page.querySelector('body').className;
    shownPath = listOf(document) ? location.pathname : undefined;
  }

  /** Rows that wait for the eye: each is filled once it has been in sight. */
  const eye = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      eye.unobserve(target);
      target.replaceChildren(document.adoptNode(target.querySelector('template[data-late]').content));
      if (target === target.parentElement?.children[rerendered]) rerenderLater(target);
    }
  });

  /** As a framework does: a new element with the same content takes the row's place. What others put into the old one is gone. */
  function rerenderLater(row) {
    const fresh = row.cloneNode(true);
    setTimeout(() => row.isConnected && row.replaceWith(fresh), rerenderDelayMs);
  }

  /** What happens to a list whose rows have just been put there. */
  function bringToLife(list) {
    const late = [...list.querySelectorAll(':scope > li > template[data-late]')];
    for (const template of late) eye.observe(template.parentElement);
    const row = list.children[rerendered];
    if (row && late.length === 0) rerenderLater(row);
  }

  /** Puts the page at `address` in the place of this one. A list that is come to from elsewhere is blank at first. */
  async function turnTo(address, delayMs) {
    const page = await pageAt(address, delayMs);
    if (!page) return;
    const turn = newest;
    const coming = listOf(page);
    const rows = coming && [...coming.children];
    if (coming && delayMs > 0) coming.replaceChildren(...blanks(blankOf(page), rows.length));
    show(page);
    const list = listOf(document);
    if (!list) return;
    if (delayMs > 0) {
      await wait(delayMs);
      if (turn !== newest) return;
      list.replaceChildren(...rows.map((row) => document.adoptNode(row)));
    }
    bringToLife(list);
  }

  /** Other rows of the same list: everything else stays, the rows are blank until the others are there. */
  async function turnList(address) {
    const list = listOf(document);
    list.replaceChildren(...blanks(blankOf(document), list.children.length));
    scrollTo(0, 0);
    const page = await pageAt(address, turnDelayMs);
    if (!page) return;
    const coming = listOf(page);
    // Back to where the other application drew, or to where nobody was found.
    if (coming?.localName !== list.localName) return show(page);
    list.replaceChildren(...[...coming.children].map((row) => document.adoptNode(row)));
    document.querySelector(pager).replaceWith(document.adoptNode(page.querySelector(pager)));
    bringToLife(list);
  }

  const sduiPager = ':has(> [data-testid^="pagination-controls-"])';
  const pager = `main :is(.artdeco-pagination, ${sduiPager})`;

  /** Where a button of the pager leads: by its number, or from the page that is shown. */
  function pageAfter(button) {
    const buttons = [...button.closest(pager).querySelectorAll('button')];
    const shown = Number(buttons.find((one) => one.getAttribute('aria-current') === 'true').textContent);
    if (button === buttons[0]) return shown - 1;
    return button === buttons.at(-1) ? shown + 1 : Number(button.textContent);
  }

  function turnPage(button) {
    const address = new URL(location.href);
    address.searchParams.set('page', pageAfter(button));
    // Sales Navigator turns the page and leaves the address as it was.
    if (!address.pathname.includes('/sales/')) history.pushState(null, '', address);
    void turnList(address.href);
  }

  /** "Show more results": blank cards, then people. */
  async function showMore(button) {
    const more = button.previousElementSibling;
    const list = listOf(document);
    const people = [...more.content.children].slice(0, Number(more.dataset.more));
    button.disabled = true;
    const before = list.children.length;
    list.append(...blanks(blankOf(document), people.length));
    await wait(turnDelayMs);
    while (list.children.length > before) list.lastElementChild.remove();
    list.append(...people.map((card) => document.adoptNode(card)));
    button.disabled = false;
    if (more.content.children.length === 0) button.remove();
  }

  function go(address) {
    const path = new URL(address, location.href).pathname;
    if (path === shownPath && document.querySelector(pager)) return turnList(address);
    return turnTo(address, turnDelayMs);
  }

  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const button = event.target.closest?.('button');
    if (button?.closest(pager)) return turnPage(button);
    if (button?.matches('.scaffold-finite-scroll__load-button')) return void showMore(button);
    const link = event.target.closest?.('a[href]');
    if (button || !link || link.origin !== location.origin) return;
    event.preventDefault();
    history.pushState(null, '', link.href);
    void turnTo(link.href, turnDelayMs).then(() => scrollTo(0, 0));
  });
  addEventListener('popstate', () => void go(location.href));

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
