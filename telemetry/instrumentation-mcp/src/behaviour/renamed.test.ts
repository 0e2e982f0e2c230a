import { runFixture } from '../fixtures/run.ts';

/** The private parts of the SDKs that the instrumentation uses, and a part of the warning when one is missing. */
const PARTS: [string, string | undefined, ('v1' | 'v2')[]][] = [
  ['_onrequest', 'incoming requests are not traced', ['v1', 'v2']],
  ['_onnotification', 'incoming notifications are not traced', ['v1', 'v2']],
  ['_onresponse', "the codes of the peer's error responses are not recorded", ['v1', 'v2']],
  ['_onclose', 'the durations of sessions are not measured', ['v1', 'v2']],
  ['_requestWithSchemaViaCodec', 'requests are traced only by their messages', ['v2']],
  ['_requestHandlerAbortControllers', 'the spans of requests that the SDK discards last until', ['v1', 'v2']],
  ['_notificationHandlers', 'the durations of notification handlers are not traced', ['v1', 'v2']],
  // Without these nothing is lost, even if all of them are missing.
  ['_transport|_onerror|_requestMessageId|_enqueueTaskMessage|_messageQueue', undefined, ['v1']],
  [
    '_transport|_onerror|_requestMessageId|_getRequestHandler|_negotiatedProtocolVersion|_notificationViaCodec',
    undefined,
    ['v2'],
  ],
];
const RUNS = PARTS.flatMap(([part, lost, sdks]) => sdks.map((sdk) => [sdk, part, lost] as const));

const plain: Record<string, unknown> = {};

beforeAll(async () => {
  for (const sdk of ['v1', 'v2'])
    plain[sdk] = (await runFixture('renamed.ts', sdk, 'nothing at all', 'plain')).outcomes;
});

test.each(RUNS)(
  'an application on %s works as without telemetry when its %s has another name',
  async (sdk, part, lost) => {
    const { outcomes, renamed, faults, spans } = await runFixture('renamed.ts', sdk, part, 'instrumented');
    expect(renamed).toBeGreaterThan(0);
    expect(outcomes).toEqual(plain[sdk]);
    expect(faults).toEqual(lost === undefined ? [] : [expect.stringContaining(`has no ${part}: ${lost}`)]);
    expect(spans.length).toBeGreaterThan(10);
  },
);
