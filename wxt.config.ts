import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';

/** The server that this build talks to until the user names another one. Store builds set it; the default is what `npm start` runs. */
const server = new URL(process.env['WXT_SERVER_URL'] ?? 'http://127.0.0.1:4310');
/** Public key of that server's operator, as `rules key` prints it; extensions take rules of pages under its signature only. */
const rulesKey = process.env['WXT_RULES_KEY'] ?? '';
if (!/^([\w-]{43})?$/.test(rulesKey)) throw new Error('WXT_RULES_KEY must be a public key as `rules key` prints it');
const isLocal = server.hostname === '127.0.0.1';

/** Fixes the id of the unpacked extension, which the local server knows by name. A store gives its own. */
const localKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAk6zecq9owRblmtHIPGWmgTihmYOjXQMNcmFjZL5Nct234/K5BE2oZ9JgH06x+j/UXJcXpXKIfaOq/3qMSYRfB7PSaea+P3cA6wYz6P/RngNNL5QtmjqTgS5fIr7dWtu9ruzb5nZF5h8ygXKoVm4enf8wpprlj/MqVLC/jUh4jDsPSU1hIVQkIrTAZ0cHcfKlOK2BDbADOVyHbwyUZTmJK0CaJ8VvzXB4c+0uyhdkqe64nz/YpE/NpUYNhAlY0PZ6yn5mdvCFwk4TgBikWFH5xwmuE4Iilu2IyoKj+X3udA0g6c+aDAk/0Ww3PMLYldJ/Flms9uRQB+K9G3juK5QvSQIDAQAB';

/** Match patterns carry no port. */
const serverPattern = `${server.protocol}//${server.hostname}/*`;
const linkedin = 'https://*.linkedin.com/*';
const practice = 'http://127.0.0.1/practice/*';
const readable = isLocal ? [linkedin, practice] : [linkedin];

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  manifestVersion: 3,
  modules: ['@wxt-dev/module-react'],
  imports: false,
  vite: () => ({
    define: {
      'import.meta.env.WXT_SERVER_URL': JSON.stringify(server.origin),
      'import.meta.env.WXT_RULES_KEY': JSON.stringify(rulesKey),
    },
    plugins: [withoutTextSinks(), libraryApart()],
    // Both browsers preload modules by themselves.
    build: { chunkSizeWarningLimit: 1000, modulePreload: { polyfill: false } },
  }),
  webExt: { disabled: true },
  zip: { name: 'wellmet', excludeSources: ['docs/screenshots/**', 'docs/store/pictures/**', '**/*.log'] },
  manifest: ({ browser }) => ({
    name: 'Wellmet',
    description: 'Know who you write to: honest insights on the LinkedIn profiles you choose, their cost told first.',
    // `unlimitedStorage`: what members want is kept where there is little room. Neither store's browser says anything of it to the user.
    // Chrome’s `sidePanel` comes with its entrypoint.
    permissions: ['storage', 'unlimitedStorage', 'alarms', 'scripting', 'contextMenus'],
    host_permissions: [linkedin, serverPattern],
    optional_host_permissions: ['https://*/*', 'http://127.0.0.1/*', 'http://localhost/*'],
    // Private windows store nothing: we are not there.
    incognito: 'not_allowed',
    action: { default_title: 'Wellmet' },
    // extension/messages.ts, `pageKeys`.
    commands: {
      'open-panel': { suggested_key: { default: 'Alt+Shift+W' }, description: 'Open Wellmet on this page' },
      'select-row': { suggested_key: { default: 'Alt+Shift+X' }, description: 'Select the row under the pointer, or in focus' },
      'select-new': { suggested_key: { default: 'Alt+Shift+N' }, description: 'Select everybody new on this page' },
      'open-bar': { suggested_key: { default: 'Alt+Shift+B' }, description: 'Go to the basket’s bar' },
    },
    // Declared here, as plain scripts: the framework's own content-script frame would announce us to the page by events on its document.
    content_scripts: [{ matches: readable, js: ['detector.js'], run_at: 'document_idle' }],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'extension@wellmet.example',
              // The first with the Navigation API, by which in-app navigation is seen.
              strict_min_version: '147.0',
              data_collection_permissions: {
                required: ['authenticationInfo', 'personalCommunications', 'personallyIdentifyingInfo', 'websiteContent'],
              },
            },
          },
        }
      : { minimum_chrome_version: '120', ...(isLocal && { key: localKey }) }),
  }),
});

/** Where libraries turn text into markup or code, for features that we never use: React for dangerouslySetInnerHTML, zod for speed unless it is `jitless`. */
const sinks = [
  {
    file: /react-dom-client\.production\.js$/,
    sink: /\(domElement\.innerHTML = key\)/g,
    count: 2,
    instead: '(() => { throw Error("dangerouslySetInnerHTML is off"); })()',
  },
  {
    file: /zod\/v4\/core\/(util|doc|compile)\.js$/,
    sink: /\bconst F = Function;/g,
    count: 1,
    instead: 'const F = () => { throw Error("code from text is off"); };',
  },
];

/** These throw instead, so that the stores' linters and we know that no text becomes code. The build fails if a library has moved them. */
function withoutTextSinks(): Plugin {
  return {
    name: 'without-text-sinks',
    apply: 'build',
    transform(code, id) {
      const found = sinks.find(({ file }) => file.test(id));
      if (!found) return null;
      const { sink, count, instead } = found;
      const times = code.match(sink)?.length ?? 0;
      if (times !== count) this.error(`expected ${count} × ${sink} in ${id}, found ${times}: look again before shipping`);
      return { code: code.replace(sink, instead), map: null };
    },
  };
}

/** What entrypoints/library.ts brings, by the names in import statements. */
const apart = ['react', 'react/jsx-runtime', 'react-dom/client'];

/** The overlay's script has no copy of React: it finds it where library.ts has put it (extension/overlay/library.ts). */
function libraryApart(): Plugin {
  const mark = '\0library:';
  let isOverlay = false;
  return {
    name: 'library-apart',
    apply: 'build',
    enforce: 'pre',
    configResolved({ build }) {
      isOverlay = build.lib !== false && JSON.stringify(build.lib.entry).includes('entrypoints/overlay.ts');
    },
    resolveId: (id) => (isOverlay && apart.includes(id) ? mark + id : null),
    load: (id) =>
      id.startsWith(mark) ? `module.exports = globalThis[Symbol.for('library')].modules[${JSON.stringify(id.slice(mark.length))}];` : null,
  };
}
