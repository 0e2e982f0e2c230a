import { type Emitted, type EmittedSpan, runFixture } from '../fixtures/run.ts';

const OWN = '@cortex/telemetry/mcp';

const JOINTS = ['v1', 'v2'].flatMap((sdk) => ['text', 'http'].map((joint) => [sdk, joint] as const));

let emitted: Emitted;

const named = (name: string) => emitted.spans.find((span) => span.name === name) as EmittedSpan;
const below = ({ spanId }: EmittedSpan) => emitted.spans.filter(({ parentSpanId }) => parentSpanId === spanId);
const labels = (spans: EmittedSpan[]) => spans.map(({ kind, name }) => `${kind} ${name}`).toSorted();
const ownToolCalls = () => emitted.spans.filter(({ scope, name }) => scope === OWN && name.startsWith('tools/call'));

const runWith =
  (...args: [sdk: string, joint: string]) =>
  async (mode: string, parent = 'sender') => {
    emitted = await runFixture('already-traced.ts', ...args, mode, parent);
    expect(emitted.faults).toEqual([]);
    expect(emitted.spans).toHaveLength(emitted.started);
  };

describe.each(JOINTS)('calls on %s by %s that an agent and a server trace themselves', (sdk, joint) => {
  describe('with enrich', () => {
    beforeAll(() => runWith(sdk, joint)('enrich'));

    test('have only the existing spans, in one trace', () => {
      const agent = named('execute_tool echo');
      const [server, ...more] = below(agent) as [EmittedSpan];
      expect(more).toEqual([]);
      expect(server).toMatchObject({ name: 'its tools/call', kind: 'SERVER', scope: 'program' });
      expect(labels(below(server))).toEqual(['INTERNAL inside the handler']);
    });

    test('have the attributes of MCP on these spans, beside their own', () => {
      const agent = named('execute_tool echo');
      const attributes = {
        'mcp.method.name': 'tools/call',
        'gen_ai.tool.name': 'echo',
        'jsonrpc.request.id': expect.stringMatching(/^\d+$/),
        'mcp.protocol.version': expect.any(String),
        'cortex.mcp.client.name': 'client',
        'cortex.mcp.server.name': 'server',
      };
      for (const span of [agent, ...below(agent)]) expect(span).toMatchObject({ status: 'UNSET', attributes });
    });

    test("keep the agent's own name for the tool of a server", () => {
      const agent = named('execute_tool its server_echo');
      expect(agent.attributes).toMatchObject({
        'mcp.method.name': 'tools/call',
        'gen_ai.tool.name': 'its server_echo',
      });
      expect(labels(below(agent))).toEqual(['SERVER its tools/call']);
    });

    test('have a span of their own below another tool of the agent, and as the second call of a tool', () => {
      expect(named('execute_tool plan').attributes).not.toHaveProperty(['mcp.method.name']);
      expect(labels(below(named('execute_tool plan')))).toEqual(['CLIENT tools/call echo']);
      expect(labels(below(named('execute_tool retried')))).toEqual(['CLIENT tools/call echo', 'SERVER its tools/call']);
    });

    test('record a failure on both', () => {
      const agent = named('execute_tool throw');
      const failed = { status: 'ERROR', attributes: { 'error.type': '-32603', 'rpc.response.status_code': '-32603' } };
      for (const span of [agent, ...below(agent)]) expect(span).toMatchObject(failed);
    });

    test('are measured on both sides', () => {
      for (const side of ['client', 'server']) {
        const { points = [] } = emitted.metrics.find(({ name }) => name === `mcp.${side}.operation.duration`) ?? {};
        const calls = points.filter(({ attributes }) => attributes['mcp.method.name'] === 'tools/call');
        expect(calls.reduce((sum, { count }) => sum + count, 0)).toBe(6);
      }
    });

    test('do not affect the spans of other messages', () => {
      expect(labels(emitted.spans.filter(({ scope }) => scope === OWN))).toEqual(
        expect.arrayContaining(['CLIENT initialize', 'CLIENT notifications/initialized']),
      );
    });
  });
});

describe.each([
  ['v1', 'text'],
  ['v2', 'http'],
])('calls on %s by %s that an agent and a server trace themselves', (sdk, joint) => {
  const run = runWith(sdk, joint);

  test("with enrich, have a span of their own and a link if the program's span is in another trace", async () => {
    await run('enrich', 'none');
    const agent = named('execute_tool echo');
    const [server] = below(agent) as [EmittedSpan];
    expect(server).toMatchObject({ name: 'tools/call echo', kind: 'SERVER', scope: OWN });
    const linked = emitted.spans.find(({ spanId }) => spanId === server.links[0]);
    expect(linked).toMatchObject({ name: 'its tools/call' });
    expect(linked?.traceId).not.toBe(server.traceId);
  });

  test('with nest, have spans of their own below the existing ones', async () => {
    await run('nest');
    const agent = named('execute_tool echo');
    const [client] = below(agent) as [EmittedSpan];
    expect(client).toMatchObject({ name: 'tools/call echo', kind: 'CLIENT', scope: OWN });
    const [theirs] = below(client) as [EmittedSpan];
    expect(labels(below(theirs))).toEqual(['SERVER tools/call echo']);
    expect(labels(below(below(theirs)[0] as EmittedSpan))).toEqual(['INTERNAL inside the handler']);
    expect(agent.attributes).not.toHaveProperty(['mcp.method.name']);
  });

  test('with separate, have spans of their own beside the existing ones', async () => {
    await run('separate');
    const [client] = below(named('execute_tool echo')) as [EmittedSpan];
    expect(labels(below(client))).toEqual(['SERVER its tools/call', 'SERVER tools/call echo']);
    expect(ownToolCalls()).toHaveLength(12);
  });
});
