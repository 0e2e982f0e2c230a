import { join } from 'node:path';
import { type EmittedSpan, fixtureRunner } from '@cortex/test-support';

const runFixture = fixtureRunner(join(import.meta.dirname, 'fixtures'));

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SAMPLED = 'b7ad6b7169203331';
const UNSAMPLED = 'b7ad6b7169203332';

/** By request of the fixture: whether its span continues the sender's trace, and which sender's span it refers to as its parent or by a link. */
async function spansUnder(policy: string) {
  const { spans, faults } = await runFixture('remote-parents.ts', policy);
  expect(faults).toEqual([]);
  const standing = (span: EmittedSpan | undefined) =>
    span && {
      isContinued: span.traceId === TRACE,
      sender: [span.parentSpanId, ...span.links].find((id) => id === SAMPLED || id === UNSAMPLED),
    };
  const http = (path: string) => standing(spans.find(({ attributes }) => attributes['url.path'] === path));
  const mcp = (id: string) => standing(spans.find(({ attributes }) => attributes['jsonrpc.request.id'] === id));
  return {
    sampled: http('/sampled'),
    unsampled: http('/unsampled'),
    sampledCall: mcp('sampled'),
    unsampledCall: mcp('unsampled'),
  };
}

const continued = { isContinued: true, sender: SAMPLED };

test('follow: the sender decides which of its requests are traced', async () => {
  expect(await spansUnder('follow')).toEqual({ sampled: continued, sampledCall: continued });
});

test('sampled: a sender that does not sample is linked to, and hides nothing', async () => {
  const linked = { isContinued: false, sender: UNSAMPLED };
  expect(await spansUnder('sampled')).toEqual({
    sampled: continued,
    unsampled: linked,
    sampledCall: continued,
    unsampledCall: linked,
  });
});

test('none: each request begins a trace of its own that links to its sender', async () => {
  const linkedTo = (sender: string) => ({ isContinued: false, sender });
  expect(await spansUnder('none')).toEqual({
    sampled: linkedTo(SAMPLED),
    unsampled: linkedTo(UNSAMPLED),
    sampledCall: linkedTo(SAMPLED),
    unsampledCall: linkedTo(UNSAMPLED),
  });
});
