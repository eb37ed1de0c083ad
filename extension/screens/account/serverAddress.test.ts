import { expect, test } from 'vitest';
import { originPattern, serverOrigin } from './serverAddress.ts';

test.each([
  ['https://wellmet.example', 'https://wellmet.example'],
  [' https://wellmet.example/ ', 'https://wellmet.example'],
  ['https://wellmet.example:8443', 'https://wellmet.example:8443'],
  ['wellmet.example', 'https://wellmet.example'],
  ['wellmet.example:8443', 'https://wellmet.example:8443'],
  ['http://127.0.0.1:4310', 'http://127.0.0.1:4310'],
  ['127.0.0.1:4310', 'http://127.0.0.1:4310'],
  ['localhost:4310', 'http://localhost:4310'],
  ['http://[::1]:4310', 'http://[::1]:4310'],
])('%s is %s', (typed, url) => {
  expect(serverOrigin(typed)).toEqual({ url });
});

test.each([
  ['', 'server.notAnAddress'],
  ['https://', 'server.notAnAddress'],
  ['not an address', 'server.notAnAddress'],
  ['ftp://wellmet.example', 'server.notAnAddress'],
  ['javascript://wellmet.example', 'server.notAnAddress'],
  ['http://wellmet.example', 'server.needsHttps'],
  ['http://127.0.0.1.evil.example', 'server.needsHttps'],
  ['http://localhost.evil.example', 'server.needsHttps'],
  ['https://wellmet.example/path', 'server.originOnly'],
  ['https://wellmet.example?x', 'server.originOnly'],
  ['https://me:secret@wellmet.example', 'server.originOnly'],
])('%j is refused: %s', (typed, wrong) => {
  expect(serverOrigin(typed)).toEqual({ wrong });
});

test('the browser is asked for the host, whatever the port', () => {
  expect(originPattern('https://wellmet.example:8443')).toBe('https://wellmet.example/*');
});
