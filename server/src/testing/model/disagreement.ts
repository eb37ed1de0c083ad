/** How server and world can differ, told in a way that can be read. */
import { inspect } from 'node:util';
import type { Act } from './act.ts';

/** A run in which they differ; the cause says how. */
export class Counterexample extends Error {
  /** What saw it: a comparison, an invariant of the ledger, or an error that no client should see. */
  get caught(): string {
    return this.cause instanceof Disagreement ? this.cause.caught : `an error: ${String(this.cause)}`;
  }
}

/** Server and world do not say the same; `caught` says by what that was seen. */
export class Disagreement extends Error {
  readonly caught: string;
  constructor(caught: string, detail: unknown) {
    super(`${caught}:\n${typeof detail === 'string' ? detail : inspect(detail, { depth: 12, breakLength: 140 })}`);
    this.caught = caught;
  }
}

/** One act and its answer on one line, ids short enough to be read. */
export const line = ({ says }: Pick<Act, 'says'>, told: unknown): string =>
  `${JSON.stringify(says)}\n    → ${JSON.stringify(told)}`
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/g, '')
    .replaceAll(/AC[ow]AA(\w)\w+(\w)/gi, '$1$2');

/** As after a detour over the wire: what is undefined is absent. */
export const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
