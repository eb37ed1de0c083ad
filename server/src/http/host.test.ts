import { expect, test } from 'vitest';
import { answersTo } from './host.ts';

const [loopback, everywhere] = ['127.0.0.1', '0.0.0.0'];
const publicUrl = 'https://wellmet.example';

// prettier-ignore
test.each<[listens: string, publicUrl: string | undefined, host: string, answered: boolean]>([
  [loopback, undefined, '127.0.0.1', true],
  [loopback, undefined, '127.0.0.1:4310', true],
  [loopback, undefined, 'localhost', true],
  [loopback, undefined, 'LocalHost:80', true],
  [loopback, undefined, '[::1]', true],
  [loopback, undefined, '[::1]:4310', true],
  ['127.0.0.5', undefined, '127.0.0.5:4310', true],
  ['::1', undefined, '[::1]:4310', true],
  [loopback, undefined, 'evil.example', false],
  [loopback, undefined, 'evil.example:4310', false],
  [loopback, undefined, '127.0.0.1.evil.example:4310', false],
  [loopback, undefined, 'localhost.evil.example', false],
  [loopback, undefined, 'evil.localhost', false],
  [loopback, undefined, '127.0.0.1@evil.example', false],
  [loopback, undefined, 'evil.example@127.0.0.1', false],
  [loopback, undefined, '127.0.0.1 evil.example', false],
  [loopback, undefined, '127.0.0.1:4310:80', false],
  [loopback, undefined, '127.0.0.1, evil.example', false],
  [loopback, undefined, '192.168.1.7:4310', false],
  [loopback, undefined, '0.0.0.0:4310', false],
  [loopback, undefined, '[::ffff:7f00:1]', false],
  [loopback, undefined, '', false],
  [loopback, publicUrl, 'wellmet.example', true],
  [loopback, publicUrl, 'WellMet.example:443', true],
  [loopback, publicUrl, '127.0.0.1:4310', true],
  [loopback, publicUrl, 'evil.example', false],
  [loopback, publicUrl, 'a.wellmet.example', false],
  [everywhere, publicUrl, 'wellmet.example', true],
  [everywhere, publicUrl, 'localhost:4310', true],
  [everywhere, publicUrl, '10.0.0.3:4310', false],
  [everywhere, publicUrl, 'evil.example', false],
  [everywhere, 'http://[2001:db8::7]:8080', '[2001:db8::7]:8080', true],
  [everywhere, undefined, 'evil.example', true],
  ['::', undefined, '10.0.0.3:4310', true],
])('listening on %s, known as %s: a request for %j is answered: %s', (host, known, asked, answered) => {
  expect(answersTo({ host, publicUrl: known })(asked)).toBe(answered);
});
