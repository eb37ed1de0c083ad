import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';

/** The server that this build talks to until the user names another one. Store builds set it; the default is what `npm start` runs. */
const server = new URL(process.env['WXT_SERVER_URL'] ?? 'http://127.0.0.1:4310');
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
    define: { 'import.meta.env.WXT_SERVER_URL': JSON.stringify(server.origin) },
    plugins: [withoutDangerousHtml()],
    build: { chunkSizeWarningLimit: 1000 },
  }),
  webExt: { disabled: true },
  zip: { name: 'wellmet', excludeSources: ['docs/screenshots/**'] },
  manifest: ({ browser }) => ({
    name: 'Wellmet',
    description: 'Know who you write to: honest insights on the LinkedIn profiles you choose, their cost told first.',
    permissions: ['storage', 'alarms', 'scripting'],
    host_permissions: [linkedin, serverPattern],
    optional_host_permissions: ['https://*/*', 'http://127.0.0.1/*'],
    // Private windows store nothing: we are not there.
    incognito: 'not_allowed',
    action: { default_title: 'Wellmet' },
    // Declared here, as plain scripts: the framework's own content-script frame would announce us to the page by events on its document.
    content_scripts: [{ matches: readable, js: ['detector.js'], run_at: 'document_idle' }],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'extension@wellmet.example',
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['authenticationInfo', 'personallyIdentifyingInfo', 'websiteContent'] },
            },
          },
        }
      : { minimum_chrome_version: '120', ...(isLocal && { key: localKey }) }),
  }),
});

/** React DOM writes innerHTML only for dangerouslySetInnerHTML, which we never use: let it throw, and the stores' linters see no such write. */
function withoutDangerousHtml(): Plugin {
  return {
    name: 'without-dangerous-html',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith('react-dom-client.production.js')) return null;
      const write = /\(domElement\.innerHTML = key\)/g;
      const found = code.match(write)?.length ?? 0;
      if (found !== 2) this.error(`expected 2 writes of innerHTML in react-dom, found ${found}: look again before shipping`);
      return { code: code.replace(write, '(() => { throw Error("dangerouslySetInnerHTML is off"); })()'), map: null };
    },
  };
}
