import { eventually } from '@cortex/trace-testing';
import { z } from 'zod';
import type { PlatformUnderTest } from './platform-under-test.ts';

const healthAnswer = z.object({
  parts: z.array(z.object({ name: z.string(), state: z.string(), said: z.string().optional() })),
});

export function consoleSuite(under: PlatformUnderTest): void {
  const ask = (path: string) => fetch(`${under.platform.urls.console}${path}`);

  describe('the console', () => {
    under.test('has its page, with all that it is made of', async () => {
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
  });
}
