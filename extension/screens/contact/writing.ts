/** What a member is writing to whom: it stays while the tab does, also where they look at something else meanwhile. */
import { create } from 'zustand';
import type { Draft } from '@wellmet/shared/drafts/draft';
import type { Field } from '@wellmet/shared/templates/text';
import type { Channel, Purpose } from '@wellmet/shared/drafts/sentences';
import type { Language } from '../../i18n/words.ts';

/** A draft, and where it was made from a template, the fields whose place is only marked. */
export interface Paperwork extends Draft {
  missing?: readonly Field[];
}

/** Text of their own hand, and the draft that it was made from. */
export interface Edited {
  subject: string;
  text: string;
  from: Paperwork;
}

export interface Writing {
  channel: Channel;
  purpose: Purpose;
  length: 'short' | 'normal';
  /** Absent: the contact's own, where it is known. */
  language?: Language;
  /** As `hookKey` names it; absent: the first one. */
  hook?: string;
  /** The member wants the draft without regard to how the contact writes. */
  isPlain?: boolean;
  about: string;
  /** The template that it is written from; absent: none. */
  template?: string | undefined;
  to: string;
  edited?: Edited | undefined;
  /** What "Write anew" has replaced. */
  replaced?: Edited | undefined;
}

export const blank: Writing = { channel: 'note', purpose: 'introduce', length: 'normal', about: '', to: '' };

/** By member and contact: on a shared device nobody else's sign-in sees it. */
export const writings = create<Record<string, Writing>>(() => ({}));

export function change(key: string, by: Partial<Writing>): void {
  writings.setState((all) => ({ [key]: { ...(all[key] ?? blank), ...by } }));
}

/** Longer addresses are cut or refused by what some systems open mail clients with. */
const maxAddressLength = 2000;

/** RFC 6068; lines end in CR LF. `isWhole`: the text had room in it. */
export function mailAddress({ to, subject, text }: { to: string; subject: string; text: string }): { address: string; isWhole: boolean } {
  const start = `mailto:${encodeURIComponent(to.trim()).replaceAll('%40', '@')}?subject=${encodeURIComponent(subject)}`;
  const whole = `${start}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`;
  return whole.length <= maxAddressLength ? { address: whole, isWhole: true } : { address: start, isWhole: false };
}
