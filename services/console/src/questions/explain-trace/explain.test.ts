import type { TraceSpan } from '@cortex/trace-testing/trace';
import { type Baseline, operationOf } from '../../model/metrics/baseline.ts';
import { spanOf } from '../../model/testing/spans.ts';
import type { Evidence, LogLine } from './evidence.ts';
import { explain } from './explain.ts';
import { evidenceOf } from './testing/evidence.ts';

const MS = 1000;
const request = (milliseconds: number, fields = {}) =>
  spanOf('root', [0, milliseconds * MS], { kind: 'SERVER', name: 'POST /input', ...fields });
const first = (evidence: Evidence) => explain(evidence).findings[0];
const line = (fields: Partial<LogLine>): LogLine => ({
  time: '2026-11-28T17:00:00Z',
  service: 'shop',
  severity: 'warn',
  message: 'request failed',
  spanId: 'root',
  fields: {},
  ...fields,
});
/** A function, with times in milliseconds. */
const use = (name: string, place: string, self: number, own = self) => ({
  name,
  place,
  self: self * 1e6,
  total: Math.max(self, own) * 1e6,
  own: own * 1e6,
});
/** A quantile within a bucket, in milliseconds. */
const within = (from: number, to: number | undefined) => ({ milliseconds: to ? (from + to) / 2 : from, from, to });
const usually = (span: TraceSpan, usual: Omit<Baseline, 'count'>) =>
  new Map([[operationOf(span), { count: 100, ...usual }]]);

test('a slow query, with the factor to its usual time', () => {
  const query = spanOf('query', [100 * MS, 900 * MS], {
    under: 'root',
    kind: 'CLIENT',
    name: 'SELECT user_history',
    attributes: {
      'db.system.name': 'sqlite',
      'db.query.text': 'select * from user_history',
      'db.response.returned_rows': 3,
    },
  });
  const baselines = usually(query, { median: within(2, 6), p95: within(8, 10) });
  // The time of a query within the application's process is CPU time, too.
  const busy = [{ service: 'shop', milliseconds: 800, cpuMilliseconds: 790, functions: [use('all', '', 800, 0)] }];
  expect(first(evidenceOf([request(1000), query], { baselines, busy }))).toMatchObject({
    kind: 'query',
    milliseconds: 800,
    share: 0.8,
    summary:
      'shop waited 800 ms for 1 query SELECT user_history (200 times its usual 4.0 ms, 3 rows): select * from user_history',
    numbers: { timesUsual: 200, rows: 3 },
    evidence: { spans: ['query'] },
  });
});

test('only the bound of a usual time below the lowest bound of the histogram', () => {
  const usual = { median: within(0, 5), p95: within(0, 5) };
  const explained = (milliseconds: number) =>
    explain(evidenceOf([request(milliseconds)], { baselines: usually(request(1), usual) })).findings;
  expect(explained(24)[0]).toMatchObject({
    kind: 'slower_than_usual',
    summary:
      'shop POST /input took 24 ms, at least 4.8 times its usual time of less than 5.0 ms; 24 ms of that by itself.',
    numbers: { usualBelowMilliseconds: 5, timesUsual: 4.8 },
  });
  expect(explained(24)[0]?.numbers).not.toHaveProperty('usualMilliseconds');
  // 5.6 times the middle of the bucket.
  expect(explained(14).map(({ kind }) => kind)).toEqual(['time']);
});

test('nothing about a usual time above the highest bound of the histogram', () => {
  const usual = { median: within(10, undefined), p95: within(10, undefined) };
  const baselines = usually(request(1), usual);
  expect(explain(evidenceOf([request(1000)], { baselines })).findings.map(({ kind }) => kind)).toEqual(['time']);
});

