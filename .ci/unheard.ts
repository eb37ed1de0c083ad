import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule, Vitest } from 'vitest/node';

export interface Unheard {
  where: string;
  what: string;
}

/**
 * What makes a run of vitest fail without belonging to a test: errors that nobody caught, and those of hooks around a file or a group.
 * The JSON report leaves them out; they go into a file beside it.
 */
export default class UnheardReporter implements Reporter {
  #vitest?: Vitest;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[], uncaught: Parameters<NonNullable<Reporter['onTestRunEnd']>>[1]): void {
    const ofSuites = modules.flatMap((module) =>
      [module, ...module.children.allSuites()].flatMap((suite) =>
        suite.errors().map((error): Unheard => ({ where: module.moduleId, what: error.stack ?? error.message })),
      ),
    );
    const ofNobody = uncaught.map((error): Unheard => ({
      where: `uncaught, in ${String(error['VITEST_TEST_PATH'])}`,
      what: error.stack ?? error.message,
    }));
    const { outputFile } = this.#vitest?.config ?? {};
    if (typeof outputFile !== 'object') throw new Error('A JSON report is needed, to stand beside.');
    writeFileSync(unheardBeside(String(outputFile['json'])), JSON.stringify([...ofNobody, ...ofSuites]));
  }
}

export const unheardBeside = (report: string): string => `${report}.unheard`;
