import { askAsPage, PAGE_REQUESTS } from '../../platform/page-requests.ts';
import type { PlatformUnderTest } from './platform-under-test.ts';

/** They close the connections of browsers. */
const NO_WEB_SERVERS = ['collectorGrpc', 'fluentForward'];

/** Every published URL answers programs, and refuses requests of web pages. */
export function webPagesSuite(under: PlatformUnderTest): void {
  describe('web pages', () => {
    under.test('are refused at every URL of the platform', async () => {
      const allowed: unknown[] = [];
      for (const [part, url] of Object.entries(under.platform.urls)) {
        const refusal = NO_WEB_SERVERS.includes(part) ? undefined : 403;
        const { hostname: host, port } = new URL(url);
        for (const [what, request] of Object.entries(PAGE_REQUESTS)) {
          const answer = await askAsPage({ host, port: Number(port) }, '/', request(Number(port)));
          if (answer?.status !== refusal || answer?.cors.length) allowed.push({ url, what, answer });
        }
      }
      expect(allowed).toEqual([]);
    });
  });
}
