const { trace } = require('@opentelemetry/api');
const { talk: talkV1 } = require('./v1.cjs');
const { talk: talkV2 } = require('./v2.cjs');

trace.getTracer('app').startActiveSpan('user', async (span) => {
  await talkV1('v1');
  await talkV2('v2');
  span.end();
});
