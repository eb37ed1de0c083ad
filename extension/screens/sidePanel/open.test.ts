import { afterEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';

const opened = vi.fn<(where?: object) => Promise<void>>(async () => undefined);
const getCurrent = vi.fn<() => Promise<{ id: number }>>(async () => ({ id: 4 }));

afterEach(() => {
  opened.mockClear();
  vi.resetModules();
  Object.assign(browser, { sidebarAction: undefined, sidePanel: undefined });
});

async function loaded() {
  Object.assign(browser, { windows: { getCurrent } });
  const { openSidePanel } = await import('./open.ts');
  await getCurrent.mock.results.at(-1)?.value;
  return openSidePanel;
}

test('Chrome is told the window within the click itself', async () => {
  Object.assign(browser, { sidePanel: { open: opened } });
  const openSidePanel = await loaded();
  const opening = openSidePanel();
  expect(opened).toHaveBeenCalledWith({ windowId: 4 });
  expect(await opening).toBe(true);
});

test('Firefox opens its sidebar', async () => {
  Object.assign(browser, { sidebarAction: { open: opened } });
  const openSidePanel = await loaded();
  const opening = openSidePanel();
  expect(opened).toHaveBeenCalledWith();
  expect(await opening).toBe(true);
});

test('a browser that does not open it says so', async () => {
  Object.assign(browser, { sidePanel: { open: vi.fn<() => Promise<void>>().mockRejectedValue(new Error('no gesture')) } });
  const openSidePanel = await loaded();
  expect(await openSidePanel()).toBe(false);
});
