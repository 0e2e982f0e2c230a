import { diag } from '@opentelemetry/api';
import { McpInstrumentation, type McpInstrumentationConfig } from './index.ts';

const problems: string[] = [];
const note = (...args: unknown[]) => problems.push(args.join(' '));

beforeEach(() => {
  problems.length = 0;
  diag.setLogger({ error: note, warn: note, info: () => {}, debug: () => {}, verbose: () => {} });
});
afterEach(() => diag.disable());

const create = (config: unknown) => new McpInstrumentation(config as McpInstrumentationConfig);

const WRONG: [string, unknown, RegExp][] = [
  [
    'a limit that is a string',
    { payloadLimit: '10' },
    /payloadLimit: expected a whole number of characters, 0 or more, got "10"/,
  ],
  ['a negative limit', { payloadLimit: -1 }, /payloadLimit: .* got -1/],
  ['a limit that is not a number', { payloadLimit: Number.NaN }, /payloadLimit: .* got NaN/],
  ['a hook that is not a function', { redactPayload: true }, /redactPayload: expected a function, got true/],
  ['a switch that is a string', { capturePayloads: 'yes' }, /capturePayloads: expected true or false, got "yes"/],
  ['an unsupported mode', { whenAlreadyTraced: 'merge' }, /whenAlreadyTraced: .*"nest" or .* got "merge"/],
  [
    'a misspelt option',
    { redactPayloads: () => '' },
    /unsupported option redactPayloads, expected some of enabled, .*redactPayload/,
  ],
  ['a value that is not an object', null, /expected an object of options, got null/],
];

test.each(WRONG)('%s is refused by the constructor', (_, config, message) => {
  expect(() => create(config)).toThrow(message);
  expect(() => create(config)).toThrow(TypeError);
});

test.each(WRONG)('%s in setConfig is reported and changes nothing', (_, config, message) => {
  const instrumentation = create({ capturePayloads: true, payloadLimit: 7 });
  instrumentation.setConfig(config as McpInstrumentationConfig);
  expect(instrumentation.getConfig()).toMatchObject({ capturePayloads: true, payloadLimit: 7 });
  expect(problems).toEqual([expect.stringMatching(message)]);
});

test('an option that is left out or undefined has its default', () => {
  expect(() => [create(undefined), create({ payloadLimit: undefined }), create({})]).not.toThrow();
  expect(problems).toEqual([]);
});
