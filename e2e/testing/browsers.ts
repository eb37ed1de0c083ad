/**
 * The built extension in the two real browsers, behind one shape. LinkedIn's addresses are answered from our practice pages;
 * nothing leaves the machine.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium as playwright, type BrowserContext, type Page } from '@playwright/test';
import { launch } from 'puppeteer-core';
import { answerAsLinkedin } from './linkedin.ts';
import { Screen, type PageLike } from './screen.ts';
import { askServer } from './server.ts';

const root = new URL('../../', import.meta.url).pathname;
export const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
export const firefoxPath = process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr';
export const chromiumBuild = join(root, '.output/chrome-mv3');
export const firefoxBuild = join(root, '.output/firefox-mv3');
/** By the key in the manifest (wxt.config.ts). */
const chromiumId = 'aljjjadcffcgagfjjjinhhimcigfabfa';
const firefoxId = 'extension@wellmet.example';
const firefoxUuid = '6f0a2c1e-58f2-4a55-9a55-0d9a4a3a6f10';

const extensionUrl = (path: string): string => `chrome-extension://${chromiumId}${path}`;

export interface Tab extends Screen {
  /** Opens an address as one does in the address bar; paths are LinkedIn's. */
  goto(path: string): Promise<void>;
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface Browser {
  name: 'Chromium' | 'Firefox';
  openTab(path: string): Promise<Tab>;
  /** The popup's page, in a tab. */
  openPopup(): Promise<Tab>;
  /** The app, at one of its own addresses: `#/contacts`. */
  openApp(address: string): Promise<Tab>;
  /** Another page of the extension, in a tab: `/sidepanel.html`. */
  openOwn(path: string): Promise<Tab>;
  /** A tab that was not opened by the test, as soon as there is one whose address begins so. */
  openedTab(address: string): Promise<Tab>;
  /** The service worker or event page dies, as the browser lets it die; the next event starts a new one. */
  killBackground(): Promise<void>;
  /** Addresses that the browser asked for outside of itself, in order. */
  requests: string[];
  close(): Promise<void>;
}

/** Chromium's own page beside the common shape, for what only Playwright can do (axe, tracing). */
export interface Chromium extends Browser {
  context: BrowserContext;
  extensionUrl(path: string): string;
  pageOf(tab: Tab): Page;
}

interface ChromiumOptions {
  profile?: string;
  /** `null`: as the window is. */
  viewport?: { width: number; height: number } | null;
  colorScheme?: 'light' | 'dark';
  locale?: string;
  headless?: boolean;
  withoutExtension?: boolean;
  /** A folder with an extension in it; ours, as it was built. */
  build?: string;
  /** `practice` answers LinkedIn's addresses from our practice pages and lets nothing leave the machine. */
  linkedin?: 'practice' | 'real';
}

export async function openChromium({
  profile = '',
  viewport = { width: 1280, height: 860 },
  colorScheme,
  locale = 'en-GB',
  headless = true,
  withoutExtension = false,
  build = chromiumBuild,
  linkedin: linkedinIs = 'practice',
}: ChromiumOptions = {}): Promise<Chromium> {
  const isNew = profile === '' || !existsSync(join(profile, 'Default'));
  const context = await playwright.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    headless,
    viewport,
    ...(colorScheme && { colorScheme }),
    locale,
    timezoneId: 'Europe/Paris',
    args: [
      ...(withoutExtension ? [] : [`--disable-extensions-except=${build}`, `--load-extension=${build}`]),
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      ...(linkedinIs === 'practice' ? ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] : []),
    ],
  });
  const requests: string[] = [];
  context.on('request', (request) => void (request.url().startsWith('http') && requests.push(request.url())));
  if (linkedinIs === 'practice')
    await context.route('https://*.linkedin.com/**', (route) => route.fulfill(answerAsLinkedin(route.request().url())));
  // It may have come and gone before anybody could hear of it.
  if (!withoutExtension && context.serviceWorkers().length === 0)
    await context.waitForEvent('serviceworker', { timeout: 10_000 }).catch(() => {});
  if (!withoutExtension && isNew && existsSync(join(build, 'welcome.html'))) await closeWelcome(context);
  const pages = new WeakMap<Screen, Page>();

  const tab = async (url: string): Promise<Tab> => {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    return tabOf(page);
  };
  const tabOf = (page: Page): Tab => {
    const screen = Object.assign(new Screen(page as PageLike), {
      goto: async (path: string) => void (await page.goto(linkedin(path), { waitUntil: 'domcontentloaded' })),
      screenshot: async (path: string) => void (await page.screenshot({ path })),
      close: () => page.close(),
    });
    pages.set(screen, page);
    return screen;
  };

  return {
    name: 'Chromium',
    context,
    requests,
    extensionUrl,
    pageOf(screen) {
      const page = pages.get(screen);
      if (!page) throw new Error('not a tab of this browser');
      return page;
    },
    openTab: (path) => tab(linkedin(path)),
    openPopup: () => tab(extensionUrl('/popup.html')),
    openApp: (address) => tab(extensionUrl(`/app.html${address}`)),
    openOwn: (path) => tab(extensionUrl(path)),
    openedTab: async (address) => tabOf(await soon(() => context.pages().find((page) => page.url().startsWith(address)))),
    async killBackground() {
      const page = await context.newPage();
      await page.goto(extensionUrl('/popup.html'));
      const devtools = await context.newCDPSession(page);
      const stopped = new Promise<void>((done) => {
        devtools.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
          if (versions.some((version) => version.runningStatus === 'stopped')) done();
        });
      });
      await devtools.send('ServiceWorker.enable');
      await devtools.send('ServiceWorker.stopAllWorkers');
      await stopped;
      await page.close();
    },
    close: () => context.close(),
  };
}

