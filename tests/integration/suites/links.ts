import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { eventually } from '@cortex/trace-testing';
import { z } from 'zod';
import type { PlatformUnderTest } from './platform-under-test.ts';

const Link = z.object({ type: z.string(), url: z.string(), text: z.string(), key: z.string().default('') });
const LINKS = z
  .object({ linkPatterns: z.array(Link) })
  .parse(JSON.parse(readFileSync(join(repository, 'deploy/jaeger/ui.json'), 'utf8'))).linkPatterns;
const Tags = z.array(z.object({ key: z.string(), value: z.unknown() }));
const Answer = z.object({
  data: z.tuple([
    z.object({ spans: z.array(z.object({ tags: Tags })), processes: z.record(z.string(), z.object({ tags: Tags })) }),
  ]),
});

/** The links that Jaeger's page shows beside a tag of a span or of a process: those all of whose parameters are tags there. */
export function linksSuite(under: PlatformUnderTest): void {
  describe("Jaeger's links", () => {
    under.test('have all that they need in a trace', async () => {
      const found = await linksOfTrace();
      for (const { text, type } of LINKS)
        if (type !== 'traces') expect([text, found.get(text)]).toEqual([text, expect.any(URL)]);
    });

    under.test('lead to metrics that there are', async () => {
      for (const url of (await linksOfTrace()).values()) {
        const expression = url.searchParams.get('g0.expr');
        if (expression === null) continue;
        await eventually(async () => (await under.platform.prometheus.query(expression))[0], {
          what: expression,
          timeoutMilliseconds: 30_000,
        });
      }
    });
  });

  async function linksOfTrace(): Promise<Map<string, URL>> {
    const { traceId } = await under.trace();
    const response = await fetch(`${under.platform.urls.jaeger}/api/traces/${traceId}`);
    const [{ spans, processes }] = Answer.parse(await response.json()).data;
    const places = { tags: spans.map(({ tags }) => tags), process: Object.values(processes).map(({ tags }) => tags) };
    const links = new Map<string, URL>();
    for (const { type, key, url, text } of LINKS) {
      for (const tags of type === 'traces' ? [] : places[type as keyof typeof places]) {
        const link = tags.some((tag) => tag.key === key) ? filled(url, tags) : undefined;
        if (link !== undefined) links.set(text, link);
      }
    }
    return links;
  }
}

function filled(url: string, tags: z.infer<typeof Tags>): URL | undefined {
  const tagValue = (name: string) => tags.find(({ key }) => key === name)?.value;
  const names = [...url.matchAll(/#\{([^}]+)\}/g)].map(([, name = '']) => name);
  if (names.some((name) => tagValue(name) === undefined)) return undefined;
  return new URL(url.replaceAll(/#\{([^}]+)\}/g, (_, name) => encodeURIComponent(String(tagValue(name)))));
}
