import { type Emitted, runFixture } from './fixtures/run.ts';

describe.each([
  ['v1', 'esm'],
  ['v1', 'cjs'],
  ['v2', 'esm'],
  ['v2', 'cjs'],
])('a %s client and server (%s) joined by stdio', (...args) => {
  let emitted: Emitted;

  beforeAll(async () => {
    emitted = await runFixture('stdio.ts', ...args);
  });

  test('are in one trace', () => {
    const call = emitted.spans.find(({ name }) => name === 'tools/call trace');
    expect(emitted.handlerSpan).toMatchObject({ traceId: call?.traceId });
    expect(call?.attributes).toMatchObject({ 'network.transport': 'pipe' });
  });

  test('carry the context of requests from server to client', () => {
    const ask = emitted.spans.find(({ name }) => name === 'tools/call ask');
    const sampling = emitted.spans.find(({ name }) => name === 'sampling/createMessage');
    expect(sampling).toMatchObject({ kind: 'SERVER', traceId: ask?.traceId, links: [] });
  });
});
