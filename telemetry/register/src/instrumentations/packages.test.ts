import { isBuiltin } from 'node:module';
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import type { Instrumentation, InstrumentationBase } from '@opentelemetry/instrumentation';
import { chosenInstrumentations } from './chosen.ts';
import { PATCHED_PACKAGES, WITHOUT_PACKAGES } from './packages.ts';

const ENABLED = 'OTEL_NODE_ENABLED_INSTRUMENTATIONS';
const DISABLED = 'OTEL_NODE_DISABLED_INSTRUMENTATIONS';
const PREFIX = '@opentelemetry/instrumentation-';

afterEach(() => {
  delete process.env[ENABLED];
  delete process.env[DISABLED];
});

const nameOf = ({ instrumentationName }: Instrumentation) => instrumentationName.slice(PREFIX.length);

function stock(): Instrumentation[] {
  const instrumentations = getNodeAutoInstrumentations();
  for (const instrumentation of instrumentations) instrumentation.disable();
  return instrumentations;
}

function packagesOf(instrumentation: Instrumentation): string[] {
  const definitions = (instrumentation as InstrumentationBase).getModuleDefinitions();
  const names = definitions.map(({ name }) => name);
  return [...new Set(names)].filter((name) => !isBuiltin(name)).toSorted();
}

test('the list has all instrumentations of auto-instrumentations-node, with all packages that they patch', () => {
  process.env[ENABLED] = [...WITHOUT_PACKAGES, ...Object.keys(PATCHED_PACKAGES)].join(',');
  const patched = Object.fromEntries(stock().map((one) => [nameOf(one), packagesOf(one)]));
  const known = Object.entries(PATCHED_PACKAGES).map(([name, packages]) => [name, [...packages].toSorted()]);
  expect(Object.fromEntries([...known, ...WITHOUT_PACKAGES.map((name) => [name, []])])).toEqual(patched);
});

test.each([
  [undefined, undefined],
  ['', 'net,dns'],
  ['http, pg ,fs', undefined],
  ['http,pg', 'pg'],
  ['http,nothing', 'nobody'],
])(
  'with %j enabled and %j disabled, the same instrumentations run as in auto-instrumentations-node',
  (enabled, disabled) => {
    if (enabled !== undefined) process.env[ENABLED] = enabled;
    if (disabled !== undefined) process.env[DISABLED] = disabled;
    const run = stock().map(nameOf);
    // aws-lambda does nothing outside of AWS Lambda.
    expect(chosenInstrumentations().toSorted()).toEqual(run.filter((name) => name !== 'aws-lambda').toSorted());
  },
);
