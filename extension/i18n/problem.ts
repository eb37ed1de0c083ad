import type { Problem, ProblemCode } from '@wellmet/shared/problem';
import type { Trouble } from '../messages.ts';
import type { Key, T } from './words.ts';

const keys: Record<Exclude<ProblemCode, 'too-many-requests'>, Key> = {
  'invalid-request': 'problem.invalid',
  'password-too-common': 'problem.passwordTooCommon',
  unauthenticated: 'problem.unauthenticated',
  'wrong-credentials': 'problem.wrongCredentials',
  forbidden: 'problem.forbidden',
  'sign-up-closed': 'problem.signUpClosed',
  'sign-up-by-letter': 'trouble.updateNeeded',
  'not-found': 'problem.notFound',
  'method-not-allowed': 'problem.invalid',
  'email-taken': 'problem.emailTaken',
  'request-id-reused': 'problem.reused',
  'request-too-old': 'problem.tooOld',
  'wrong-state': 'problem.wrongState',
  'ledger-stopped': 'problem.ledgerStopped',
  'link-ended': 'problem.linkEnded',
  'resync-needed': 'problem.internal',
  'body-too-large': 'problem.tooLarge',
  'unsupported-media-type': 'problem.invalid',
  misdirected: 'problem.misdirected',
  'upgrade-required': 'trouble.updateNeeded',
  internal: 'problem.internal',
  unavailable: 'problem.unavailable',
  'no-room': 'problem.noRoom',
};

/** The server's problem in the user's language; its own English texts are for programs and logs. */
export function problemInWords(problem: Problem, t: T): string {
  if (problem.code === 'too-many-requests') return t('problem.tooMany', { count: problem.retryAfterSeconds ?? 60 });
  return t(keys[problem.code]);
}

/** Why the server could not be asked, where something is shown all the same. */
export function troubleInWords(trouble: Trouble, t: T): string {
  switch (trouble.trouble) {
    case 'unreachable':
      return t('trouble.unreachable');
    case 'signedOut':
      return t('trouble.signedOut');
    case 'updateNeeded':
      return t('trouble.updateNeeded');
    case 'refused':
      return problemInWords(trouble.problem, t);
    default:
      return trouble satisfies never;
  }
}
