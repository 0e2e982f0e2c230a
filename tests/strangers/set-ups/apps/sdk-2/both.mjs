import { trace } from '@opentelemetry/api';
import { talk as talkV1 } from './v1.mjs';
import { talk as talkV2 } from './v2.mjs';

await trace.getTracer('app').startActiveSpan('user', async (span) => {
  await talkV1('v1');
  await talkV2('v2');
  span.end();
});
