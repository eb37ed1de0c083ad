import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openLog } from '../log.ts';
import { openPostbox, type Postbox } from '../testing/postbox.ts';
import { letterWords, written, type Letter } from './letter.ts';
import { openMail, type Mail } from './mail.ts';
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';

let postbox: Postbox;
let mail: Mail;
const logged: string[] = [];
const log = openLog('trace', { write: (line: string) => void logged.push(line) });
const settings = () => ({ smtpUrl: postbox.url, mailFrom: 'Wellmet <wellmet@server.example>', publicUrl: 'https://wellmet.example' });
beforeAll(async () => {
  postbox = await openPostbox();
  mail = openMail(settings(), log);
});
beforeEach(() => {
  postbox.refuses = false;
  logged.length = 0;
});
afterAll(() => postbox.close());

const letter: Letter = {
  language: 'fr',
  subject: 'Votre lien',
  paragraphs: ['Ysolde <script>alert(1)</script> & Quill'],
  button: { text: 'Ouvrir', url: 'https://wellmet.example/device#link=a&b' },
  fine: 'Il vaut dix minutes.',
};

test('a letter goes to one address, as text and as HTML', async () => {
  expect(await mail.send('ines@people.example', letter)).toEqual({ sent: true });
  const { to, raw } = await postbox.next();
  expect(to).toEqual(['ines@people.example']);
  for (const part of ['From: Wellmet <wellmet@server.example>', 'Subject: Votre lien', 'text/plain', 'text/html', 'Bonjour,'])
    expect(raw).toContain(part);
  expect(raw.match(/n’est pas affilié à LinkedIn/g)).toHaveLength(2);
});

test('what people have written is no markup, and loads nothing', async () => {
  const { html, text } = await written(letter, 'https://wellmet.example');
  expect(html).not.toMatch(/<script|<img|<link|src=|url\(/);
  expect(html).toContain('Ysolde &lt;script&gt;alert(1)&lt;/script&gt; &amp; Quill');
  expect(html).toContain('href="https://wellmet.example/device#link=a&amp;b"');
  expect(text).toContain('Ysolde <script>alert(1)</script> & Quill');
  expect(text).toContain('\nhttps://wellmet.example/device#link=a&b\n');
});

test('a name cannot add a header or another reader', async () => {
  expect(letterWords('en', 'footer', { server: 'x\r\nBcc: all@people.example' })).not.toMatch(/[\r\n]/);
  await mail.send('ines@people.example', { ...letter, subject: 'One\r\nBcc: all@people.example' });
  const { to, raw } = await postbox.next();
  expect(to).toEqual(['ines@people.example']);
  expect(raw.split('\r\n\r\n', 1)[0]).not.toMatch(/^Bcc:/m);
  await mail.send('"a, other@people.example" <ines@people.example>, third@people.example', letter);
  for (const one of postbox.letters.flatMap((each) => each.to)) expect(one).not.toBe('third@people.example');
});

test('a server that does not take it: not sent, and the log names nobody', async () => {
  postbox.refuses = true;
  expect(await mail.send('ines@people.example', letter)).toEqual({ sent: false });
  const nobody = openMail({ ...settings(), smtpUrl: 'smtp://127.0.0.1:1' }, log);
  expect(await nobody.send('ines@people.example', letter)).toEqual({ sent: false });
  expect(logged).toHaveLength(2);
  expect(logged.join()).not.toContain('people.example');
});

test('without a server for letters nothing is sent, and whoever asks hears so', async () => {
  const none = openMail({ smtpUrl: undefined, mailFrom: undefined, publicUrl: 'https://wellmet.example' }, log);
  expect(none.linksFrom).toBeUndefined();
  expect(await none.send('ines@people.example', letter)).toEqual({ sent: false });
  expect(logged).toEqual([]);
});

const gaps = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();
test('both languages leave the same gaps', () => {
  for (const key of Object.keys(en) as (keyof typeof en)[]) expect({ key, gaps: gaps(fr[key]) }).toEqual({ key, gaps: gaps(en[key]) });
});
