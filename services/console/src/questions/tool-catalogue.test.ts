import { tracesFromJaeger } from '@cortex/trace-testing/trace';
import { BackendError } from '../backends/backend-error.ts';
import type { Backends } from '../backends/backends.ts';
import { BEGIN, jaegerTrace } from '../testing/jaeger-trace.ts';
import { toolCatalogue } from './tool-catalogue.ts';

const QUESTION = { side: 'server', begin: BEGIN / 1000 - 1000, end: BEGIN / 1000 + 599_000 } as const;
const AWAY = new BackendError({ backend: 'prometheus', url: 'http://x', what: 'did not answer', remedy: 'Ask again.' });
const tags = { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'price' };
const TRACES = tracesFromJaeger({ data: [jaegerTrace([{ spanId: '1'.repeat(16), kind: 'server', tags }])] });

test('traces are searched while Prometheus hangs, so that the deadlines do not add up', async () => {
  const giveUp = Promise.withResolvers<never>();
  const backends = {
    prometheus: { query: () => giveUp.promise },
    jaeger: {
      services: async () => ['shop'],
      findEach: async () => {
        giveUp.reject(AWAY);
        return [{ found: TRACES.map((trace) => ({ trace, unread: 0 })), isCut: false, notSearched: [] }];
      },
    },
  } as unknown as Backends;
  const { source, tools, away } = await toolCatalogue(backends, QUESTION);
  expect([source, tools, away]).toMatchObject([{ of: 'traces' }, [{ tool: 'price', calls: 1 }], [AWAY.message]]);
});
