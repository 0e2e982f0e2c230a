import { z } from 'zod';

const common = { tool: z.string().optional(), probability: z.number().default(1), seconds: z.number().optional() };

/** A fault in the form in which services accept and list it. */
export const fault = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('latency'), milliseconds: z.number(), ...common }),
  z.object({ kind: z.literal('error'), status: z.number(), ...common }),
  z.object({ kind: z.literal('hang'), ...common }),
  z.object({ kind: z.literal('crash'), ...common }),
]);

export type Fault = z.output<typeof fault>;

/** Describes a fault in a few words, such as `store_input: latency of 200 ms, 30 % of the calls, for 60 s`. */
export function describe({ tool = 'everything', probability, seconds, ...about }: Fault): string {
  const part = probability < 1 ? `, ${Math.round(probability * 1_000) / 10} % of the calls` : '';
  return `${tool}: ${whatOf(about)}${part}${seconds === undefined ? '' : `, for ${seconds} s since it was set`}`;
}

function whatOf(about: { kind: string; milliseconds?: number; status?: number }): string {
  if (about.milliseconds !== undefined) return `latency of ${about.milliseconds} ms`;
  return about.status === undefined ? about.kind : `error ${about.status}`;
}
