import { traceMatchers } from '@cortex/trace-testing';
import { type Emitted, runFixture, traceOf } from '../fixtures/run.ts';

expect.extend(traceMatchers);

describe.each([
  ['v1', 'esm'],
  ['v1', 'cjs'],
  ['v2', 'esm'],
  ['v2', 'cjs'],
])('a %s client and server (%s) connected by stdio', (...args) => {
  let emitted: Emitted;

  beforeAll(async () => {
    emitted = await runFixture('stdio.ts', ...args);
  });

  test('are in one trace', () => {
    const call = emitted.spans.find(({ name }) => name === 'tools/call trace');
    expect(emitted.handlerSpan).toMatchObject({ traceId: call?.traceId });
    expect(call?.attributes).toMatchObject({
      'network.transport': 'pipe',
      'cortex.mcp.client.name': 'client',
      'cortex.mcp.server.name': 'server',
    });
  });

  test('propagate the context of requests from server to client', () => {
    const ask = emitted.spans.find(({ name }) => name === 'tools/call ask');
    const sampling = emitted.spans.find(({ name }) => name === 'sampling/createMessage');
    expect(sampling).toMatchObject({ kind: 'SERVER', traceId: ask?.traceId, links: [] });
  });
});

describe.each([
  ['esm', 'stdio'],
  ['cjs', 'stdio'],
  ['esm', 'memory'],
  ['cjs', 'memory'],
])('a client and a server of revision 2026-07-28 (%s) connected by %s', (format, joint) => {
  const transport = joint === 'stdio' ? { 'network.transport': 'pipe' } : {};
  const programs = { 'cortex.mcp.client.name': 'client', 'cortex.mcp.server.name': 'server' };
  const attributes = { 'mcp.protocol.version': '2026-07-28', ...transport, ...programs };
  let both: Emitted;

  beforeAll(async () => {
    const client = await runFixture(`${joint}-modern.ts`, format);
    const { started, spans, faults } = (client.server as Emitted | undefined) ?? { started: 0, spans: [], faults: [] };
    both = {
      ...client,
      started: client.started + started,
      spans: [...client.spans, ...spans],
      faults: [...client.faults, ...faults],
    };
  });

  // Over stdio the probe has a process of its own, which ends before it exports anything.
  test('have a span for the probe', () => {
    const probe = { name: 'server/discover', status: 'UNSET' as const };
    const served = joint === 'stdio' ? [] : [{ ...probe, kind: 'SERVER' as const }];
    expect(traceOf(both, 'connect')).toEqualTrace({
      name: 'connect',
      children: [{ ...probe, kind: 'CLIENT', attributes: transport, children: served }],
    });
  });

  test('have one trace for a call', () => {
    expect(traceOf(both, 'echo')).toEqualTrace({
      name: 'echo',
      children: [
        {
          name: 'tools/call echo',
          kind: 'CLIENT',
          attributes,
          children: [
            { name: 'tools/call echo', kind: 'SERVER', attributes, children: [{ name: 'inside the handler' }] },
          ],
        },
      ],
    });
  });

  test('have the rounds of a call that requires input below its span', () => {
    const round = { name: 'tools/call deploy', kind: 'SERVER' as const };
    expect(traceOf(both, 'deploy')).toContainTrace({
      name: 'tools/call deploy',
      kind: 'CLIENT',
      children: [
        round,
        { name: 'elicitation/create', kind: 'SERVER', children: [{ name: 'inside the elicitation' }] },
        { name: 'tools/call deploy', kind: 'CLIENT', children: [round] },
      ],
    });
  });

  test('have one trace for a subscription and its acknowledgement', () => {
    const received = { name: 'notifications/subscriptions/acknowledged', kind: 'SERVER' as const, links: [] };
    const sent = { name: 'notifications/subscriptions/acknowledged', kind: 'CLIENT' as const, children: [received] };
    // The entry that answers is not a server instance, and does not name its server.
    const known = { ...attributes, 'cortex.mcp.server.name': undefined };
    const served = { name: 'subscriptions/listen', kind: 'SERVER' as const, attributes: known, children: [sent] };
    expect(traceOf(both, 'listen')).toEqualTrace({
      name: 'listen',
      children: [{ name: 'subscriptions/listen', kind: 'CLIENT', status: 'UNSET', children: [served] }],
    });
  });

  test('have the changes of a subscription below the call that causes them', () => {
    const received = { name: 'notifications/tools/list_changed', kind: 'SERVER' as const };
    expect(traceOf(both, 'change')).toContainTrace({
      name: 'tools/call change',
      kind: 'SERVER',
      children: [{ name: 'notifications/tools/list_changed', kind: 'CLIENT', children: [received] }],
    });
  });

  test('have spans on both sides for the end of a subscription', () => {
    const received = { name: 'notifications/cancelled', kind: 'SERVER' as const };
    expect(traceOf(both, 'close')).toContainTrace({
      name: 'notifications/cancelled',
      kind: 'CLIENT',
      children: [received],
    });
  });

  test('end every span that they start', () => {
    expect(both.spans).toHaveLength(both.started);
    expect(both.faults).toEqual([]);
  });
});
