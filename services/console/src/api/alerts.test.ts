import { type AskedConsole, askedConsole } from './testing/asked-console.ts';

const ID = '5a3c2f1e-0000-4000-8000-000000000001';
const RULE = { name: 'Slow', query: 'p95 > 0.5', duration: 60 };
const SILENCE = {
  id: ID,
  matchers: [{ name: 'alertname', value: 'Slow' }],
  startsAt: '2026-11-28T12:00:00Z',
  endsAt: '2026-11-28T13:00:00Z',
  createdBy: 'me',
  comment: 'known\u202e',
  status: { state: 'active' },
};

let asked: AskedConsole;
/** The answers of the backends, by the beginning of the path. */
let backend: Record<string, unknown>;
let questions: { path: string; body: string }[];

beforeAll(async () => {
  asked = await askedConsole((path, body) => {
    questions.push({ path, body });
    return Object.entries(backend).find(([start]) => path.startsWith(start))?.[1];
  });
});
beforeEach(() => {
  questions = [];
  const alert = (alertname: string, state: string, labels = {}) => ({
    labels: { alertname, ...labels },
    annotations: { summary: alertname },
    startsAt: '2026-11-28T12:00:00Z',
    status: { state, silencedBy: state === 'suppressed' ? [ID] : [] },
  });
  backend = {
    '/api/v2/alerts': [alert('Known', 'suppressed'), alert('Slow', 'active', { job: 'ns/shop' })],
    '/api/v2/silences': [SILENCE, { ...SILENCE, status: { state: 'expired' } }],
    '/api/v1/rules': {
      data: {
        groups: [
          {
            rules: [
              RULE,
              {
                ...RULE,
                name: 'Late',
                alerts: [
                  { labels: { service: 'bank' }, annotations: {}, state: 'pending', activeAt: '2026-11-28T12:00:00Z' },
                  { labels: {}, annotations: {}, state: 'firing' },
                ],
              },
            ],
          },
        ],
      },
    },
    '/api/v1/query_range': {
      data: {
        result: [
          { metric: { job: 'bank' }, values: [[1, '0.1']] },
          { metric: { job: 'shop' }, values: [[1, '0.7']] },
        ],
      },
    },
  };
});
afterAll(() => asked.stop());

test('answers firing, pending and silenced alerts, with their rules', async () => {
  const { status, body } = await asked.get('/api/alerts');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    alerts: [
      { name: 'Slow', state: 'firing', service: 'shop', expression: 'p95 > 0.5' },
      { name: 'Late', state: 'pending', service: 'bank' },
      { name: 'Known', state: 'silenced', silencedBy: [ID] },
    ],
    silences: [{ id: ID, comment: 'known�' }],
    away: [],
    isCut: false,
  });
});

test('goes on without Alertmanager, and without Prometheus', async () => {
  delete backend['/api/v2/alerts'];
  delete backend['/api/v2/silences'];
  expect((await asked.get('/api/alerts')).body).toMatchObject({
    alerts: [{ name: 'Late' }],
    away: [expect.stringContaining('Alertmanager at')],
  });
});

test('answers the graph of a rule, matching series first, with the threshold', async () => {
  const labels = encodeURIComponent(JSON.stringify({ alertname: 'Slow', job: 'shop' }));
  const { body } = await asked.get(`/api/alerts/Slow/graph?labels=${labels}&minutes=60`);
  expect(body).toMatchObject({ expression: 'p95 > 0.5', threshold: 0.5, series: [{ labels: { job: 'shop' } }] });
  const range = questions.find(({ path }) => path.startsWith('/api/v1/query_range'));
  expect(new URLSearchParams(range?.body).get('query')).toBe('p95');
});

test('only known rules have a graph', async () => {
  const { status, body } = await asked.get('/api/alerts/up/graph?labels={}');
  expect([status, JSON.stringify(body)]).toEqual([404, expect.stringContaining('no alert rule named up')]);
});

const wanted = { labels: { alertname: 'Slow', job: 'shop' }, comment: ' known ', minutes: 60 };

test('silences an alert by its labels, with duration and comment', async () => {
  backend['/api/v2/silences'] = { silenceID: ID };
  expect(await asked.post('/api/silences', wanted)).toEqual({ status: 200, body: { id: ID } });
  const sent = JSON.parse(questions[0]?.body ?? '');
  expect(sent).toMatchObject({
    comment: 'known',
    createdBy: 'Cortex console',
    matchers: [
      { name: 'alertname', value: 'Slow', isRegex: false, isEqual: true },
      { name: 'job', value: 'shop', isRegex: false, isEqual: true },
    ],
  });
  expect(Date.parse(sent.endsAt) - Date.parse(sent.startsAt)).toBe(60 * 60_000);
});

test.each([
  ['without a comment', { ...wanted, comment: ' ' }],
  ['without an end', { ...wanted, minutes: undefined }],
  ['for longer than three days', { ...wanted, minutes: 3 * 24 * 60 + 1 }],
  ['without an alert name', { ...wanted, labels: { job: 'shop' } }],
  ['with an unknown field', { ...wanted, forever: true }],
  ['of nothing', null],
])('a silence %s is refused before Alertmanager is asked', async (_, body) => {
  expect((await asked.post('/api/silences', body ?? {})).status).toBe(422);
  expect(questions).toEqual([]);
});

test('neither another site nor a form can silence an alert', async () => {
  expect((await asked.post('/api/silences', wanted, { origin: 'http://evil.example' })).status).toBe(403);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await asked.post('/api/silences', wanted, form)).status).toBe(415);
  expect(questions).toEqual([]);
});

test('a silence is ended by its id', async () => {
  backend['/api/v2/silence/'] = '';
  expect(await asked.post(`/api/silences/${ID}/end`, {})).toEqual({ status: 200, body: { id: ID } });
  expect(questions[0]?.path).toBe(`/api/v2/silence/${ID}`);
  expect((await asked.post('/api/silences/..%2F..%2Fx/end', {})).status).toBe(422);
});

test('an Alertmanager that is away is a 502 that names it', async () => {
  backend = {};
  const { status, body } = await asked.post('/api/silences', wanted);
  expect([status, JSON.stringify(body)]).toEqual([502, expect.stringContaining('Alertmanager at')]);
});
