import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isSecret } from '@cortex/telemetry/redaction';
import { createLogger, type Logger } from './create-logger.ts';

class Login {
  readonly #password: string;

  constructor(password: string) {
    this.#password = password;
  }

  toJSON(): object {
    return { at: new Date(0), password: this.#password };
  }
}

const SECRET = 'hunter2';
const failure = Object.assign(new TypeError('refused'), {
  token: SECRET,
  request: { cookie: SECRET },
  cause: Object.assign(new Error('why'), { secret: SECRET }),
});

function saying(logger: Logger, bindings: object): Logger {
  logger.setBindings(bindings);
  return logger;
}

function linesOf(log: (logger: Logger) => void): string {
  const lines: string[] = [];
  log(createLogger('test', 'info', { write: (line) => lines.push(line) }));
  return lines.join('');
}

const logs: [string, (logger: Logger) => void][] = [
  ['a field', (logger) => logger.info({ password: SECRET }, 'login')],
  ['a field that is an object', (logger) => logger.info({ token: { value: SECRET } }, 'login')],
  ['fields of a field', (logger) => logger.info({ body: { password: SECRET, username: SECRET } }, 'login')],
  ['fields three levels below', (logger) => logger.info({ a: { req: { headers: { cookie: SECRET } } } }, 'login')],
  ['both', (logger) => logger.info({ user: { email: SECRET }, access_token: SECRET }, 'login')],
  ['fields in an array', (logger) => logger.info({ users: [{ email: SECRET }, { id: 1 }] }, 'login')],
  ['the result of toJSON', (logger) => logger.info({ by: { of: new Login(SECRET) } }, 'login')],
  ['a context without a message', (logger) => logger.info({ secret: SECRET })],
  ['an error', (logger) => logger.error(failure)],
  ['an error as a field', (logger) => logger.error({ err: failure, cookie: SECRET }, 'login')],
  ['an error under another name', (logger) => logger.error({ error: failure }, 'login')],
  [
    'errors below an error',
    (logger) => logger.error({ err: new AggregateError([Object.assign(new Error('no'), { token: SECRET })]) }, 'login'),
  ],
  ['an interpolated object', (logger) => logger.info('login %o', { password: SECRET })],
  ['a second interpolated object', (logger) => logger.info({}, 'login %s %j', 'x', { body: { password: SECRET } })],
  [
    'the bindings of a child logger',
    (logger) => logger.child({ token: SECRET, user: { email: SECRET } }).info('login'),
  ],
  [
    'the bindings of a child of a child',
    (logger) => logger.child({}).child({ token: SECRET }).info({ email: SECRET }, 'login'),
  ],
  ['the bindings set on a logger later', (logger) => saying(logger, { token: SECRET }).info('login')],
];

test.each(logs)('%s is logged without credentials', (_, log) => {
  expect(linesOf(log)).toContain('[redacted]');
  expect(linesOf(log)).not.toContain(SECRET);
});

/** Shared with the Collector's own test. */
const CORPUS = new URL('../../../../collector/components/redact/testdata/secrets.json', import.meta.url);
const corpus = JSON.parse(readFileSync(CORPUS, 'utf8')) as { key: string; value: unknown; secret: string }[];

const hasFields = (value: unknown) => typeof value === 'object' && JSON.stringify(value).includes('{');

test('fields that the Collector takes for credentials by their name are not logged', () => {
  const named = corpus.filter(({ key, value }) => isSecret(key, value) || hasFields(value));
  expect(named.length).toBeGreaterThan(80);
  for (const { key, value, secret } of named)
    expect(linesOf((logger) => logger.info({ [key]: value }, 'login'))).not.toContain(secret);
});

test('everything else is logged unchanged, and is not modified', () => {
  const context = { n: 1, list: [1, { a: null }], at: new Date(0), user: { id: 7, email: SECRET } };
  const line = JSON.parse(linesOf((logger) => logger.warn({ ...context, err: failure }, 'login')));
  expect(line).toMatchObject({
    name: 'test',
    level: 40,
    msg: 'login',
    n: 1,
    list: [1, { a: null }],
    at: '1970-01-01T00:00:00.000Z',
    user: { id: 7, email: '[redacted]' },
    err: { type: 'TypeError', message: 'refused: why', stack: expect.stringContaining('create-logger.test') },
  });
  expect(context.user.email).toBe(SECRET);
  expect(failure.token).toBe(SECRET);
});

const broken = {
  toJSON() {
    throw new Error('broken');
  },
};

test.each<[string, (logger: Logger) => void]>([
  ['a field', (logger) => logger.info({ broken, token: SECRET }, 'login')],
  ['a field of a field', (logger) => logger.info({ of: { broken, token: SECRET } }, 'login')],
  ['an interpolated object', (logger) => logger.info('login %s', broken)],
  ['a binding of a child', (logger) => logger.child({ broken }).info('login')],
  ['an error', (logger) => logger.error(Object.assign(new Error('no'), { broken, token: SECRET }), 'login')],
])('a line is logged although %s cannot be converted to JSON', (_, log) => {
  expect(linesOf(log)).toMatch(/"msg":"login/);
  expect(linesOf(log)).not.toContain(SECRET);
});

test('an object that is a text in JSON is logged without its fields', () => {
  const line = JSON.parse(linesOf((logger) => logger.info(new URL('http://localhost'), 'login')));
  expect(line).toEqual({
    name: 'test',
    level: 30,
    msg: 'login',
    time: line.time,
    pid: process.pid,
    hostname: line.hostname,
  });
});

test('an object that refers to itself is logged', () => {
  const circular: Record<string, unknown> = { token: SECRET };
  circular.self = circular;
  expect(linesOf((logger) => logger.info({ circular }, 'login'))).toContain('"msg":"login"');
});

/** Loads packages of this repository from their sources, so that no build is needed. */
const FLAGS = ['--conditions=cortex-source', '--input-type=module'];
const LOGS_AND_GOES_ON = `
  import { setTimeout as pause } from 'node:timers/promises';
  const { createLogger } = await import(process.argv[1]);
  const logger = createLogger('test', 'info');
  for (let line = 0; line < 20; line++) {
    logger.info('a line');
    await pause(5);
  }
  console.error('alive');`;

test('a process survives a log that cannot be written, as on a full disk', () => {
  const full = openSync('/dev/full', 'w');
  const module = fileURLToPath(new URL('create-logger.ts', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [...FLAGS, '-e', LOGS_AND_GOES_ON, module], {
    stdio: ['ignore', full, 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
    encoding: 'utf8',
    timeout: 60_000,
  });
  closeSync(full);
  expect({ status, stderr }).toEqual({ status: 0, stderr: 'alive\n' });
});
