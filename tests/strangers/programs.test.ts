import { eventually, OtlpReceiver, traceMatchers } from '@cortex/trace-testing';
import { anywhere, PROGRAMS, scriptOf } from './run/programs.ts';
import { receivedTraces, traceWith } from './run/received-traces.ts';
import { Stranger } from './run/stranger.ts';

expect.extend(traceMatchers);

describe.each(PROGRAMS)('$name', (program) => {
  const { args, tool, given } = program;
  const name = `tools/call ${tool}`;

  test('has both sides of a call in one trace', async () => {
    await using receiver = await OtlpReceiver.start();
    await using client = new Stranger({
      args: ['call.mjs', tool, JSON.stringify(given), process.execPath, scriptOf(program), ...args],
      env: {
        ...anywhere(),
        OTEL_SERVICE_NAME: 'client',
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        SERVER_ENV: JSON.stringify({ OTEL_SERVICE_NAME: 'program' }),
      },
    });
    await client.firstLine;
    // A program that ends by `process.exit()` sends what it has before that.
    const hasArrived = () =>
      receivedTraces(receiver).some(({ spans }) => spans.some((span) => span.name === name && span.kind === 'SERVER'));
    await eventually(() => hasArrived() || undefined, { what: `the program's span ${name}` });
    client.endInput();
    await client.exit;
    expect(client.stdout).toMatch(/^(?:answered|failed: McpError: MCP error -3260[23])/);
    expect(traceWith(receiver, { name, service: 'client' })).toContainTrace({
      name,
      kind: 'CLIENT',
      service: 'client',
      attributes: { 'network.transport': 'pipe' },
      children: [{ name, kind: 'SERVER', service: 'program', attributes: { 'network.transport': 'pipe' } }],
    });
  });
});