/** The first thing that a new user sees would lie over what a test opens. Firefox opens it for nobody whose extension goes with the session. */
async function closeWelcome(context: BrowserContext): Promise<void> {
  for (let left = 250; left > 0; left -= 1) {
    const welcome = context.pages().find((page) => page.url().endsWith('/welcome.html'));
    if (welcome) return welcome.close();
    await sleep(20);
  }
}

export async function openFirefox({ profile }: { profile?: string } = {}): Promise<Browser> {
  const own = profile ?? mkdtempSync(join(tmpdir(), 'wellmet-firefox-'));
  const firefox = await launch({
    browser: 'firefox',
    executablePath: firefoxPath,
    headless: true,
    userDataDir: own,
    defaultViewport: { width: 1280, height: 860 },
    // Without this the extension's own pages cannot be opened.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [firefoxId]: firefoxUuid }),
      'intl.accept_languages': 'en-GB',
      // What is installed for the time of a test is an extension like any other: a browser that is started again has kept its data.
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
    },
  });
  await firefox.installExtension(firefoxBuild);
  const requests: string[] = [];

  const newPage = async () => {
    const page = await firefox.newPage();
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const url = request.url();
      if (url.startsWith('http')) requests.push(url);
      if (/^https:\/\/([a-z-]+\.)*linkedin\.com\//.test(url)) {
        const { status, body, contentType, headers } = answerAsLinkedin(url);
        request.respond({ status, body, contentType, headers }).catch(ofAPageThatWasLeft);
      } else request.continue().catch(ofAPageThatWasLeft);
    });
    return page;
  };
  const tabOf = (page: Awaited<ReturnType<typeof newPage>>): Tab =>
    Object.assign(new Screen(page as unknown as PageLike), {
      goto: async (path: string) => void (await page.goto(linkedin(path), { waitUntil: 'domcontentloaded' })),
      screenshot: async (path: string) => void (await page.screenshot({ path })),
      close: () => page.close(),
    });

  /** The extension's pages report no load events: never wait for them. */
  const ownPage = async (path: string): Promise<Tab> => {
    const page = await firefox.newPage();
    await page.goto(`moz-extension://${firefoxUuid}${path}`, { waitUntil: [] });
    await page.waitForFunction(() => document.readyState === 'complete' && document.querySelector('main') !== null);
    return tabOf(page);
  };

  return {
    name: 'Firefox',
    requests,
    async openTab(path) {
      const page = await newPage();
      await page.goto(linkedin(path), { waitUntil: 'domcontentloaded' });
      return tabOf(page);
    },
    openPopup: () => ownPage('/popup.html'),
    openApp: (address) => ownPage(`/app.html${address}`),
    openOwn: ownPage,
    openedTab: async (address) => tabOf(await soon(async () => (await firefox.pages()).find((page) => page.url().startsWith(address)))),
    async killBackground() {
      const page = await firefox.newPage();
      // A page with the browser's own rights; it lets itself be asked only in this plain way.
      await page.goto('about:support', { waitUntil: [] });
      const died = await page.evaluate(async (id: string) => {
        interface Privileged {
          WebExtensionPolicy?: {
            getByID(id: string): { extension: { backgroundState: string; terminateBackground(how: object): Promise<void> } };
          };
        }
        const browser = globalThis as unknown as Privileged;
        while (!browser.WebExtensionPolicy) await new Promise((resume) => setTimeout(resume, 20));
        const { extension } = browser.WebExtensionPolicy.getByID(id);
        await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
        return extension.backgroundState;
      }, firefoxId);
      if (died !== 'stopped') throw new Error(`Firefox has not ended the background: ${died}`);
      await page.close();
    },
    async close() {
      await firefox.close();
      if (!profile) rmSync(own, { recursive: true, force: true });
    },
  };
}

