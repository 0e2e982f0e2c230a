import { isOrphan, traceMatchers } from '@cortex/trace-testing';
import type { PlatformUnderTest } from './platform-under-test.ts';
import { SERVICES } from './services.ts';

expect.extend(traceMatchers);

export function tracesSuite(under: PlatformUnderTest): void {
  describe('traces', () => {
    under.test('a request is one tree over the three services', async () => {
      const trace = await under.trace();
      expect(trace.roots).toHaveLength(1);
      expect(trace.spans.filter((span) => isOrphan(trace, span))).toEqual([]);
      expect([...new Set(trace.spans.map(({ service }) => service))].sort()).toEqual([...SERVICES].sort());
    });

    under.test('it extends over MCP into the database', async () => {
      expect(await under.trace()).toContainTrace({
        name: 'tools/call store_input',
        kind: 'SERVER',
        service: 'memory-service',
        attributes: { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'store_input' },
        children: [{ name: 'INSERT user_history', kind: 'CLIENT' }],
      });
    });
  });
}
