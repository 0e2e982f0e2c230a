import { ATTR_INPUT_ID } from '@cortex/telemetry/contract';
import { findJaegerTraces, readJaegerTrace, type Trace } from '@cortex/telemetry/testing';
import { UserError } from '../user-error.ts';
import { extentOf } from './extent.ts';

const LOOK_THROUGH = 50;
/** As long as Jaeger keeps traces: deploy/jaeger/config.yaml. */
const RETENTION = '168h';
const NOT_OF_INTEREST = /^\/(health|metrics)\b/;

export async function traceById(jaeger: string, id: string): Promise<Trace> {
  const trace = await asking(jaeger, () => readJaegerTrace(jaeger, id));
  if (trace !== undefined) return trace;
  throw new UserError(
    `Jaeger at ${jaeger} knows no trace ${id}. It may have expired, or be on its way still: a trace shows up about a second after its request.`,
  );
}

/** The trace of the request that brought the input. */
export async function traceOfInputId(jaeger: string, inputId: string): Promise<Trace> {
  const query = { service: 'core-api', tags: { [ATTR_INPUT_ID]: inputId }, lookback: RETENTION, limit: 1 };
  const [trace] = await asking(jaeger, () => findJaegerTraces(jaeger, query));
  if (trace !== undefined) return trace;
  throw new UserError(
    `Jaeger at ${jaeger} knows no trace of the input ${inputId}. It may have expired, not have been sampled, or be on its way still.`,
  );
}

/** The trace of core-api that began last, health checks and scrapes left aside. */
export async function latestTrace(jaeger: string): Promise<Trace> {
  const traces = await asking(jaeger, () => findJaegerTraces(jaeger, { service: 'core-api', limit: LOOK_THROUGH }));
  const [latest] = traces.filter(isOfInterest).sort((a, b) => beginOf(b) - beginOf(a));
  if (latest !== undefined) return latest;
  throw new UserError(`Jaeger at ${jaeger} has no trace of core-api yet. Send a request, or run: npm run demo`);
}

function isOfInterest({ roots }: Trace): boolean {
  return roots.some(({ attributes }) => !NOT_OF_INTEREST.test(String(attributes['url.path'] ?? '')));
}

/** When the trace began, in microseconds since the epoch. */
export function beginOf({ spans }: Trace): number {
  return extentOf(spans).begin;
}

async function asking<Answer>(jaeger: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    const { message, cause } = error as Error;
    throw new UserError(
      `Jaeger at ${jaeger} could not be asked: ${(cause as Error | undefined)?.message ?? message}\nIs the stack running? Start it with: npm start`,
    );
  }
}
