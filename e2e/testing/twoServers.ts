/** Two real servers on one database, the second of them killed and started again all the while (`npm run e2e:servers`). To whoever asks they are one. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openKillable } from '../../server/src/testing/killable.ts';
import { openBalancer } from './balancer.ts';
import type { RunningServer } from './server.ts';

/** How long the second one stands, and how long it lies. To start it takes a core for seconds: more often, and the tests would wait for that. */
const standsMs = 8000;
const liesMs = 300;

/** @param settings of both. */
export async function startTwoServers(port: number, settings: Record<string, string>): Promise<Omit<RunningServer, 'command'>> {
  const first = await openKillable(undefined, settings);
  const second = await openKillable(first, settings);
  const balancer = await openBalancer(port, () => [first.url, second.url]);
  let isPaused = false;
  let killed = 0;
  let restless: { end(): Promise<void> } | undefined;

  const signal = (name: NodeJS.Signals) => {
    for (const { pid } of [first, second]) if (pid !== undefined) process.kill(pid, name);
  };

  function unsettle(): { end(): Promise<void> } {
    const ending = new AbortController();
    const work = (async () => {
      while (!ending.signal.aborted) {
        // Broken off at the end: that is seen in the next line.
        await sleep(standsMs, undefined, { signal: ending.signal }).catch(() => {});
        if (ending.signal.aborted || isPaused) continue;
        await second.kill();
        balancer.breakOff(second.url);
        killed += 1;
        await sleep(liesMs);
        // Killed while it starts, since all of it ends.
        await second.start().catch((error: unknown) => {
          if (!ending.signal.aborted) throw error;
        });
        if (isPaused) signal('SIGSTOP');
      }
    })();
    return {
      end: async () => {
        ending.abort();
        // What was paused while it starts would never be there.
        await second.kill();
        await work;
      },
    };
  }

  const end = async () => {
    await restless?.end();
    restless = undefined;
    await second.kill();
    await first.kill();
    isPaused = false;
  };

  const both = {
    url: `http://127.0.0.1:${port}`,
    data: first.folder,
    async start() {
      await first.start();
      await second.start();
      restless = unsettle();
    },
    stop: end,
    kill: end,
    pause() {
      isPaused = true;
      signal('SIGSTOP');
    },
    resume() {
      isPaused = false;
      signal('SIGCONT');
    },
    async remove() {
      await restless?.end();
      await balancer.close();
      await second.remove();
      await first.remove();
      console.log(`two servers answered ${balancer.answered.join(' and ')} requests; the second was killed ${killed} times`);
    },
  };
  await both.start();
  return both;
}
