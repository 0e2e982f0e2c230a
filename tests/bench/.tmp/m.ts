import { context, metrics, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { CallContext, withSpan } from '../../../telemetry/src/mcp/call-context.ts';
import { setUpTelemetry } from '../mcp/set-up-telemetry.ts';

if (process.env.TEL !== '0') setUpTelemetry({ encode: false });
const tracer = trace.getTracer('x');
const meter = metrics.getMeter('x');
const h = meter.createHistogram('h', {
  unit: 's',
  advice: { explicitBucketBoundaries: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300] },
});
const attrs = {
  'mcp.method.name': 'tools/call',
  'gen_ai.tool.name': 'echo',
  'gen_ai.operation.name': 'execute_tool',
  'mcp.protocol.version': '2025-11-25',
};
let i = 0;
const getter = {
  keys: (m) => Object.keys(m),
  get: (m, k) => {
    const v = m[k];
    return typeof v === 'string' ? v : undefined;
  },
};
const meta = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };
const sp = tracer.startSpan('p');
const sctx = withSpan(ROOT_CONTEXT, sp);
const actx = trace.setSpan(ROOT_CONTEXT, sp);
const id = (x) => x;
const cases = {
  'span bare': () => {
    tracer.startSpan('tools/call echo', undefined, ROOT_CONTEXT).end();
  },
  'span child bare': () => {
    tracer.startSpan('tools/call echo', undefined, sctx).end();
  },
  'span attrs5 at start': () => {
    tracer
      .startSpan('tools/call echo', { kind: 2, attributes: { ...attrs, 'jsonrpc.request.id': String(i++) } }, sctx)
      .end();
  },
  'span attrs5 setAttributes': () => {
    const s = tracer.startSpan('tools/call echo', { kind: 2 }, sctx);
    s.setAttributes({ ...attrs, 'jsonrpc.request.id': String(i++) });
    s.end();
  },
  'start only no end': () => {
    tracer.startSpan('tools/call echo', undefined, sctx);
  },
  'histogram 4': () => h.record(0.001, attrs, sctx),
  'histogram 1': () => h.record(0.001, { 'mcp.method.name': 'tools/call' }, sctx),
  inject: () => {
    propagation.inject(sctx, {});
  },
  extract: () => {
    propagation.extract(new CallContext(ROOT_CONTEXT, undefined), meta, getter);
  },
  'setSpan api': () => trace.setSpan(actx, sp),
  withSpan: () => withSpan(actx, sp),
  'context.with': () => context.with(sctx, id, undefined, 1),
  'performance.now': () => performance.now(),
  'Date.now': () => Date.now(),
};
const only = process.argv[2];
for (const [name, f] of Object.entries(cases)) {
  if (only && !name.startsWith(only)) continue;
  for (let k = 0; k < 30000; k++) {
    f();
    if (k % 500 === 0) await new Promise((r) => setImmediate(r));
  }
  let best = Infinity;
  for (let r = 0; r < 5; r++) {
    const c = process.cpuUsage();
    for (let k = 0; k < 30000; k++) {
      f();
      if (k % 500 === 0) await new Promise((r) => setImmediate(r));
    }
    const d = process.cpuUsage(c);
    best = Math.min(best, ((d.user + d.system) / 30000) * 1000);
  }
  console.log(name.padEnd(28), best.toFixed(0), 'ns');
}
process.exit();
