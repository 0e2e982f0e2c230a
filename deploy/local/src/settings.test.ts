import { join } from 'node:path';
import { readSettings, repository } from './settings.ts';

test('has a default for everything', () => {
  const { home, ports } = readSettings({ CORTEX_JAEGER_PORT: '' });
  expect(home).toBe(join(repository, '.cortex'));
  expect(ports).toMatchObject({ console: 3000, coreApi: 8000, memory: 9000, cognition: 9100, jaeger: 16686 });
});

test('reads ports from variables, and makes the home absolute', () => {
  const { home, ports } = readSettings({ CORTEX_HOME: 'elsewhere', CORTEX_LOGS_PORT: '19428' });
  expect(home).toBe(join(process.cwd(), 'elsewhere'));
  expect(ports.logs).toBe(19428);
});

test('lists every invalid variable', () => {
  const env = { CORTEX_JAEGER_PORT: '-1', CORTEX_LOGS_PORT: '70000', CORTEX_MEMORY_PORT: '8e3' };
  expect(() => readSettings(env)).toThrow(
    [
      'CORTEX_MEMORY_PORT: expected a port from 1 to 65535, got "8e3"',
      'CORTEX_JAEGER_PORT: expected a port from 1 to 65535, got "-1"',
      'CORTEX_LOGS_PORT: expected a port from 1 to 65535, got "70000"',
    ].join('\n'),
  );
});

test('refuses the same port for two listeners and names both variables', () => {
  expect(() => readSettings({ CORTEX_MEMORY_PORT: '8000' })).toThrow(
    'Port 8000 is set more than once: give CORTEX_CORE_API_PORT and CORTEX_MEMORY_PORT different values.',
  );
});

test('accepts only an http or https URL for Pyroscope', () => {
  expect(readSettings({ PYROSCOPE_URL: 'https://profiles.test/' }).pyroscopeUrl).toBe('https://profiles.test');
  for (const url of ['profiles.test', 'ftp://profiles.test']) {
    expect(() => readSettings({ PYROSCOPE_URL: url })).toThrow(
      `PYROSCOPE_URL: expected an http or https URL, got a value of ${url.length} characters that is not one`,
    );
  }
});

test.each([
  ['CORTEX_SAMPLING_WAIT', '15', 'a time with its unit, such as 15s'],
  ['CORTEX_SAMPLING_WAIT', '-5s', 'a time with its unit, such as 15s'],
  ['CORTEX_SAMPLING_PERCENTAGE', '1000', 'a number from 0 to 100'],
  ['CORTEX_SAMPLING_PERCENTAGE', '10%', 'a number from 0 to 100'],
])('%s: refuses %s', (variable, value, expected) => {
  expect(() => readSettings({ [variable]: value })).toThrow(`${variable}: expected ${expected}, got "${value}"`);
});

test('traces are kept for a week, or for whole hours', () => {
  expect(readSettings({ CORTEX_JAEGER_RETENTION: '' }).traceRetentionHours).toBe(168);
  expect(readSettings({ CORTEX_JAEGER_RETENTION: '720h' }).traceRetentionHours).toBe(720);
  for (const retention of ['720', '30d', '0h', '-1h', '1h30m'])
    expect(() => readSettings({ CORTEX_JAEGER_RETENTION: retention })).toThrow(
      `CORTEX_JAEGER_RETENTION: expected whole hours, from 1h to 99999h, got "${retention}"`,
    );
});

test('accepts times and percentages that the gateways understand', () => {
  for (const wait of ['', '500ms', '15s', '1m30s', '0.5s']) readSettings({ CORTEX_SAMPLING_WAIT: wait });
  for (const percentage of ['', '0', '0.1', '100']) readSettings({ CORTEX_SAMPLING_PERCENTAGE: percentage });
});
