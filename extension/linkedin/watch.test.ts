import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { profile } from './profile.ts';
import type { PageReader } from './reader.ts';
import { parsed } from './testing/pageDocument.ts';
import { watchChanges, whenReady } from './watch.ts';

const page = (name: string) => parsed(readFileSync(join(import.meta.dirname, `fixtures/profile/${name}.html`), 'utf8')).body;
const jorge = 'https://www.linkedin.com/in/jorge-valdespino/';

function show(name: string): void {
  document.body.replaceChildren(...page(name).childNodes);
}
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

test('a page that is there is ready at once', async () => {
  show('sdui-old-card-lingers');
  expect(await whenReady(profile, jorge, new AbortController().signal)).toBe(true);
});

test('a page that turns is ready when it shows whom its address names', async () => {
  show('sdui-half-turned');
  let ready: boolean | undefined;
  const waiting = whenReady(profile, jorge, new AbortController().signal).then((is) => (ready = is));
  document.body.append(document.createElement('p'));
  await frame();
  await frame();
  expect(ready).toBeUndefined();
  show('sdui-old-card-lingers');
  expect(await waiting).toBe(true);
});

test('a profile that is redrawn in place is noticed', async () => {
  show('ember-half-turned');
  const waiting = whenReady(profile, jorge, new AbortController().signal);
  await frame();
  for (const link of document.querySelectorAll('a[href^="/in/agnes-halvorsen/"]'))
    link.setAttribute('href', (link.getAttribute('href') ?? '').replace('agnes-halvorsen', 'jorge-valdespino'));
  expect(await waiting).toBe(true);
});

test('many changes in a frame are one look, and none after the end', async () => {
  const ready = vi.fn<PageReader['ready']>(() => false);
  const leave = new AbortController();
  const waiting = whenReady({ ...profile, ready }, jorge, leave.signal);
  expect(ready).toHaveBeenCalledTimes(1);
  for (let i = 0; i < 50; i++) {
    document.body.append(document.createElement('p'));
    await Promise.resolve();
  }
  await frame();
  await frame();
  expect(ready).toHaveBeenCalledTimes(2);
  document.body.append(document.createElement('p'));
  await Promise.resolve();
  leave.abort();
  expect(await waiting).toBe(false);
  document.body.append(document.createElement('p'));
  await frame();
  await frame();
  expect(ready).toHaveBeenCalledTimes(2);
});

test('who has gone looks no more', async () => {
  const ready = vi.fn<PageReader['ready']>(() => false);
  const leave = new AbortController();
  const waiting = whenReady({ ...profile, ready }, jorge, leave.signal);
  leave.abort();
  expect(await waiting).toBe(false);
  document.body.append(document.createElement('p'));
  await frame();
  await frame();
  expect(ready).toHaveBeenCalledTimes(1);
});

test('an aborted wait never begins', async () => {
  show('sdui-old-card-lingers');
  expect(await whenReady(profile, jorge, AbortSignal.abort())).toBe(false);
});

async function settled(): Promise<void> {
  for (let i = 0; i < 4; i += 1) await frame();
}

describe('a list that goes on changing', () => {
  test('many changes in a frame are one look; after the end there is none', async () => {
    const look = vi.fn<() => void>();
    const leave = new AbortController();
    watchChanges(look, () => false, leave.signal);
    await settled();
    expect(look).toHaveBeenCalledTimes(1);
    for (let i = 0; i < 20; i += 1) document.body.append(document.createElement('p'));
    await settled();
    expect(look).toHaveBeenCalledTimes(2);
    leave.abort();
    document.body.append(document.createElement('p'));
    await settled();
    expect(look).toHaveBeenCalledTimes(2);
  });

  test('what we put into the page is no reason to look; that it was thrown out is one', async () => {
    const look = vi.fn<() => void>();
    const ours = document.createElement('div');
    const leave = new AbortController();
    watchChanges(look, (node) => node === ours, leave.signal);
    await settled();
    document.body.append(ours);
    await settled();
    expect(look).toHaveBeenCalledTimes(1);
    ours.remove();
    await settled();
    expect(look).toHaveBeenCalledTimes(2);
    leave.abort();
  });

  test('a look that took long is not repeated at once', async () => {
    let now = 1000;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const looks: number[] = [];
    const leave = new AbortController();
    watchChanges(
      () => {
        looks.push(now);
        now += 20;
      },
      () => false,
      leave.signal,
    );
    await settled();
    document.body.append(document.createElement('p'));
    await settled();
    expect(looks).toEqual([1000]);
    await new Promise((resume) => setTimeout(resume, 260));
    expect(looks).toHaveLength(2);
    leave.abort();
  });
});
