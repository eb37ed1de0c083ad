/** What a person at the screen does, in either browser: reads, presses, types. Sees into open shadow roots, as people do. */
import { setTimeout as sleep } from 'node:timers/promises';

/** What Playwright's and Puppeteer's pages have in common. */
export interface PageLike {
  evaluate<R, A>(act: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
  evaluate(code: string): Promise<unknown>;
  mouse: { click(x: number, y: number): Promise<void> };
  keyboard: { type(text: string): Promise<void>; press(key: string): Promise<void> };
}

interface Point {
  x: number;
  y: number;
}

const patienceMs = 45_000;
const pauseMs = 80;

export class Screen {
  readonly page: PageLike;

  constructor(page: PageLike) {
    this.page = page;
  }

  /** All text that can be seen now, one line an element. */
  text(): Promise<string> {
    return this.page.evaluate(visibleText, undefined);
  }

  /** Waits until this can be read, and returns all that can be read then. */
  async sees(wanted: string | RegExp): Promise<string> {
    return this.until(`see ${wanted}`, async () => {
      const text = await this.text();
      return (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)) ? text : undefined;
    });
  }

  /** Waits until this can be read no more. */
  async seesNoMore(unwanted: string | RegExp): Promise<void> {
    await this.until(`see no more ${unwanted}`, async () => {
      const text = await this.text();
      return (typeof unwanted === 'string' ? text.includes(unwanted) : unwanted.test(text)) ? undefined : true;
    });
  }

  /** A real mouse click on the button, link or control with this name. */
  async presses(name: string | RegExp): Promise<void> {
    await this.until(`press ${name}`, async () => {
      const { x, y } = await this.#atRest(`press ${name}`, () => this.page.evaluate(findControl, matcher(name)));
      await this.page.mouse.click(x, y);
      // What moved or was made anew just then has not had it: whoever sees that presses again. A page that is gone has had it.
      const missed = await this.page.evaluate(hasMissed, undefined).catch(() => false);
      return missed ? undefined : true;
    });
  }

  /** Types into the field with this label, replacing what is in it. */
  async types(label: string | RegExp, text: string): Promise<void> {
    const { x, y } = await this.#atRest(`type into ${label}`, () => this.page.evaluate(findField, matcher(label)));
    await this.page.mouse.click(x, y);
    await this.page.evaluate(selectAll, undefined);
    await this.page.keyboard.type(text);
  }

  /** What is in the field with this label, once there is something. */
  async reads(label: string): Promise<string> {
    return this.until(`read ${label}`, async () => (await this.page.evaluate(contentOf, label)) || undefined);
  }

  /** Where it is when it is there twice: a page that is still being drawn moves things from under the pointer. */
  async #atRest(what: string, look: () => Promise<Point | undefined>): Promise<Point> {
    let last: Point | undefined;
    return this.until(what, async () => {
      const [before, now] = [last, await look()];
      last = now;
      return now && before?.x === now.x && before.y === now.y ? now : undefined;
    });
  }

  private async until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const end = Date.now() + patienceMs;
    let trouble = '';
    while (Date.now() < end) {
      try {
        const found = await look();
        if (found !== undefined) return found;
      } catch (error) {
        // The page may be on its way to another one.
        trouble = error instanceof Error ? error.message : '';
      }
      await sleep(pauseMs);
    }
    const text = await this.text().catch(String);
    throw new Error(`Could not ${what}${trouble && ` (${trouble})`}. On the screen:\n${text}`);
  }
}

function matcher(name: string | RegExp): { source: string; flags: string } {
  return typeof name === 'string'
    ? { source: `^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, flags: '' }
    : { source: name.source, flags: name.flags };
}

// The functions below run in the page: each stands alone.

function visibleText(): string {
  const texts: string[] = [];
  const visit = (root: Document | ShadowRoot) => {
    const top = root instanceof Document ? [root.body] : [...root.children];
    for (const element of top) if (element instanceof HTMLElement && element.tagName !== 'STYLE') texts.push(element.innerText);
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) visit(element.shadowRoot);
  };
  visit(document);
  return texts.join('\n').replaceAll(/[\u00a0\u202f]/g, ' ');
}

/** Whether the control that was found last is there, and has not been clicked. */
function hasMissed(): boolean {
  return (globalThis as { awaitsClick?: boolean }).awaitsClick ?? false;
}

function findControl({ source, flags }: { source: string; flags: string }): { x: number; y: number } | undefined {
  const page = globalThis as { awaitsClick?: boolean };
  const name = new RegExp(source, flags);
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (
        !element.matches(
          'button, a, summary, select, label, [role="button"], [role="switch"], [role="tab"], input[type="checkbox"], input[type="radio"]',
        )
      )
        continue;
      const words = (element.getAttribute('aria-label') ?? element.innerText ?? '').replaceAll(/\s+/g, ' ').trim();
      if (!name.test(words) || element.matches(':disabled, [aria-disabled="true"]') || !element.checkVisibility()) continue;
      const box = element.getBoundingClientRect();
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const onTop = root.elementFromPoint(middle.x, middle.y);
      const isHostOnTop = root instanceof Document || document.elementFromPoint(middle.x, middle.y)?.contains(root.host);
      // A pointer goes to whole pixels: the one beside it may be outside of the page.
      const isInside = Math.ceil(middle.x) < innerWidth && Math.ceil(middle.y) < innerHeight;
      if (box.width > 0 && isInside && isHostOnTop && onTop && (element.contains(onTop) || onTop.contains(element))) {
        page.awaitsClick = true;
        (onTop.contains(element) ? onTop : element).addEventListener('click', () => (page.awaitsClick = false), {
          once: true,
          capture: true,
        });
        return middle;
      }
      // What lies over it would get the click: pages have heads that stay, and our own bar. As a person would: scroll this way or that, look again.
      const ways = ['center', 'end', 'start'] as const;
      element.scrollIntoView({ block: ways[Math.floor(performance.now() / 100) % ways.length] ?? 'center' });
    }
  }
  return undefined;
}

function findField({ source, flags }: { source: string; flags: string }): { x: number; y: number } | undefined {
  const name = new RegExp(source, flags);
  const roots: (Document | ShadowRoot)[] = [document];
  for (const element of document.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
  for (const field of roots.flatMap((root) => [...root.querySelectorAll<HTMLInputElement>('input, textarea')])) {
    const label = field.getAttribute('aria-label') ?? [...(field.labels ?? [])].map((element) => element.innerText).join(' ');
    if (!name.test(label.trim()) || !field.checkVisibility()) continue;
    field.scrollIntoView({ block: 'nearest' });
    const box = field.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  return undefined;
}

function contentOf(label: string): string | undefined {
  const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')];
  return fields.find((field) => field.getAttribute('aria-label') === label && field.checkVisibility())?.value;
}

function selectAll(): void {
  const focused = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
  if (focused instanceof HTMLInputElement) focused.select();
}