test('many small queries, as one finding', () => {
  const queries = Array.from({ length: 50 }, (_, index) =>
    spanOf(`q${index}`, [index * 10 * MS, (index * 10 + 9) * MS], {
      under: 'root',
      kind: 'CLIENT',
      name: 'SELECT',
      attributes: { 'db.system.name': 'postgresql', 'db.query.text': 'select 1' },
    }),
  );
  expect(first(evidenceOf([request(500), ...queries]))).toMatchObject({
    kind: 'query',
    milliseconds: 450,
    numbers: { queries: 50 },
  });
});

test('CPU time in a function of the application, not in what it calls', () => {
  const busy = [
    {
      service: 'shop',
      milliseconds: 700,
      cpuMilliseconds: 300,
      functions: [
        use('pbkdf2Sync', 'node:internal/crypto/pbkdf2:1', 600, 0),
        use('hashInvoices', 'services/shop/src/invoices.ts:12', 100, 700),
        use('dispatch', 'node_modules/koa/lib/application.js:3', 0, 0),
        use('handle', 'services/shop/src/app.ts:4', 0, 10),
      ],
    },
  ];
  expect(first(evidenceOf([request(800)], { busy }))).toMatchObject({
    kind: 'cpu',
    summary:
      'shop worked 700 ms for this trace, 700 ms of it in hashInvoices (services/shop/src/invoices.ts:12). It was on a CPU for 300 ms; for the rest it waited for one, or in a call that blocks.',
    evidence: {
      functions: [
        { name: 'pbkdf2Sync', milliseconds: 600 },
        { name: 'hashInvoices', milliseconds: 100 },
      ],
    },
  });
});

test('a wait for a slot, apart from the work after it', () => {
  const call = spanOf('call', [0, 900 * MS], {
    under: 'root',
    kind: 'CLIENT',
    events: [
      {
        name: 'wait',
        timeMicroseconds: 700 * MS,
        attributes: { 'wait.reason': 'slot', 'wait.target': 'memory-service', 'wait.duration': 0.69 },
      },
    ],
  });
  expect(first(evidenceOf([request(1000), call]))).toMatchObject({
    kind: 'wait',
    milliseconds: 690,
    summary: 'shop waited 690 ms for a slot of memory-service.',
  });
});

const attempt = (number: number, [begin, end]: [number, number], failed: boolean) =>
  spanOf(`attempt ${number}`, [begin * MS, end * MS], {
    under: 'root',
    kind: 'CLIENT',
    name: 'tools/call get',
    status: failed ? 'ERROR' : 'UNSET',
    attributes: {
      'mcp.method.name': 'tools/call',
      'gen_ai.tool.name': 'get',
      'mcp.request.attempt': number,
      ...(failed && { 'error.type': '503' }),
    },
  });

test('retries, with the time of all attempts before the last and the pauses', () => {
  expect(
    first(
      evidenceOf([
        request(1000),
        attempt(1, [0, 100], true),
        attempt(2, [300, 400], true),
        attempt(3, [800, 990], false),
      ]),
    ),
  ).toMatchObject({
    kind: 'retries',
    milliseconds: 800,
    numbers: { attempts: 3, calls: 1 },
    summary: expect.stringContaining('The first failure was 503.'),
  });
});

test('retries of programs that do not number their attempts', () => {
  const call = (name: string, [begin, end]: [number, number], status: number) =>
    spanOf(name, [begin * MS, end * MS], {
      under: 'root',
      kind: 'CLIENT',
      name: 'GET',
      status: status === 200 ? 'UNSET' : 'ERROR',
      attributes: { 'url.full': 'http://127.0.0.1:9/stock?id=1', ...(status !== 200 && { 'error.type': `${status}` }) },
    });
  const storm = [0, 400].flatMap((begin) => [
    call(`${begin} a`, [begin, begin + 5], 503),
    call(`${begin} b`, [begin + 150, begin + 155], 503),
    call(`${begin} c`, [begin + 300, begin + 305], 200),
  ]);
  expect(first(evidenceOf([request(800), ...storm]))).toMatchObject({
    kind: 'retries',
    milliseconds: 600,
    numbers: { attempts: 6, calls: 2 },
    summary:
      'shop made 6 attempts at GET http://127.0.0.1:9/stock in 2 calls; the attempts before the last of each call, with the pauses after them, took 600 ms. The first failure was 503.',
  });
});

