/** What a page must not be able to do, tried from inside the page and from inside our own script in it. */
import { enterNew, openChromium, type Chromium } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { askServer, balanceOf, newMember } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

const someone = person('hannah-lindmoor-4b7120');
let browser: Chromium;

test.beforeEach(async () => {
  browser = await openChromium();
});
test.afterEach(async () => {
  await browser.close();
});

test('our script in the page cannot get the token, from storage, database or message', async ({ server }) => {
  const ines = newMember('Ines Okafor');
  await enterNew(browser, server, ines);
  const popup = await browser.openPopup();
  const token = await browser.pageOf(popup).evaluate(async () => {
    const open = indexedDB.open('cache');
    const database = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
    const get = database.transaction('account').objectStore('account').get('now');
    return new Promise<string>((done) => (get.onsuccess = () => done((get.result as { token: string }).token)));
  });
  expect(token.length).toBeGreaterThan(20);
  await popup.close();

  const tab = await browser.openTab(someone.path);
  await tab.sees(/^Analyse$/m);
  const inOurWorld = await evaluateInOurWorld(browser, tab, browser.extensionUrl(''));
  const found = await inOurWorld<string>(`(async () => {
    const say = (type, data) => new Promise((done) => chrome.runtime.sendMessage({ id: 1, type, data, timestamp: Date.now() }, (answer) => done(answer ?? chrome.runtime.lastError?.message)));
    const everything = {
      storage: await chrome.storage.local.get(null),
      databases: await indexedDB.databases(),
      answers: [],
    };
    const person = { slug: 'hannah-lindmoor-4b7120' };
    for (const [type, data] of [
      ['lookUp', person], ['quote', { person }], ['campaigns', undefined], ['enrol', { nonsense: 1 }], ['refresh', undefined], ['signOut', undefined], ['signIn', { email: 'a@example.com', password: 'passwordpassword' }],
      ['useServer', { url: 'https://evil.example' }], ['retryWish', { requestId: crypto.randomUUID() }], ['keepWish', { requestId: 'nonsense' }], ['analyse', { nonsense: 1 }],
      ['getToken', undefined], ['__proto__', {}],
    ]) everything.answers.push([type, await Promise.race([say(type, data), new Promise((done) => setTimeout(done, 1500, 'silence'))])]);
    return JSON.stringify(everything);
  })()`);
  expect(found).not.toContain(token);
  expect(found).toContain('not from here');
  expect(found).not.toContain('"cache"');

  // Nothing of the above has signed out, moved to another server, or spent.
  const account = await browser.openPopup();
  await account.sees(/25\s+of 25/);
});

test('looking at profiles tells the server nothing; only a click does', async ({ server }) => {
  await enterNew(browser, server, newMember('Ines Okafor'));
  const before = browser.requests.length;
  const tab = await browser.openTab(someone.path);
  await tab.sees(/^Analyse$/m);
  await tab.goto('/search/results/people/?keywords=grid');
  await tab.goto(someone.memberPath);
  await tab.sees(/^Analyse$/m);
  expect(browser.requests.slice(before).filter((url) => url.startsWith(server.url))).toEqual([]);
  await tab.presses('Analyse');
  await tab.sees('24 left after');
  expect(browser.requests.slice(before).filter((url) => url.startsWith(server.url))).toHaveLength(1);
});

test('a script of the page presses our buttons in vain', async ({ server }) => {
  const ines = newMember('Ines Okafor');
  await enterNew(browser, server, ines);
  const tab = await browser.openTab(someone.path);
  await tab.sees(/^Analyse$/m);
  const page = browser.pageOf(tab);
  const pressFromThePage = () =>
    page.evaluate(() => {
      const root = [...document.documentElement.children].find((element) => element.shadowRoot)?.shadowRoot;
      const buttons = [...(root?.querySelectorAll('button') ?? [])];
      for (const button of buttons) {
        button.click();
        button.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
        button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      }
      return buttons.length;
    });
  expect(await pressFromThePage()).toBe(1);
  await tab.presses('Analyse');
  await tab.sees('24 left after');
  expect(await pressFromThePage()).toBeGreaterThan(2);
  await tab.presses('Not now');
  await tab.sees(/^Analyse$/m);
  expect(await balanceOf(server, ines)).toMatchObject({ used: 0 });
});

test('the page sees one element without a name, and no address of ours', async ({ server }) => {
  await enterNew(browser, server, newMember('Ines Okafor'));
  const tab = await browser.openTab(someone.path);
  await tab.sees(/^Analyse$/m);
  const page = browser.pageOf(tab);
  const marks = await page.evaluate(() => ({
    attributes: [...document.documentElement.children]
      .filter((element) => element.shadowRoot)
      .flatMap((element) => [element.localName, ...element.getAttributeNames()]),
    html: document.documentElement.outerHTML,
    storage: [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie],
    globals: Object.keys(globalThis).filter((key) => /wellmet|browser/i.test(key)),
  }));
  expect(marks.attributes).toEqual(['div']);
  expect(marks.html.toLowerCase()).not.toMatch(/wellmet|chrome-extension:/);
  expect(marks.storage).toEqual([[], [], '']);
  expect(marks.globals).toEqual([]);
  for (const file of ['manifest.json', 'overlay.js', 'detector.js', 'popup.html', 'icon/16.png']) {
    expect(
      await page.evaluate(
        (url) =>
          fetch(url).then(
            () => 'there',
            () => 'nothing',
          ),
        browser.extensionUrl(`/${file}`),
      ),
    ).toBe('nothing');
  }
});

test('a page on the loopback address cannot use the server in the name of anybody', async ({ server }) => {
  const ines = newMember('Ines Okafor');
  await askServer(server, 'signUp', { body: { ...ines, timeZone: 'Europe/Paris' } });
  const tab = await browser.openTab('/feed/');
  const answers = await browser.pageOf(tab).evaluate(async (url) => {
    const ask = (path: string, init?: RequestInit) =>
      fetch(url + path, init).then(
        (response) => response.status,
        () => 'refused',
      );
    return [
      await ask('/v1/me'),
      await ask('/v1/me', { credentials: 'include' }),
      await ask('/v1/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }),
    ];
  }, server.url);
  expect(answers).toEqual(['refused', 'refused', 'refused']);
});

/** Runs text in the isolated world that our scripts have in this tab. */
async function evaluateInOurWorld(
  from: Chromium,
  tab: Parameters<Chromium['pageOf']>[0],
  origin: string,
): Promise<<T>(expression: string) => Promise<T>> {
  const devtools = await from.context.newCDPSession(from.pageOf(tab));
  const world = new Promise<number>((done) => {
    devtools.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin === origin) done(context.id);
    });
  });
  await devtools.send('Runtime.enable');
  const contextId = await world;
  return async <T>(expression: string) => {
    const { result, exceptionDetails } = await devtools.send('Runtime.evaluate', {
      expression,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  };
}
