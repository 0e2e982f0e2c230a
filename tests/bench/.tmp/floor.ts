import { setImmediate } from 'node:timers/promises';
import { context, metrics, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { connectEcho, loadSdk } from '../mcp/echo.ts';
import { setUpTelemetry } from '../mcp/set-up-telemetry.ts';

const [mode = '', callsArg = '20000'] = process.argv.slice(2);
const calls = Number(callsArg);
if (mode !== 'none') setUpTelemetry({ encode: false });
const tracer = trace.getTracer('x');
const meter = metrics.getMeter('x');
const h = meter.createHistogram('h', {
  unit: 's',
  advice: { explicitBucketBoundaries: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300] },
});
const attrs = {
  'gen_ai.operation.name': 'execute_tool',
  'gen_ai.tool.name': 'echo',
  'mcp.method.name': 'tools/call',
  'mcp.protocol.version': '2025-11-25',
};
const P = Object.getPrototypeOf(loadSdk().Client.prototype);
const has = (c: string) => mode.includes(c);
if (mode !== 'none') {
  const orig = P.request;
  let i = 0;
  P.request = function (a, b, c) {
    const s1 = has('1') || has('2') ? tracer.startSpan('tools/call echo', undefined, ROOT_CONTEXT) : undefined;
    const s2 = has('2') ? tracer.startSpan('tools/call echo', undefined, ROOT_CONTEXT) : undefined;
    if (has('a')) {
      s1.setAttributes({ ...attrs, 'jsonrpc.request.id': String(i) });
      s2.setAttributes({ ...attrs, 'jsonrpc.request.id': String(i++) });
    }
    const p = has('w')
      ? context.with(trace.setSpan(ROOT_CONTEXT, s1), () => orig.call(this, a, b, c))
      : orig.call(this, a, b, c);
    return p.then((r) => {
      s1?.end();
      s2?.end();
      if (has('m')) {
        h.record(0.001, attrs);
        h.record(0.001, attrs);
      }
      return r;
    });
  };
}
const call = await connectEcho((s) => s);
async function repeat(times: number) {
  for (let d = 1; d <= times; d++) {
    await call();
    if (d % 50 === 0) await setImmediate();
  }
}
await repeat(calls / 2);
const before = process.cpuUsage();
await repeat(calls);
const { user, system } = process.cpuUsage(before);
console.log((user + system) / calls);
process.exit(0);
