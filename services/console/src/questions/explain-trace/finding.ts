import { z } from 'zod';

export const FINDING_KINDS = [
  'injected_fault',
  'open_circuit',
  'unreachable',
  'no_answer',
  'error',
  'retries',
  'wait',
  'query',
  'payload',
  'cpu',
  'event_loop',
  'slower_than_usual',
  'time',
  'warnings',
  'missing',
] as const;

const usedFunction = z.object({
  name: z.string(),
  place: z.string().describe('file:line, or empty'),
  milliseconds: z.number().describe('CPU time of the function itself'),
});

/** One known fact about why a trace was slow or failed. */
export const finding = z.object({
  kind: z.enum(FINDING_KINDS),
  summary: z.string(),
  service: z.string().optional(),
  operation: z.string().optional(),
  milliseconds: z.number().optional().describe('how much of the time it explains'),
  share: z.number().optional().describe('the same as a part of the whole, 0 to 1'),
  numbers: z.record(z.string(), z.number()).optional(),
  evidence: z.object({
    spans: z.array(z.string()).optional().describe('span ids'),
    logs: z.array(z.string()).optional(),
    functions: z.array(usedFunction).optional(),
    metric: z.string().optional().describe('the PromQL expression that says so'),
  }),
  link: z.string().optional(),
});

export type Finding = z.output<typeof finding>;

/** A finding with its weight as the cause. */
export interface Candidate extends Finding {
  /** The explained milliseconds, times how close it is to a cause: a wait is a cause, "the time was spent here" only a place. */
  weight: number;
}
