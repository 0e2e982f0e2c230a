import { contextFrom } from './context.ts';

test('keeps the same backend clients, with what they remember, until the environment names others', () => {
  let env: NodeJS.ProcessEnv = {};
  const context = contextFrom(() => env);
  const first = context().backends;
  env = { ...env };
  expect(context().backends).toBe(first);
  env = { CORTEX_CONSOLE_JAEGER_URL: 'http://127.0.0.1:9' };
  const second = context().backends;
  expect(second.jaeger.url).toBe('http://127.0.0.1:9');
  expect(context().backends).toBe(second);
});
