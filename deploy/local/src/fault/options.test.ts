import { readOptions } from './options.ts';

const read = (line: string) => readOptions(line.split(' '));

test.each([
  ['memory-service --latency 200ms', { kind: 'latency', milliseconds: 200, probability: 1 }],
  [
    'memory-service --tool store_input --latency 1.5s --probability 0.3 --for 5m',
    { kind: 'latency', milliseconds: 1_500, tool: 'store_input', probability: 0.3, seconds: 300 },
  ],
  [
    'core-api --tool /input --error 503 --for 30s',
    { kind: 'error', status: 503, tool: '/input', probability: 1, seconds: 30 },
  ],
  ['cognition-service --hang', { kind: 'hang', probability: 1 }],
  ['cognition-service --crash', { kind: 'crash', probability: 1 }],
])('%s sets a fault', (line, set) => {
  expect(read(line)?.action).toEqual({ set });
});

test('faults are cleared for a service or a tool, and listed without an action', () => {
  expect(read('memory-service --clear')).toEqual({ service: 'memory-service', action: { clear: undefined } });
  expect(read('memory-service --tool history --clear')?.action).toEqual({ clear: 'history' });
  expect(read('memory-service')?.action).toBeUndefined();
  expect(read('--help')).toBeUndefined();
});

test.each([
  ['--hang', 'Expected one service.'],
  ['memory-service --latency 200', '--latency: expected a time such as 200ms, 1.5s, 5m or 1h, got "200".'],
  ['memory-service --latency 0s', '--latency: expected a time'],
  ['memory-service --error 200', '--error: expected a status from 400 to 599, got "200".'],
  ['memory-service --hang --crash', 'Expected one of --hang, --crash.'],
  ['memory-service --hang --clear', 'Expected one of --hang, --clear.'],
  ['memory-service --hang --probability 30%', '--probability: expected a number above 0 and up to 1, got "30%".'],
  ['memory-service --hang --for ever', '--for: expected a time'],
  ['memory-service --tool history', 'Expected a fault: --latency, --error, --hang or --crash.'],
  ['memory-service --clear --for 5s', 'Expected a fault'],
  ['memory-service --slow', "Unknown option '--slow'"],
])('%s is refused, with the usage', (line, message) => {
  expect(() => read(line)).toThrow(message);
  expect(() => read(line)).toThrow('Usage: npm run fault -- <service>');
});
