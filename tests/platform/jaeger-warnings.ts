import { z } from 'zod';

const Answer = z.object({
  data: z.array(z.object({ spans: z.array(z.object({ warnings: z.array(z.string()).nullish() })) })),
});

/** Jaeger's warnings about the spans of a trace, such as differing clocks. */
export async function jaegerWarnings(jaeger: string, traceId: string): Promise<string[]> {
  const response = await fetch(new URL(`/api/traces/${traceId}`, jaeger));
  const { data } = Answer.parse(await response.json());
  return data.flatMap(({ spans }) => spans.flatMap(({ warnings }) => warnings ?? []));
}
