import { type Emitted, type EmittedSpan, runFixture } from '../fixtures/run.ts';

const RUNS = ['afterwards', 'inside'].flatMap((when) =>
  ['v1', 'v2'].flatMap((sdk) => ['text', 'http'].map((joint) => [when, sdk, joint] as const)),
);

describe.each(RUNS)('the spans that a server records %s of its requests, on %s over %s', (when, sdk, joint) => {
  let emitted: Emitted;

  beforeAll(async () => {
    emitted = await runFixture('doubled.ts', sdk, joint, when);
    expect(emitted.faults).toEqual([]);
  });

  const below = ({ spanId }: EmittedSpan) => emitted.spans.filter(({ parentSpanId }) => parentSpanId === spanId);
  const serverSpan = (tool: string) => {
    const isClient = ({ kind, name }: EmittedSpan) => kind === 'CLIENT' && name === `tools/call ${tool}`;
    const [server, ...more] = below(emitted.spans.find(isClient) as EmittedSpan);
    expect(more).toEqual([]);
    return server as EmittedSpan;
  };

  test('are not exported', () => {
    expect(emitted.started).toBeGreaterThan(emitted.spans.length);
    expect(emitted.spans.filter(({ name }) => name.startsWith('its '))).toEqual([]);
  });

  test('have their attributes, events and errors on the existing spans', () => {
    const attributes = { 'program.says': 'so', 'gen_ai.tool.name': 'echo', 'mcp.protocol.version': expect.any(String) };
    const events = when === 'inside' ? ['said'] : [];
    expect(serverSpan('echo')).toMatchObject({ name: 'tools/call echo', status: 'UNSET', attributes, events });
    const failed = { 'program.says': 'so', 'error.type': '-32603' };
    expect(serverSpan('throw')).toMatchObject({ status: 'ERROR', message: 'the handler threw', attributes: failed });
  });

  test('leave their children to the existing spans, and do not affect other server spans', () => {
    const names = when === 'inside' ? ['another server', 'inside the handler'] : ['inside the handler'];
    expect(
      below(serverSpan('echo'))
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(names);
  });
});

test('a span that gets its method only after the end of its children is exported, with these below it', async () => {
  const { spans } = await runFixture('doubled.ts', 'v1', 'text', 'late');
  const theirs = spans.find(({ name }) => name === 'its tools/call');
  const names = spans.filter(({ parentSpanId }) => parentSpanId === theirs?.spanId).map(({ name }) => name);
  expect(names.toSorted()).toEqual(['another server', 'inside the handler']);
});
