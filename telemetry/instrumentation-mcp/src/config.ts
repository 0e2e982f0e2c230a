import type { McpInstrumentationConfig } from './types.ts';

interface Option {
  expected: string;
  isRight(value: unknown): boolean;
}

const SWITCH: Option = { expected: 'true or false', isRight: (value) => typeof value === 'boolean' };

const FUNCTION: Option = { expected: 'a function', isRight: (value) => typeof value === 'function' };

const MODES = ['enrich', 'nest', 'separate'];

const OPTIONS: Record<keyof McpInstrumentationConfig, Option> = {
  enabled: SWITCH,
  capturePayloads: SWITCH,
  payloadLimit: {
    expected: 'a whole number of characters, 0 or more',
    isRight: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  },
  redactPayload: FUNCTION,
  whenAlreadyTraced: {
    expected: MODES.map((mode) => `"${mode}"`).join(' or '),
    isRight: (value) => MODES.includes(String(value)),
  },
  requestHook: FUNCTION,
  responseHook: FUNCTION,
};

/** @returns the mistakes in a configuration, in words; undefined when there are none */
export function mistakesIn(config: unknown): string | undefined {
  if (typeof config !== 'object' || config === null) return `expected an object of options, got ${show(config)}`;
  const mistakes = Object.entries(config).flatMap(([key, value]) => mistakeIn(key, value) ?? []);
  return mistakes.length === 0 ? undefined : mistakes.join('; ');
}

function mistakeIn(key: string, value: unknown): string | undefined {
  if (!Object.hasOwn(OPTIONS, key))
    return `unsupported option ${key}, expected some of ${Object.keys(OPTIONS).join(', ')}`;
  const { expected, isRight } = OPTIONS[key as keyof McpInstrumentationConfig];
  if (value === undefined || isRight(value)) return undefined;
  return `${key}: expected ${expected}, got ${show(value)}`;
}

function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** Returns a configuration without mistakes. @throws a TypeError that lists every mistake */
export function checked(config: McpInstrumentationConfig): McpInstrumentationConfig {
  const mistakes = mistakesIn(config);
  if (mistakes !== undefined) throw new TypeError(`McpInstrumentation: ${mistakes}`);
  return config;
}