test('what could not be reached, and what did not answer, before the failures that followed', () => {
  const failed = { status: 'ERROR' } as const;
  const call = spanOf('call', [0, 10 * MS], {
    under: 'root',
    kind: 'CLIENT',
    ...failed,
    attributes: { 'error.type': '500' },
  });
  const refused = spanOf('POST', [0, 9 * MS], {
    under: 'call',
    kind: 'CLIENT',
    ...failed,
    statusMessage: 'connect ECONNREFUSED 127.0.0.1:9000',
    attributes: { 'server.address': '127.0.0.1', 'server.port': 9000 },
  });
  expect(first(evidenceOf([request(12, failed), call, refused]))).toMatchObject({
    kind: 'unreachable',
    summary: 'shop could not reach 127.0.0.1:9000: connect ECONNREFUSED 127.0.0.1:9000.',
    evidence: { spans: ['POST'] },
  });
  const late = spanOf('call', [0, 2000 * MS], {
    under: 'root',
    kind: 'CLIENT',
    name: 'tools/call hang',
    ...failed,
    attributes: { 'error.type': 'timeout' },
  });
  expect(first(evidenceOf([request(2001, failed), late]))).toMatchObject({
    kind: 'no_answer',
    summary: 'shop tools/call hang had no answer within 2.00 s: timeout.',
  });
});

test('an open circuit, from the log line that reports it', () => {
  const logs = [
    line({
      fields: { 'exception.message': 'memory-service has failed too often and is not called: try again in 3 s' },
    }),
  ];
  const circuits = [{ service: 'shop', target: 'memory-service', metric: 'mcp_circuit_state' }];
  expect(
    first(evidenceOf([request(3, { attributes: { 'http.response.status_code': 503 } })], { logs, circuits })),
  ).toMatchObject({
    kind: 'open_circuit',
    summary: expect.stringMatching(/^shop did not ask memory-service: its circuit breaker was open/),
    evidence: { logs: [expect.stringContaining('has failed too often')], metric: 'mcp_circuit_state' },
  });
});

test('a circuit that opened within the trace comes after what opened it', () => {
  const logs = [line({ fields: { cause: 'memory-service has failed too often and is not called: try again in 1 s' } })];
  const refused = spanOf('POST', [0, 9 * MS], {
    under: 'root',
    kind: 'CLIENT',
    status: 'ERROR',
    attributes: { 'error.type': 'ECONNREFUSED', 'server.address': '127.0.0.1', 'server.port': 9000 },
  });
  const kinds = explain(evidenceOf([request(12, { status: 'ERROR' }), refused], { logs })).findings.map(
    ({ kind }) => kind,
  );
  expect(kinds.slice(0, 2)).toEqual(['unreachable', 'open_circuit']);
});

test('an injected fault', () => {
  const struck = spanOf('tool', [0, 900 * MS], {
    under: 'root',
    kind: 'SERVER',
    attributes: { 'fault.injected': 'latency' },
  });
  expect(first(evidenceOf([request(1000), struck]))).toMatchObject({
    kind: 'injected_fault',
    evidence: { spans: ['tool'] },
  });
});

