import { eventually } from '@cortex/trace-testing';
import { z } from 'zod';
import { Agent, byHttp } from '../../console/agent.ts';
import type { PlatformUnderTest } from './platform-under-test.ts';

const healthAnswer = z.object({
  parts: z.array(z.object({ name: z.string(), state: z.string(), said: z.string().optional() })),
});

interface Explained {
  findings: { link?: string }[];
}

export function consoleSuite(under: PlatformUnderTest): void {
  const ask = (path: string) => fetch(`${under.platform.urls.console}${path}`);

  describe('the console', () => {
    under.test('serves its page, with all its files', async () => {
      const page = await (await ask('/traces')).text();
      const files = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
      expect(files.length).toBeGreaterThan(2);
      for (const path of files) expect([path, (await ask(path)).status]).toEqual([path, 200]);
    });

    under.test('reaches every part', async () => {
      const parts = await eventually(
        async () => {
          const { parts } = healthAnswer.parse(await (await ask('/api/overview/health')).json());
          const others = parts.filter(({ state }) => state !== 'well');
          if (others.length > 0) throw new Error(`not well: ${JSON.stringify(others)}`);
          return parts;
        },
        { what: 'every part to be well', timeoutMilliseconds: 60_000 },
      );
      expect(parts.length).toBeGreaterThan(7);
    });

    under.test('answers agents, with links that a browser can open', async () => {
      const { traceId } = await under.trace();
      await using agent = await Agent.connect(byHttp(under.platform.urls.console));
      const explained = await agent.ask<Explained>('explain_trace', { trace_id: traceId });
      const listed = await agent.ask('find_traces', { service: 'core-api' });
      const well = await agent.ask('whats_wrong');
      const links = [explained, ...explained.findings, listed, well].flatMap(({ link }) => link ?? []);
      expect(links.length).toBeGreaterThan(3);
      for (const link of links) {
        const { origin, pathname } = new URL(link);
        expect([link, origin]).toEqual([link, new URL(under.platform.urls.console).origin]);
        const page = await fetch(link);
        expect([pathname, page.status, page.headers.get('content-type')]).toEqual([
          pathname,
          200,
          expect.stringContaining('text/html'),
        ]);
      }
    });
  });
}
