/** Server-sent events over HTTP: hints that an open page listens to for some minutes, and then asks for again. */
import { ProblemError } from './problem.ts';

/** Something to say, in one line. */
export interface ServerEvent {
  event: string;
  data: string;
}

/** Begins to tell. @returns what ends it. */
export type Telling = (tell: (event: ServerEvent) => void) => () => void;

export interface EventTimes {
  /** Between signs of life: what stands between may take a silent connection for a dead one. */
  heartbeatMs: number;
  /** Then it ends, and whoever goes on listening is asked again who they are. */
  lastMs: number;
  /** Streams at once. */
  perMember: number;
}

const usual: EventTimes = { heartbeatMs: 20_000, lastMs: 300_000, perMember: 6 };

/** Answers a member with a stream. @param onEnd hears when it is over. @throws ProblemError `too-many-requests` */
export type EventStreams = (memberId: string, telling: Telling, onEnd: () => void) => Response;

/** @param stopping ends all streams: a server that stops keeps nobody waiting. */
export function openEventStreams(stopping: AbortSignal, times: Partial<EventTimes> = {}): EventStreams {
  const { heartbeatMs, lastMs, perMember } = { ...usual, ...times };
  const open = new Map<string, number>();
  return (memberId, telling, onEnd) => {
    const others = open.get(memberId) ?? 0;
    if (others >= perMember) throw new ProblemError('too-many-requests', { retryAfterSeconds: 30 });
    open.set(memberId, others + 1);
    const over = new AbortController();
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const say = (text: string): void => controller.enqueue(encoder.encode(text));
        // At once: until something comes nobody knows whether they are listened to.
        say(': listening\n\n');
        const hush = telling(({ event, data }) => say(`event: ${event}\ndata: ${data}\n\n`));
        const heartbeat = setInterval(() => say(':\n\n'), heartbeatMs).unref();
        const end = setTimeout(() => over.abort(), lastMs).unref();
        const stop = (): void => over.abort();
        stopping.addEventListener('abort', stop);
        over.signal.addEventListener('abort', () => {
          hush();
          clearInterval(heartbeat);
          clearTimeout(end);
          stopping.removeEventListener('abort', stop);
          const left = (open.get(memberId) ?? 1) - 1;
          if (left === 0) open.delete(memberId);
          else open.set(memberId, left);
          onEnd();
          // The one who went away has closed it.
          if (over.signal.reason !== gone) controller.close();
        });
        if (stopping.aborted) stop();
      },
      cancel: () => over.abort(gone),
    });
    return new Response(body, {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        // nginx: pass on what comes, as it comes.
        'x-accel-buffering': 'no',
      },
    });
  };
}

/** Why a stream ended whose listener went away. */
const gone = 'gone';
