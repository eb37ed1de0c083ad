/** Asking the background from a page: it may sleep, die before it answers, or be gone because the extension was updated under the page. */
import { browser } from 'wxt/browser';
import type { Problem } from '@wellmet/shared/problem';
import { sendMessage, type Messages } from '../messages.ts';

const tries = 4;
const pauseMs = 300;

/** The library's types relate a message to its data only where the message is known by name. */
const send: (type: string, data: unknown) => Promise<unknown> = sendMessage;

/** The background answers no more: only a reload of the page brings the new one. */
export class BackgroundGone extends Error {}

/** What browsers say when a message found no listener, or its listener ended before the answer; all else comes from the listener itself. */
const unheard = /could not establish connection|receiving end|message (?:port|channel) (?:is )?closed|no response|invalidated/i;

/**
 * Every wish may be said twice (it carries its id), so a death before the answer is answered by saying it again.
 * @throws BackgroundGone, or what went wrong in the background.
 */
export async function ask<K extends keyof Messages>(type: K, ...data: Parameters<Messages[K]>): Promise<Awaited<ReturnType<Messages[K]>>> {
  for (let left = tries; ; left -= 1) {
    try {
      return (await send(type, data[0])) as Awaited<ReturnType<Messages[K]>>;
    } catch (error) {
      if (isAlive() && !unheard.test(String(error))) throw error;
      if (!isAlive() || left <= 1) throw new BackgroundGone(String(error));
      await new Promise((resume) => setTimeout(resume, pauseMs));
    }
  }
}

function isAlive(): boolean {
  try {
    return browser.runtime.id !== undefined;
  } catch {
    return false;
  }
}

/** What cannot happen has happened in the extension itself (a full disk, say). Nothing more is known of it. */
export const ownFault: Problem = { type: '/problems/internal', code: 'internal', title: 'The extension could not do this', status: 500 };
