import { runFixture } from '../fixtures/run.ts';

/** What the instrumentation uses of the SDKs' private parts, and how much of what it says when there is no such part. */
const PARTS: [string, string | undefined, ('v1' | 'v2')[]][] = [
  ['_onrequest', 'requests that arrive are not traced', ['v1', 'v2']],
  ['_onnotification', 'notifications that arrive are not traced', ['v1', 'v2']],
  ['_onresponse', 'the codes of errors that the peer answers with are not traced', ['v1', 'v2']],
  ['_onclose', 'the durations of sessions are not measured', ['v1', 'v2']],
  ['_requestWithSchemaViaCodec', 'requests are traced by their messages alone', ['v2']],
  ['_requestHandlerAbortControllers', 'requests that the SDK discards have spans until', ['v1', 'v2']],
  ['_notificationHandlers', 'how long handlers of notifications take is not traced', ['v1', 'v2']],
  // Nothing is lost by these, all at once.
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
