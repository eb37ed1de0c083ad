import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { stripeSettings } from '../testing/fakeStripe.ts';

/** Whether a process of its own has read Stripe's library after this. */
function reads(work: string): boolean {
  const script = `
    import { registerHooks } from 'node:module';
    let isRead = false;
    registerHooks({ resolve: (what, context, next) => ((isRead ||= what === 'stripe'), next(what, context)) });
    const { openPayments } = await import('./serve.ts').then(() => import('./billing/stripe.ts'));
    ${work}
    console.log(isRead);
    process.exit(0);`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: new URL('..', import.meta.url).pathname,
    encoding: 'utf8',
  });
  return said.trim() === 'true';
}

test('Stripe’s library is read where a key is set, and nowhere else', { timeout: 60_000 }, () => {
  expect(reads(`await openPayments(undefined, 'https://wellmet.example');`)).toBe(false);
  expect(reads(`await openPayments(${JSON.stringify(stripeSettings)}, 'https://wellmet.example');`)).toBe(true);
});
