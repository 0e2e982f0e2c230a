import type { Trace } from '@cortex/trace-testing/trace';
import { z } from 'zod';
import type { JaegerClient } from '../backends/jaeger/jaeger-client.ts';
import { QuestionError } from './question-error.ts';

const DIGITS = 32;

/** 32 hexadecimal digits, or 16 for an id of 64 bits, as some pages show it. */
export const traceId = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?!0+$)([0-9a-f]{16}){1,2}$/, 'expected a trace id of 32 hexadecimal digits, not all of them 0')
  .transform((id) => id.padStart(DIGITS, '0'))
  .describe('32 hexadecimal digits');

export const spanId = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{16}$/, 'expected a span id of 16 hexadecimal digits');

/** @throws {QuestionError} when Jaeger does not know the trace */
export async function knownTrace(jaeger: JaegerClient, id: string): Promise<Trace> {
  const trace = await jaeger.trace(id);
  if (trace !== undefined && trace.spans.length > 0) return trace;
  throw new QuestionError(
    `Jaeger at ${jaeger.url} knows no trace ${id}. It may have expired, not have been sampled, or be on its way still: a trace shows up some seconds after its request. A search of traces lists those that there are.`,
  );
}