/** What is not there yet, within a time in which anything comes. */
async function soon<T>(find: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let left = 300; left > 0; left -= 1) {
    const found = await find();
    if (found !== undefined) return found;
    await sleep(100);
  }
  throw new Error('it did not come');
}

/** Firefox no longer knows what a page asked for that another one has taken the place of. */
function ofAPageThatWasLeft(error: unknown): void {
  if (!String(error).includes('no such request')) throw error;
}

function linkedin(path: string): string {
  return path.startsWith('/') ? `https://www.linkedin.com${path}` : path;
}

/** Creates an account as one does in the popup. Works in either language of it. */
export async function signUp(
  browser: Browser,
  server: { url: string },
  person: { name: string; email: string; password: string },
): Promise<void> {
  const popup = await browser.openPopup();
  await useServer(popup, server);
  await popup.presses(/^(Create account|Créer un compte)$/);
  await popup.types(/^(Your name|Votre nom)/, person.name);
  await enter(popup, person);
}

/** As after `signUp`, in a fraction of its time: the account is made aside, and the popup's page tells the background what its fields would say. */
export async function enterNew(
  browser: Browser,
  server: { url: string },
  person: { name: string; email: string; password: string },
): Promise<void> {
  await askServer(server, 'signUp', { body: { ...person, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } });
  const popup = await browser.openPopup();
  const { email, password } = person;
  const said = await popup.page.evaluate(tellBackground, [
    ['useServer', { url: server.url }],
    ['signIn', { email, password }],
  ]);
  if (said.at(-1) !== 'done') throw new Error(`not signed in: ${JSON.stringify(said)}`);
  await popup.sees(/(of|sur) 25/);
  await popup.close();
}

/** Runs in a page of ours. */
async function tellBackground(messages: [type: string, data: unknown][]): Promise<unknown[]> {
  interface WithMessages {
    chrome: { runtime: { sendMessage(message: object, told: (answer: { res?: unknown } | undefined) => void): void } };
  }
  const { runtime } = (globalThis as unknown as WithMessages).chrome;
  const answers: unknown[] = [];
  for (const [type, data] of messages)
    answers.push(
      await new Promise((done) =>
        runtime.sendMessage({ id: answers.length + 1, type, data, timestamp: Date.now() }, (answer) => done(answer?.res ?? answer)),
      ),
    );
  return answers;
}

/** Signs in as one does in the popup. */
export async function signIn(browser: Browser, server: { url: string }, person: { email: string; password: string }): Promise<void> {
  const popup = await browser.openPopup();
  await useServer(popup, server);
  await enter(popup, person);
}

async function enter(popup: Tab, { email, password }: { email: string; password: string }): Promise<void> {
  await popup.types(/^E-mail/, email);
  await popup.types(/^(Password|Mot de passe)/, password);
  await popup.page.keyboard.press('Enter');
  await popup.sees(/(of|sur) 25/);
  await popup.close();
}

/** The test server's port is not the built one. */
export async function useServer(popup: Tab, { url }: { url: string }): Promise<void> {
  await popup.presses(/^(change|changer|modifier)$/);
  await popup.types(/^(Address of the server|Adresse du serveur)/, url);
  await popup.page.keyboard.press('Enter');
  await popup.sees(url.replace('http://', ''));
}
