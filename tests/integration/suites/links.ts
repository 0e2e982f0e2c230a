import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { eventually } from '@cortex/trace-testing';
import { type JaegerLink, jaegerLinks } from '../../platform/jaeger-links.ts';
import type { PlatformUnderTest } from './platform-under-test.ts';

const UI = readFileSync(join(repository, 'deploy/jaeger/ui.json'), 'utf8');

/** The links from Jaeger's page to the console. */
export function linksSuite(under: PlatformUnderTest): void {
  describe("Jaeger's links", () => {
    under.test('find all their parameters in a trace', async () => {
      const found = (await linksOfTrace()).map(({ text }) => text);
      for (const { text } of JSON.parse(UI).linkPatterns) expect(found).toContain(text);
    });

    under.test('are answered by the console', async () => {
      const answers = (await linksOfTrace()).map(async ({ url }) => {
        const { status, headers } = await fetch(url);
        return `${status} ${headers.get('content-type')}`;
      });
      expect(new Set(await Promise.all(answers))).toEqual(new Set(['200 text/html; charset=utf-8']));
    });

    under.test('lead to existing metrics', async () => {
      for (const { url } of await linksOfTrace()) {
        const expression = url.searchParams.get('query');
        if (expression === null) continue;
        await eventually(async () => (await under.platform.prometheus.query(expression))[0], {
          what: expression,
          timeoutMilliseconds: 30_000,
        });
      }
    });
  });

  async function linksOfTrace(): Promise<JaegerLink[]> {
    const { traceId } = await under.trace();
    const { jaeger, console } = under.platform.urls;
    const links = await jaegerLinks({
      ui: UI.replaceAll(/\$\{CORTEX_CONSOLE_URL\}/g, console),
      url: jaeger,
      traceId,
    });
    // Several spans and processes have links with the same text.
    return [...new Map(links.map((link) => [link.url.href, link])).values()];
  }
}
