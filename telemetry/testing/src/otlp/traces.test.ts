import { tracesFromOtlp } from '../index.ts';

const TRACE = '2568bf3268b4e610ec996072d938d553';

test('reads the spans of an OTLP/JSON request', () => {
  const [trace] = tracesFromOtlp({
    resourceSpans: [
      {
        resource: {
          attributes: [
            { key: 'service.name', value: { stringValue: 'shop' } },
            { key: 'service.instance.id', value: { stringValue: 'shop-1' } },
          ],
        },
        scopeSpans: [
          {
            spans: [
              {
                traceId: TRACE.toUpperCase(),
                spanId: 'd9aa1beda29ed800',
                parentSpanId: '',
                name: 'GET /cart',
                kind: 2,
                startTimeUnixNano: '1795468995538000999',
                endTimeUnixNano: '1795468995540000000',
                attributes: [
                  { key: 'http.response.status_code', value: { intValue: '503' } },
                  { key: 'tags', value: { arrayValue: { values: [{ boolValue: true }, { doubleValue: 0.5 }] } } },
                  { key: 'empty', value: {} },
                ],
                events: [
                  { name: 'late', timeUnixNano: '1795468995539900000' },
                  { name: 'early', timeUnixNano: '1795468995539000000' },
                ],
                links: [{ traceId: TRACE, spanId: '38568b60c7998c87' }],
                status: { code: 'STATUS_CODE_ERROR', message: 'no database' },
              },
            ],
          },
        ],
      },
    ],
  });
  expect(trace).toMatchObject({ traceId: TRACE, spans: [{ children: [] }] });
  expect(trace?.roots[0]).toEqual({
    traceId: TRACE,
    spanId: 'd9aa1beda29ed800',
    parentSpanId: undefined,
    name: 'GET /cart',
    kind: 'SERVER',
    service: 'shop',
    resource: { 'service.instance.id': 'shop-1' },
    attributes: { 'http.response.status_code': 503, tags: [true, 0.5], empty: undefined },
    status: 'ERROR',
    statusMessage: 'no database',
    links: [{ traceId: TRACE, spanId: '38568b60c7998c87' }],
    events: [
      { name: 'early', timeMicroseconds: 1_795_468_995_539_000, attributes: {} },
      { name: 'late', timeMicroseconds: 1_795_468_995_539_900, attributes: {} },
    ],
    startMicroseconds: 1_795_468_995_538_000,
    durationMicroseconds: 2000,
    children: [],
  });
});

test('refuses JSON that is not OTLP', () => {
  expect(() => tracesFromOtlp({ data: [] })).toThrow('resourceSpans');
});
