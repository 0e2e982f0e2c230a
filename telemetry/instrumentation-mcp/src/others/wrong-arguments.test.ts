import { diag } from '@opentelemetry/api';
import { hookImports, traceMcpTransport } from '../index.ts';

describe('in a program without types', () => {
  const errors: string[] = [];
  beforeEach(() => {
    errors.length = 0;
    const note = (...args: unknown[]) => void errors.push(args.map(String).join(' '));
    diag.setLogger({ error: note, warn: note, info: () => {}, debug: () => {}, verbose: () => {} });
    errors.length = 0;
  });
  afterEach(() => diag.disable());

  const trace = traceMcpTransport as (transport: unknown, role: unknown) => unknown;

  test.each([
    [null, 'null'],
    [undefined, 'undefined'],
    [5, '5'],
    [{ close() {} }, '{ close: [Function: close] }'],
  ])('%p, which is not a transport, is returned unchanged, and one line says so', (transport, got) => {
    expect(trace(transport, 'client')).toBe(transport);
    expect(errors).toEqual([expect.stringContaining(`expected a transport with send(), got ${got}`)]);
  });

  test('a transport with an unknown role is returned untraced, and one line says so', () => {
    const send = async () => {};
    const transport = { send };
    expect(trace(transport, 'peer')).toBe(transport);
    expect(transport.send).toBe(send);
    expect(errors).toEqual([expect.stringContaining("expected the role 'client' or 'server', got 'peer'")]);
  });

  test('hookImports without a list throws an error that says what it expected', () => {
    const hook = hookImports as (instrumentations?: unknown) => void;
    expect(() => hook()).toThrow('expected a list of instrumentations, got undefined');
    expect(() => hook({ instrumentations: [] })).toThrow('expected a list of instrumentations, got {');
  });
});
