/** What the background itself refuses, in the server's words. Nothing has been done. */
import { problemStatus, type Problem, type ProblemCode } from '@wellmet/shared/problem';
import type { Trouble } from '../messages.ts';

export function refused(code: ProblemCode, title: string, errors?: Problem['errors']): Extract<Trouble, { trouble: 'refused' }> {
  return {
    trouble: 'refused',
    problem: { type: `/problems/${code}`, code, title, status: problemStatus[code], ...(errors && { errors }) },
  };
}
