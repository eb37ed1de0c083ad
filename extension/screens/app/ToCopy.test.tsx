import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { ToCopy } from './ToCopy.tsx';

afterEach(cleanup);

function open() {
  render(
    <WordsContext value={appWordsIn('en')}>
      <ToCopy label="The new key" value="wm_secret" />
    </WordsContext>,
  );
  return userEvent.setup();
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'The new key' });
const selected = () => field().value.slice(field().selectionStart, field().selectionEnd);

test('what is copied is the whole of it, and that is said', async () => {
  const user = open();
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  expect(await navigator.clipboard.readText()).toBe('wm_secret');
  expect((await screen.findByText('Copied.')).tagName).toBe('OUTPUT');
});

test('where the browser refuses, that is said, and all of it is selected to be copied by hand', async () => {
  const user = open();
  const refuse = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  expect((await screen.findByRole('alert')).textContent).toContain('did not let it be copied');
  expect(document.activeElement).toBe(field());
  expect(selected()).toBe('wm_secret');
  expect(screen.queryByText('Copied.')).toBeNull();

  // Asked again, it may let us.
  refuse.mockRestore();
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  expect(screen.getByText('Copied.')).toBeTruthy();
});

test('by keyboard: the field is reached first and selected, and cannot be changed; then the button', async () => {
  const user = open();
  await user.tab();
  expect(document.activeElement).toBe(field());
  expect(selected()).toBe('wm_secret');
  await user.keyboard('x');
  expect(field().value).toBe('wm_secret');
  await user.tab();
  await user.keyboard('{Enter}');
  expect(await screen.findByText('Copied.')).toBeTruthy();
});
