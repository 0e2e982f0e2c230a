import { outline, runFixture } from '../fixtures/run.ts';

test.each(['v1', 'v2'])(
  'traceMcpTransport records one span on each side for each call over a transport of %s',
  async (sdk) => {
    const emitted = await runFixture('transport.ts', sdk);
    const { answers, spans, started, faults, metrics } = emitted;
    expect(JSON.stringify(answers)).toContain('hello');
    for (const name of [
      'initialize',
      'tools/call echo',
      'tools/call throw',
      'sampling/createMessage',
      'notifications/message',
    ]) {
      expect(
        spans
          .filter((span) => span.name === name)
          .map(({ kind }) => kind)
          .toSorted(),
      ).toEqual(['CLIENT', 'SERVER']);
      expect(outline(emitted)).toContain(`SERVER ${name} < CLIENT ${name}`);
    }
    const errors = spans
      .filter(({ name }) => name === 'tools/call report an error')
      .map(({ attributes }) => attributes['error.type']);
    expect(errors).toEqual(['tool_error', 'tool_error']);
    expect(outline(emitted)).toContain('CLIENT sampling/createMessage < SERVER tools/call ask');
    const ended = (kind: string) =>
      spans
        .filter((span) => span.name === 'tools/call hang' && span.kind === kind)
        .map(({ attributes }) => attributes['error.type']);
    expect(ended('CLIENT').toSorted()).toEqual(['cancelled', 'connection_closed']);
    expect(ended('SERVER').toSorted()).toEqual(['cancelled', 'connection_closed']);
    expect(metrics.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'mcp.client.operation.duration',
        'mcp.server.operation.duration',
        'mcp.client.session.duration',
      ]),
    );
    expect(spans).toHaveLength(started);
    expect(faults).toEqual([]);
  },
);
