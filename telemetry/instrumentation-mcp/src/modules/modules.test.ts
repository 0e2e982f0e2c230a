import { diag } from '@opentelemetry/api';
import { McpInstrumentation } from '../instrumentation.ts';

afterEach(() => diag.disable());

test.each([
  ['tmcp', 'receive'],
  ['mcp-lite', '_dispatch'],
])('a server of %s whose %s has been renamed causes one warning', (name, method) => {
  const warnings: string[] = [];
  const note = (...args: unknown[]) => warnings.push(args.join(' '));
  diag.setLogger({ error: note, warn: note, info: () => {}, debug: () => {}, verbose: () => {} });
  const definitions = new McpInstrumentation().getModuleDefinitions();
  const exports = { McpServer: class {} };
  expect(definitions.find((definition) => definition.name === name)?.patch?.(exports, '1.0.0')).toBe(exports);
  expect(warnings).toEqual([expect.stringContaining(`no ${method}: messages to servers of ${name} are not traced`)]);
});