test('an event loop that others delayed, with the function that did; not one that the trace delayed itself', () => {
  const loops = [
    { service: 'shop', instance: 'shop-1', milliseconds: 600, metric: 'nodejs_eventloop_delay_max_seconds' },
  ];
  const burning = [
    {
      service: 'shop',
      milliseconds: 650,
      cpuMilliseconds: 640,
      functions: [use('sortOrders', 'src/orders.ts:7', 640)],
    },
  ];
  expect(first(evidenceOf([request(700)], { loops, processBusy: burning }))).toMatchObject({
    kind: 'event_loop',
    summary:
      'The event loop of shop was held up for up to 600 ms about then. The trace worked 0.0 ms there, and waited there for up to 700 ms without a break. Its process worked most in sortOrders (src/orders.ts:7): 640 ms.',
  });
  const [unprofiled] = explain(evidenceOf([request(700)], { loops })).findings;
  expect(unprofiled?.summary).toBe(
    'The event loop of shop was held up for up to 600 ms about then. The trace waited there for up to 700 ms without a break. No profile says what held it up: that may have been the trace itself.',
  );
  expect(unprofiled?.numbers).toEqual({ loopDelayMilliseconds: 600 });
  const split = evidenceOf(
    [
      request(700),
      spanOf('a', [0, 350 * MS], { under: 'root', service: 'other' }),
      spanOf('b', [360 * MS, 690 * MS], { under: 'root', service: 'other' }),
    ],
    {
      loops,
      processBusy: burning,
    },
  );
  // No single wait is longer than 10 ms.
  expect(explain(split).findings.map(({ kind }) => kind)).not.toContain('event_loop');
  const kinds = explain(evidenceOf([request(700)], { loops, processBusy: burning, busy: burning })).findings.map(
    ({ kind }) => kind,
  );
  expect(kinds[0]).toBe('cpu');
  expect(kinds).not.toContain('event_loop');
});

test('a large payload, before the work of reading it', () => {
  const busy = [
    { service: 'shop', milliseconds: 410, cpuMilliseconds: 410, functions: [use('parse', 'src/orders.ts:7', 400)] },
  ];
  expect(
    first(evidenceOf([request(400, { attributes: { 'http.request.body.size': 900_000 } })], { busy })),
  ).toMatchObject({
    kind: 'payload',
    numbers: { bytes: 900_000 },
  });
});

test('what went on after the answer', () => {
  const findings = explain(
    evidenceOf([request(10), spanOf('later', [5 * MS, 500 * MS], { under: 'root', name: 'process_input' })]),
  ).findings;
  expect(findings[0]).toMatchObject({ kind: 'time', operation: 'process_input', milliseconds: 495 });
});

test('reports nothing without evidence, and what is missing at the end', () => {
  const { findings } = explain(
    evidenceOf([request(1), spanOf('orphan', [0, 1], { under: 'unknown' })], {
      away: [
        'Prometheus at http://127.0.0.1:9090 could not be reached (ECONNREFUSED). Start the stack with: npm start.',
      ],
      backendsAway: new Set(['prometheus']),
      pipeline: { waiting: 12, lost: 0 },
      logs: [line({ severity: 'info' })],
    }),
  );
  expect(findings.map(({ kind, summary }) => `${kind}: ${summary.slice(0, 30)}`)).toEqual([
    'time: shop POST /input itself was on',
    'missing: 1 span of the trace names a pa',
    'missing: The Collector still holds 12 s',
    'missing: Prometheus at http://127.0.0.1',
    'missing: Without Prometheus it is not k',
  ]);
});

test('text from telemetry cannot control a terminal and is bounded', () => {
  const evil = `\u001b[31m\u202e${'x'.repeat(1_000_000)}`;
  const { findings } = explain(
    evidenceOf([request(5, { name: evil, service: evil, status: 'ERROR', statusMessage: evil })], {
      logs: [line({ message: evil, service: evil, spanId: 'root' })],
    }),
  );
  for (const { summary } of findings) {
    expect(summary).not.toMatch(/\p{C}/u);
    expect(summary.length).toBeLessThan(1000);
  }
});

test('explains a trace of 100,000 spans', () => {
  const spans = Array.from({ length: 100_000 }, (_, index) =>
    spanOf(
      String(index),
      [index, 1_000_000 - index],
      index === 0 ? {} : { under: String(Math.floor((index - 1) / 5)) },
    ),
  );
  const { view, findings } = explain(evidenceOf(spans));
  expect(view.trace.spans).toHaveLength(100_000);
  expect(findings.length).toBeGreaterThan(0);
});
