/** What a draft has to say, before any language: `sentences.en.ts` and `sentences.fr.ts` say it. */
import type { EngagementKind } from '../engagement.ts';

export const channels = ['note', 'message', 'email', 'call'] as const;
export type Channel = (typeof channels)[number];

export const purposes = ['introduce', 'followUp', 'invite', 'advice'] as const;
export type Purpose = (typeof purposes)[number];

/** What it begins with: the chosen hook, or the role. Names are ready to be said; what is absent is not known. */
export type Opening =
  | { kind: 'role'; title: string | undefined; company: string | undefined }
  /** `isNew`: it began this year or so; else nobody is congratulated any more. */
  | { kind: 'newRole' | 'promotion'; title: string | undefined; company: string | undefined; since: string; isNew: boolean }
  | { kind: 'companyMove'; company: string; since: string; isNew: boolean }
  /** `yearsNow`: whole years reached in this very month. */
  | { kind: 'anniversary'; company: string | undefined; since: string; yearsNow: number | undefined }
  | { kind: 'longTenure'; company: string | undefined; since: string }
  | { kind: 'about' | 'headline'; quote: string }
  | { kind: 'school'; school: string }
  | { kind: 'language'; language: string };

/** What is being asked for, and what the member says that it is about. */
export interface Aim {
  channel: Channel;
  purpose: Purpose;
  about: string | undefined;
  /** Who reads it: `bold` is asked for one step, `calm` is not pressed, `people` are asked for their view, `task` is given a figure. */
  boldness: 'bold' | 'calm' | undefined;
  focus: 'people' | 'task' | undefined;
}

export interface Sentences {
  greeting(given: string | undefined): string;
  /** The first words on the telephone. */
  hello(name: string, sender: string | undefined): string;
  /** The same thing said ever shorter; where a thing cannot be said, none. */
  opening(opening: Opening): string[];
  /** After their own words. */
  curious: string;
  /** Why them, where the opening does not say where they work. */
  because(company: string, channel: Channel): string;
  /** Who writes and about what; nothing where there is nothing to say. */
  self(aim: Aim, sender: string | undefined, last: { what: EngagementKind; day: string } | undefined): string | undefined;
  /** Before the question, for whom people come first. */
  view: string;
  ask(aim: Aim): string;
  /** What makes it easy to say no, or yes. */
  ease(aim: Aim): string | undefined;
  close(channel: Channel, sender: string | undefined): string | undefined;
  /** By what it begins with; nothing where that is none for a subject. */
  subjectOf(opening: Opening): string | undefined;
  subject(aim: Aim): string;
}
