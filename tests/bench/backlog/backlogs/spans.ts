import { readJaegerTraces } from '@cortex/trace-testing';
import { asJson, attributes, type Backlog, resource } from './backlog.ts';

const SPANS_PER_TRACE = 100;
/** With this number of traces, a request has as many spans as a batch of the SDKs. */
const TRACES_PER_REQUEST = 5;
const TRACES_PER_QUESTION = 20;

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');
const traceIdOf = (trace: number) => hex(trace + 1, 32);
const tracesOf = (items: number) => Math.ceil(items / SPANS_PER_TRACE);

let sent = 0;

export const spans: Backlog = {
  part: 'jaeger',
  composeService: 'jaeger',
  exporter: 'otlp_grpc/jaeger',
  itemsFor: (count) => count,

  *requests(items) {
    sent = items;
    for (let first = 0; first < items; first += SPANS_PER_TRACE * TRACES_PER_REQUEST) {
      const last = Math.min(items, first + SPANS_PER_TRACE * TRACES_PER_REQUEST);
      const made = Array.from({ length: last - first }, (_, index) => span(first + index));
      yield asJson('/v1/traces', { resourceSpans: [{ resource, scopeSpans: [{ spans: made }] }] });
    }
  },

  // Badger stores duplicates once, so only this shows what Jaeger stored again.
  async taken({ jaegerMetrics }) {
    const text = await (await fetch(`${jaegerMetrics}/metrics`)).text();
    const counts = text.matchAll(/^otelcol_receiver_accepted_spans\S*\{[^\n]*\} (\S+)$/gm);
    return [...counts].reduce((sum, [, value]) => sum + Number(value), 0);
  },

  async stored({ urls }) {
    const different = new Set<string>();
    let all = 0;
    for (let trace = 0; trace < tracesOf(sent); trace += TRACES_PER_QUESTION) {
      const ids = Array.from({ length: TRACES_PER_QUESTION }, (_, index) => traceIdOf(trace + index));
      for (const { spans } of await readJaegerTraces(urls.jaeger, ids)) {
        all += spans.length;
        for (const { spanId } of spans) different.add(spanId);
      }
    }
    return { different: different.size, all };
  },
};

function span(index: number) {
  const from = Date.now();
  return {
    traceId: traceIdOf(Math.floor(index / SPANS_PER_TRACE)),
    spanId: hex(index + 1, 16),
    name: `step ${index % 20}`,
    kind: 1,
    startTimeUnixNano: `${from}000000`,
    endTimeUnixNano: `${from + 1}000000`,
    attributes: attributes({
      'url.path': `/orders/${index}`,
      'user_agent.original': 'backlog/1.0 (a sender whose backend is slow)',
      'server.address': 'orders.example.com',
      'http.request.method': 'GET',
      'app.step': String(index),
    }),
  };
}
