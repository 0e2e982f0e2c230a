import { type Emitted, runFixture } from '../fixtures/run.ts';

describe.each(['v1', 'v2'])("an application's hooks on %s", (sdk) => {
  let emitted: Emitted;

  beforeAll(async () => {
    emitted = await runFixture('hooks.ts', sdk);
  });

  const attributeOf = (name: string, kind: string, attribute: string) =>
    String(emitted.spans.find((span) => span.name === name && span.kind === kind)?.attributes[attribute]);

  test.each([
    ['CLIENT', 'outgoing'],
    ['SERVER', 'incoming'],
  ])('are called with each %s span, its request and its outcome', (kind, direction) => {
    expect(attributeOf('tools/call echo', kind, 'request')).toMatch(
      new RegExp(`^${direction} tools/call \\{"name":"echo","arguments":\\{"text":"hello"\\}`),
    );
    expect(attributeOf('tools/call echo', kind, 'outcome')).toMatch(new RegExp(`^${direction} .*"text":"hello"`));
    expect(attributeOf('tools/call throw', kind, 'outcome')).toMatch(new RegExp(`^${direction} .*the handler threw`));
    expect(attributeOf('notifications/initialized', kind, 'request')).toMatch(
      new RegExp(`^${direction} notifications`),
    );
    expect(attributeOf('notifications/initialized', kind, 'outcome')).toBe('undefined');
  });

  test('do not affect the application when they throw, and are reported', () => {
    expect(emitted.answers).toHaveLength(4);
    expect(emitted.spans).toHaveLength(emitted.started);
    // One for each side of a resource read, a prompt and a ping.
    expect(
      emitted.faults.filter((fault) =>
        fault.includes("the application's hook failed, nothing else is affected Error: broken"),
      ),
    ).toHaveLength(6);
    expect(emitted.faults).toHaveLength(6);
  });
});
