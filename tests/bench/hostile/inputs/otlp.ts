import { field } from '@cortex/profile-store/testing';
import { encode } from '../../../contract/pyroscope/delivery.ts';

const attribute = (number: number) => field(number, field(1, 'service.name'), field(2, field(1, 'hostile')));
const resource = field(1, attribute(1));

const span = field(2, field(1, Buffer.alloc(16, 7)), field(2, Buffer.alloc(8, 7)), field(5, 'hostile'), attribute(9));
const metric = field(2, field(1, 'hostile.metric'), field(5, field(1, attribute(7))));
const record = field(2, field(3, 'INFO'), field(5, field(1, 'a line')), attribute(6));

/** A well-formed OTLP request of each signal in protobuf, by path. */
export const OTLP_REQUESTS = {
  '/v1/traces': field(1, resource, field(2, span)),
  '/v1/metrics': field(1, resource, field(2, metric)),
  '/v1/logs': field(1, resource, field(2, record)),
  '/v1development/profiles': Buffer.from(
    encode({ service: 'hostile', timeMilliseconds: Date.now(), samples: [{ stack: ['a', 'b'], value: 1 }] }),
  ),
};

/** The same in OTLP's JSON, without profiles. */
export const OTLP_JSON = {
  '/v1/traces': {
    resourceSpans: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'hostile' } }] },
        scopeSpans: [{ spans: [{ traceId: '07'.repeat(16), spanId: '07'.repeat(8), name: 'x', kind: 1 }] }],
      },
    ],
  },
  '/v1/metrics': {
    resourceMetrics: [
      {
        scopeMetrics: [
          { metrics: [{ name: 'hostile.json', gauge: { dataPoints: [{ asDouble: 1, timeUnixNano: '1' }] } }] },
        ],
      },
    ],
  },
  '/v1/logs': {
    resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: 'line' }, severityNumber: 9 }] }] }],
  },
};
