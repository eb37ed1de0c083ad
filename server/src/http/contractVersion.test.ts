/**
 * Extensions of earlier versions go on: nothing that the oldest one served asks or reads is taken away, and nothing more is demanded of it. What that is
 * stands in served.txt, as that version's contract had it. A release that takes something away raises `lowestServed` of shared/src/contract.ts, and writes the
 * file anew as that version prints it: `node server/src/testing/contractLines.ts` (docs/operator.md, "Upgrades and ways back").
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { api, type Route, type RouteName } from '@wellmet/shared/api';
import { contractHeader, contractVersion, lowestServed } from '@wellmet/shared/contract';
import { Problem } from '@wellmet/shared/problem';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extensionOrigin, testApp, type TestApp } from '../testing/app.ts';
import { contractLines } from '../testing/contractLines.ts';
import { isServed } from './contractVersion.ts';

const routes = (Object.keys(api) as RouteName[]).map((name): [RouteName, Route] => [name, api[name]]);
const present = contractLines();
const [heading, ...served] = readFileSync(join(import.meta.dirname, 'served.txt'), 'utf8')
  .trim()
  .split('\n');

describe('the oldest contract that is served', () => {
  test('is the one that is written down, and not a later one than ours', () => {
    expect(heading).toBe(`contract ${lowestServed}`);
    expect(lowestServed).toBeLessThanOrEqual(contractVersion);
    expect(served.length).toBeGreaterThan(1000);
  });

  test('has lost no route and no field of an answer since', () => {
    const now = new Set(present);
    expect(served.filter((line) => !line.startsWith('demand ') && !now.has(line))).toEqual([]);
  });

  test('has nothing more demanded of it', () => {
    const then = new Set(served);
    const known = new Set(served.flatMap((line) => /^route (\w+):/.exec(line)?.[1] ?? []));
    const isKnown = (line: string): boolean => known.has(/^demand (\w+)/.exec(line)?.[1] ?? '');
    expect(present.filter((line) => isKnown(line) && !then.has(line))).toEqual([]);
  });
});

test.each([
  [undefined, true],
  ['3', true],
  ['4', true],
  ['10', true],
  ['2', false],
  ['0', false],
  ['', false],
  ['-3', false],
  ['3.5', false],
  ['three', false],
  ['9'.repeat(10), false],
])('of versions from 3 on, %j is served: %j', (said, is) => {
  expect(isServed(said, 3)).toBe(is);
});

describe('an extension that is older', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());

  test.each(routes)('is told to be updated, before anything else: %s', async (_name, route) => {
    const path = route.path.replace('{workspaceId}', app.workspaceId).replaceAll(/\{\w+\}/g, () => uuidv7());
    const headers = { origin: extensionOrigin, [contractHeader]: String(lowestServed - 1) };
    for (const token of [null, app.session.token]) {
      const answer = await app.ask(route.method.toUpperCase(), path, { token, headers });
      expect(answer.status).toBe(426);
      expect(answer.headers.get('access-control-allow-origin')).toBe(extensionOrigin);
      expect(Problem.parse(answer.body)).toMatchObject({ code: 'upgrade-required', type: '/problems/upgrade-required' });
    }
  });

  test('is told apart from ours, and from programs that say no version', async () => {
    const path = `/v1/workspaces/${app.workspaceId}/balance`;
    for (const headers of [{}, { [contractHeader]: String(contractVersion) }])
      expect((await app.ask('GET', path, { headers })).status).toBe(200);
    const asks = { origin: extensionOrigin, 'access-control-request-method': 'GET', 'access-control-request-headers': contractHeader };
    const { headers } = await app.ask('OPTIONS', path, { token: null, headers: asks });
    expect(headers.get('access-control-allow-headers')?.split(',')).toContain(contractHeader);
  });
});
