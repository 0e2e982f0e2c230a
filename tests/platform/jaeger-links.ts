import { z } from 'zod';

const Ui = z.object({
  linkPatterns: z.array(z.object({ type: z.string(), url: z.string(), text: z.string(), key: z.string().default('') })),
});
const Tags = z.array(z.object({ key: z.string(), value: z.unknown() }));
const Answer = z.object({
  data: z.tuple([
    z.object({ spans: z.array(z.object({ tags: Tags })), processes: z.record(z.string(), z.object({ tags: Tags })) }),
  ]),
});

type Tag = z.infer<typeof Tags>[number];

export interface JaegerLink {
  text: string;
  url: URL;
}

export interface JaegerLinksOptions {
  /** Jaeger's UI configuration. */
  ui: string;
  /** The URL of Jaeger. */
  url: string;
  traceId: string;
}

/** The links that Jaeger's page shows for a trace, and beside tags of spans and processes: those whose parameters are all known there. */
export async function jaegerLinks({ ui, url: jaeger, traceId }: JaegerLinksOptions): Promise<JaegerLink[]> {
  const response = await fetch(`${jaeger}/api/traces/${traceId}`);
  const [{ spans, processes }] = Answer.parse(await response.json()).data;
  const ofTrace = [{ key: 'trace.traceID', value: traceId }];
  const places: Record<string, Tag[][]> = {
    traces: [[{ key: 'traceID', value: traceId }]],
    tags: spans.map(({ tags }) => [...tags, ...ofTrace]),
    process: Object.values(processes).map(({ tags }) => [...tags, ...ofTrace]),
  };
  return Ui.parse(JSON.parse(ui)).linkPatterns.flatMap(({ type, key, url, text }) =>
    (places[type] ?? [])
      .filter((tags) => type === 'traces' || tags.some((tag) => tag.key === key))
      .flatMap((tags) => filled(url, tags) ?? [])
      .map((link) => ({ text, url: link })),
  );
}

function filled(url: string, tags: readonly Tag[]): URL | undefined {
  const tagValue = (name: string) => tags.find(({ key }) => key === name)?.value;
  const names = [...url.matchAll(/#\{([^}]+)\}/g)].map(([, name = '']) => name);
  if (names.some((name) => tagValue(name) === undefined)) return undefined;
  return new URL(url.replaceAll(/#\{([^}]+)\}/g, (_, name) => encodeURIComponent(String(tagValue(name)))));
}
