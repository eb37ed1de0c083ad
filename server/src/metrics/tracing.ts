/**
 * Spans for OpenTelemetry, where the operator has said where they go; without that nothing of it is even loaded. They are made by hand and say what
 * is named here only: libraries that make them by themselves put addresses, and so contacts, into them.
 */
import type * as Api from '@opentelemetry/api';

interface Tracing {
  api: typeof Api;
  tracer: Api.Tracer;
}
let tracing: Tracing | undefined;

/**
 * Begins to send spans if `endpoint` is set; the other variables of OpenTelemetry (OTEL_…) hold as its own documents say.
 * @returns sends what is left, and ends it.
 */
export async function startTracing(endpoint: string | undefined): Promise<() => Promise<void>> {
  if (endpoint === undefined) return () => Promise.resolve();
  const [api, { NodeSDK }] = await Promise.all([import('@opentelemetry/api'), import('@opentelemetry/sdk-node')]);
  // Spans alone, and nothing about the machine and how the process was started.
  const sdk = new NodeSDK({
    serviceName: process.env['OTEL_SERVICE_NAME'] ?? 'wellmet',
    autoDetectResources: false,
    instrumentations: [],
    metricReaders: [],
    logRecordProcessors: [],
  });
  sdk.start();
  tracing = { api, tracer: api.trace.getTracer('wellmet') };
  return async () => {
    tracing = undefined;
    // What the collector did not take any more is lost with it: nobody waits for it at the end.
    await sdk.shutdown().catch(() => {});
  };
}

/** Does a request within a span. @param describe says what it turned out to be, when it is over. */
export async function inRequestSpan(
  headers: Headers,
  work: () => Promise<void>,
  describe: () => { name: string; attributes: Api.Attributes; isFailed: boolean },
): Promise<void> {
  if (!tracing) return work();
  const { api, tracer } = tracing;
  const parent = api.propagation.extract(api.context.active(), headers, {
    get: (from, key) => from.get(key) ?? undefined,
    keys: (from) => [...from.keys()],
  });
  await tracer.startActiveSpan('request', { kind: api.SpanKind.SERVER }, parent, async (span) => {
    try {
      await work();
    } finally {
      const { name, attributes, isFailed } = describe();
      span.updateName(name).setAttributes(attributes);
      if (isFailed) span.setStatus({ code: api.SpanStatusCode.ERROR });
      span.end();
    }
  });
}

/** Asks the database within a span: of a statement its first word, or its name where it has one; never its text or values. */
export function inQuerySpan<T>(statement: () => string, query: () => T): T {
  if (!tracing) return query();
  const { api, tracer } = tracing;
  return tracer.startActiveSpan(statement(), { kind: api.SpanKind.CLIENT, attributes: { 'db.system.name': 'postgresql' } }, (span) => {
    const answer = query();
    const over = (): void => span.end();
    // The message of an error may hold data of people.
    const failed = (): void => span.setStatus({ code: api.SpanStatusCode.ERROR }).end();
    if (answer instanceof Promise) answer.then(over, failed);
    else over();
    return answer;
  });
}
