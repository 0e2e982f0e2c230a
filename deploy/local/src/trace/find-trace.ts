import { findJaegerTraces, readJaegerTrace, type Trace } from '@cortex/telemetry/testing';
import { UserError } from '../user-error.ts';
import { extentOf } from './extent.ts';

const LOOK_THROUGH = 50;
const NOT_OF_INTEREST = /^\/(health|metrics)\b/;

export async function traceById(jaeger: string, id: string): Promise<Trace> {
  const trace = await asking(jaeger, () => readJaegerTrace(jaeger, id));
  if (trace !== undefined) return trace;
  throw new UserError(
    `Jaeger at ${jaeger} knows no trace ${id}. It may have expired, or be on its way still: a trace shows up about a second after its request.`,
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
