/** What goes over the wire: as little as can be when nothing has changed, and compressed when much has. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { extensionOrigin, testApp, type TestApp } from '../testing/app.ts';
import { newDevice } from '../testing/device.ts';
import { listening, type ListeningApp } from '../testing/listening.ts';
import { analysisOf, sightingOf } from '../testing/sightings.ts';

let app: TestApp;
let served: ListeningApp;
beforeAll(async () => {
  app = await testApp();
  served = await listening(app.app);
  await app.ask('POST', `/v1/workspaces/${app.workspaceId}/analyses`, {
    body: analysisOf(Array.from({ length: 20 }, (_, n) => sightingOf({ slug: `person-${n}` }))),
  });
});
afterAll(async () => {
  await served.close();
  await app.close();
});

const device = () =>
  newDevice((method, path, body) => app.ask(method, `/v1/workspaces/${app.workspaceId}${path}`, body === undefined ? {} : { body }));

/** As a browser writes it that asks from an extension's worker. */
const asked = (path: string, headers: Record<string, string>): string =>
  [
    `GET /v1/workspaces/${app.workspaceId}${path} HTTP/1.1`,
    ...Object.entries({
      host: `127.0.0.1:${served.port}`,
      connection: 'close',
      authorization: `Bearer ${app.session.token}`,
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      accept: '*/*',
      origin: extensionOrigin,
      'sec-fetch-site': 'none',
      'sec-fetch-mode': 'cors',
      'sec-fetch-dest': 'empty',
      'accept-encoding': 'gzip, deflate, br, zstd',
      'accept-language': 'en-US,en;q=0.9',
      ...headers,
    }).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');

const headOf = (answer: Buffer): string => answer.toString('latin1', 0, answer.indexOf('\r\n\r\n'));

test('when nothing has changed, question and answer together are no more than a kilobyte', async () => {
  const own = device();
  await own.pull();
  const { version, cursor } = await own.pullPage();
  const question = asked(`/changes?cursor=${cursor}`, { 'if-none-match': `"${version}"` });
  const answer = await served.exchange(question);
  expect(headOf(answer)).toMatch(/^HTTP\/1.1 304 /);
  expect(answer.subarray(answer.indexOf('\r\n\r\n') + 4)).toHaveLength(0);
  expect(question.length + answer.length).toBeLessThanOrEqual(1024);
  // What a script has to read of it, it may.
  expect(headOf(answer)).toContain(`access-control-allow-origin: ${extensionOrigin}`);
  expect(headOf(answer).toLowerCase()).toMatch(/^access-control-expose-headers: .*\betag\b.*\bdate\b/m);
});

test('what an extension asks with it may ask with', async () => {
  const preflight = await app.ask('OPTIONS', `/v1/workspaces/${app.workspaceId}/changes`, {
    token: null,
    headers: {
      origin: extensionOrigin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization,if-none-match',
    },
  });
  expect(preflight.headers.get('access-control-allow-headers')?.split(',')).toEqual(
    expect.arrayContaining(['authorization', 'if-none-match']),
  );
});

test('much is compressed for whoever can read it, little is not; its tag is that of the version all the same', async () => {
  const whole = await served.exchange(asked('/changes', {}));
  expect(headOf(whole)).toMatch(/^content-encoding: gzip/im);
  const [, version] = /^etag: W\/"([^"]+)"/im.exec(headOf(whole)) ?? [];
  const response = await fetch(`${served.url}/v1/workspaces/${app.workspaceId}/changes`, {
    headers: { authorization: `Bearer ${app.session.token}` },
  });
  expect((await response.json()) as object).toMatchObject({ version, contacts: { length: 20 } });

  const plain = await served.exchange(asked('/changes', { 'accept-encoding': 'identity' }));
  expect(headOf(plain)).not.toMatch(/^content-encoding/im);
  expect(plain.length).toBeGreaterThan(4 * whole.length);
  expect(plain.toString()).toContain(`"version":"${version}"`);
  expect(headOf(await served.exchange(asked('/balance', {})))).not.toMatch(/^content-encoding/im);
});
