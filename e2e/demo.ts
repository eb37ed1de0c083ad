/** `npm run demo`: an installed Chromium with the extension loaded and signed in to the demo workspace, on a practice page. Ends with its window. */
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { openChromium } from './testing/browsers.ts';

const cli = new URL('../server/src/cli.ts', import.meta.url).pathname;
const headless = process.argv.includes('--headless');

console.log('Building the extension …');
if (spawnSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) process.exit(1);

const server = spawn(process.execPath, [cli, 'serve', '--demo'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, LOG_LEVEL: 'warn' },
});
process.once('exit', () => server.kill());
const demo = await whatTheServerSays();

const browser = await openChromium({ headless, linkedin: 'real', viewport: null }).catch((error: unknown) => {
  console.error(
    `Chromium could not be opened: it needs a screen (or --headless), and is looked for in CHROMIUM_PATH.\n${String(error).split('\n')[0]}`,
  );
  process.exit(1);
});
const popup = await browser.openPopup();
await popup.sees(/E-mail/);
await popup.types(/^E-mail/, demo.email);
await popup.types(/^(Password|Mot de passe)/, demo.password);
await popup.page.keyboard.press('Enter');
await popup.sees(/(of|sur) \d+/);
const tab = await browser.openTab(`${demo.url}/practice/in/hannah-lindmoor-4b7120/`);
await popup.close();
await tab.sees(/^Analy/m);
console.log(`Ready: click the button at the bottom right of the page. Close the window to end.`);
if (!headless) await new Promise<void>((closed) => browser.context.once('close', () => closed()));
else await browser.close();
process.exit(0);

/** The same words that `npm start` prints for people. */
function whatTheServerSays(): Promise<{ url: string; email: string; password: string }> {
  return new Promise((resolve, reject) => {
    let said = '';
    createInterface(server.stdout).on('line', (line) => {
      said += `${line}\n`;
      const [, url] = /ready at (\S+)/.exec(said) ?? [];
      const [, email] = /^\s+(\S+@\S+)/m.exec(said) ?? [];
      const [, password] = /password\s+(\S+)/.exec(said) ?? [];
      if (url && email && password) resolve({ url, email, password });
    });
    server.once('exit', (code) => reject(new Error(`The server ended with code ${code}; is another one running?`)));
  });
}
