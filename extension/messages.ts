/**
 * Everything that one context may say to another. Facts in the past tense, wishes in the imperative.
 * All of it goes to the background, which believes nothing: it checks the sender and parses what comes (background/listen.ts).
 * Types only beside the two functions: page code imports this file.
 */
import { defineExtensionMessaging } from '@webext-core/messaging';
import type { AnalyseOutcome, Balance, FirstAnalysis, Quote } from '@wellmet/shared/credits';
import type { Contact } from '@wellmet/shared/contact';
import type { Identifiers } from '@wellmet/shared/identity';
import type { Problem } from '@wellmet/shared/problem';
import type { PageKind, Sighting } from '@wellmet/shared/sighting';
import type { SignInRequest, SignUpRequest } from '@wellmet/shared/account';
import type { z } from 'zod';

/** Why the server's answer could not be had. Expected, so a value. */
export type Trouble =
  | { trouble: 'signedOut' }
  | { trouble: 'unreachable' }
  /** The server speaks a newer language than this extension. */
  | { trouble: 'updateNeeded' }
  | { trouble: 'refused'; problem: Problem };

/** What the local cache knows of a person: analysed before, by whom, and the card that was paid for. */
export interface KnownContact {
  /** Absent when this device has seen the person in a list only. */
  contact: Contact | undefined;
  firstAnalysis: FirstAnalysis;
  /** When the cache got it from the server, ISO instant. */
  asOf: string;
  balance: Balance | undefined;
}

export interface AnalyseWish {
  /** UUIDv7, made when the finger lifts; the same for every retry of the same click. */
  requestId: string;
  sighting: Sighting;
  ceilingCredits: number;
}

type Data<S extends z.ZodType> = z.input<S>;

export interface Messages {
  // page → background, facts
  /** A page of this kind stands in the tab: the background brings the overlay. */
  pageOpened(page: { kind: PageKind }): void;

  // page → background, wishes
  /** From the local cache alone; the server does not learn of it. product.md 4.1. */
  lookUp(person: Identifiers): KnownContact | undefined;
  quote(person: Identifiers): Quote | Trouble;
  analyse(wish: AnalyseWish): AnalyseOutcome | Trouble;
  /** Carry out this wish, whose answer could not be had, when the server is back. False: it has been answered meanwhile; say `analyse` again. */
  keepWish(wish: { requestId: string }): boolean;
  /** Forget a wish that has not been carried out. */
  dropWish(wish: { requestId: string }): void;
  /** Open the popup's page in a tab: where one signs in and sees what waits. */
  openAccount(): void;

  // screens → background, wishes
  signUp(request: Data<typeof SignUpRequest>): 'done' | Trouble;
  signIn(request: Data<typeof SignInRequest>): 'done' | Trouble;
  /** Ends the session on the server if it can be reached, and empties the cache in any case. */
  signOut(): void;
  /** Ask the server for balance and contacts; the cache then has them. */
  refresh(): 'done' | Trouble;
  /** Try a wish again that waits or has stopped, now. */
  retryWish(wish: { requestId: string }): void;
  /** Another server: signs out from the present one first. An origin, e.g. "https://wellmet.example". */
  useServer(server: { url: string }): void;
}

export const { sendMessage, onMessage } = defineExtensionMessaging<Messages>();

export function isTrouble(answer: object | string): answer is Trouble {
  return typeof answer === 'object' && 'trouble' in answer;
}
