import { appendFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '@cortex/local/testing';
import { isAlive } from '@cortex/runtime/testing';
import { eventually, OtlpReceiver, traceMatchers } from '@cortex/trace-testing';
import { receivedTraces, traceWith } from '../run/received-traces.ts';
import { describeWhole } from '../run/scope.ts';
import { runStranger, Stranger } from '../run/stranger.ts';
import { SetUpProject } from './set-up-project.ts';

expect.extend(traceMatchers);

const REGISTER = ['--import', '@cortex/telemetry/register'];
const NOBODY = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
const CALL = {
  name: 'tools/call echo',
  kind: 'CLIENT' as const,
  children: [{ name: 'tools/call echo', kind: 'SERVER' as const }],
};

const envFor = ({ url }: OtlpReceiver) => ({ OTEL_SERVICE_NAME: 'app', OTEL_EXPORTER_OTLP_ENDPOINT: url });

describeWhole('Telemetry beside common libraries', () => {
  let project: SetUpProject;

  beforeAll(async () => {
    project = await SetUpProject.install('libraries');
  });

  afterAll(() => project[Symbol.asyncDispose]());

  describe.each(['SIGTERM', 'SIGINT'] as const)('at %s', (signal) => {
    test.each([
      'nothing',
      'signal-exit 4',
      'signal-exit 3',
      'proper-lockfile',
      'ora',
      'exit-hook',
      'a server that closes',
    ])('a program with %s ends as it does without telemetry', async (library) => {
      async function end(preload: readonly string[]) {
        const args = [...preload, 'signalled.mjs', library];
        await using program = new Stranger({ cwd: project.folder, args, env: NOBODY });
        await program.firstLine;
        await program.stop(signal);
        return { exit: await program.exit, stdout: program.stdout };
      }

      expect(await end(REGISTER)).toEqual(await end([]));
    });

    test('a program that tsx runs ends as it does without telemetry, and so does tsx', async () => {
      async function end(options: readonly string[]) {
        const [port] = await freePorts(1);
        const args = [join(project.cached, 'node_modules/tsx/dist/cli.mjs'), 'listening.mjs'];
        const env = { ...NOBODY, PORT: String(port), NODE_OPTIONS: options.join(' ') };
        await using tsx = new Stranger({ cwd: project.folder, args, env });
        await tsx.firstLine;
        await tsx.stop(signal);
        const pid = Number(/listening (\d+)/.exec(tsx.stdout)?.[1]);
        await eventually(() => !isAlive(pid), { what: `the end of ${pid}` });
        return tsx.exit;
      }

      expect(await end(REGISTER)).toEqual(await end([]));
    });
  });

  test.each(['--import', '--require'])(
    'telemetry from copies of the API arrives, in one trace (%s)',
    async (preload) => {
      await using receiver = await OtlpReceiver.start();
      const args = [preload, '@cortex/telemetry/register', 'copies.cjs'];
      await runStranger({ cwd: project.folder, args, env: envFor(receiver) });
      const line = {
        name: 'own',
        children: [{ name: 'older', children: [{ name: 'oldest', children: [{ name: 'own again' }] }] }],
      };
      const [trace] = receivedTraces(receiver);
      expect(trace).toEqualTrace(line);
      expect(receiver.logs).toMatchObject([{ body: { stringValue: 'done' }, traceId: trace?.spans[0]?.traceId }]);
      expect(receiver.metrics.map(({ name }) => name)).toContain('work.done');
    },
  );

  test('lines of winston have the trace of their request, and become log records; routes of Express name spans', async () => {
    await using receiver = await OtlpReceiver.start();
    const env = { ...envFor(receiver), OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,express,winston' };
    const { stdout } = await runStranger({ cwd: project.folder, args: [...REGISTER, 'winston.mjs'], env });
    const { traceId } = traceWith(receiver, { name: 'GET /items/:id', service: 'app' });
    expect(JSON.parse(stdout)).toMatchObject({ message: 'asked for', trace_id: traceId });
    expect(receiver.logs).toMatchObject([{ body: { stringValue: 'asked for' }, traceId }]);
  });

  test.each([
    ['mts', ['--import', 'tsx', ...REGISTER]],
    ['mts', [...REGISTER, '--import', 'tsx']],
    ['cts', ['--import', 'tsx', ...REGISTER]],
    ['cts', [...REGISTER, '--import', 'tsx']],
    ['cts', ['--require', 'tsx/cjs', '--require', '@cortex/telemetry/register']],
  ])('a .%s file that tsx loads is traced (%j)', async (extension, preload) => {
    const file = `typed.${extension}`;
    if (extension === 'cts') copyFileSync(join(project.folder, 'typed.mts'), join(project.folder, file));
    await using receiver = await OtlpReceiver.start();
    const { stderr } = await runStranger({ cwd: project.folder, args: [...preload, file], env: envFor(receiver) });
    expect(stderr).toBe('');
    const trace = traceWith(receiver, { name: CALL.name, service: 'app' });
    expect(trace).toEqualTrace(CALL);
    expect(receiver.logs).toMatchObject([{ body: { stringValue: 'in the tool' }, traceId: trace.traceId }]);
  });

  test.each([
    ['nodemon', ['node_modules/nodemon/bin/nodemon.js', '--watch', 'watched-by-nodemon.mjs']],
    ['tsx watch', ['node_modules/tsx/dist/cli.mjs', 'watch']],
    ['node --watch', ['--watch']],
  ])('%s restarts a program, and ends it', async (watcher, [file, ...args]) => {
    const program = `watched-by-${watcher.replaceAll(' ', '-')}.mjs`;
    copyFileSync(join(project.folder, 'listening.mjs'), join(project.folder, program));
    const [port] = await freePorts(1);
    const env = { ...NOBODY, PORT: String(port), NODE_OPTIONS: REGISTER.join(' ') };
    const command = [file?.startsWith('node_modules') ? join(project.cached, file) : String(file), ...args, program];
    await using watching = new Stranger({ cwd: project.folder, args: command, env });
    const pids = () => [...watching.stdout.matchAll(/listening (\d+)/g)].map(([, pid]) => Number(pid));
    await eventually(() => pids().length === 1, { what: `the program; it wrote: ${watching.stderr}` });
    await eventually(
      () => {
        if (pids().length > 1) return true;
        // A watcher may begin to watch after its program has begun to listen.
        appendFileSync(join(project.folder, program), '// changed\n');
        return false;
      },
      { what: 'the program to start again', intervalMilliseconds: 3000, timeoutMilliseconds: 60_000 },
    );
    await watching.stop();
    await eventually(() => !pids().some(isAlive), { what: `the end of ${pids()}` });
    expect(watching.stderr).not.toContain('EADDRINUSE');
  });

  test.each([
    ['before', REGISTER],
    ['after', []],
  ])('dd-trace has its spans and telemetry has its own, loaded %s it', async (order, preload) => {
    await using receiver = await OtlpReceiver.start();
    const datadog = {
      DD_TRACE_STARTUP_LOGS: 'false',
      // Without spans of its own requests.
      OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'pino',
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json',
    };
    const args = [...preload, 'datadog.mjs', order];
    await runStranger({ cwd: project.folder, args, env: { ...envFor(receiver), ...datadog } });
    expect(traceWith(receiver, { name: CALL.name, service: 'app' })).toEqualTrace(CALL);
    expect(traceWith(receiver, { name: 'by the API', service: 'app' })).toEqualTrace({ name: 'by the API' });
    expect(receiver.spans.filter(({ name }) => name === 'by dd-trace')).toHaveLength(1);
  });

  test('the matchers of @cortex/trace-testing work in Vitest', async () => {
    const args = [join(project.cached, 'node_modules/vitest/vitest.mjs'), 'run', '--root', 'vitest'];
    const { stdout } = await runStranger({ cwd: project.folder, args, env: { NO_COLOR: '1' } });
    expect(stdout).toMatch(/Tests +1 passed \(1\)/);
  });

  test.each(['first', 'last'])(
    'third-party instrumentations do not change either side of a call, ours %s',
    async (OURS) => {
      await using receiver = await OtlpReceiver.start();
      const env = {
        ...envFor(receiver),
        OURS,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
        OTEL_NODE_RESOURCE_DETECTORS: 'env',
      };
      await runStranger({ cwd: project.folder, args: ['--import', './beside.mjs', 'talk.mjs'], env });
      const { spans } = traceWith(receiver, { name: CALL.name, service: 'app' });
      const [client, server] = ['CLIENT', 'SERVER'].map((kind) =>
        spans.find((span) => span.name === CALL.name && span.kind === kind),
      );
      expect(server?.parentSpanId).toBe(client?.spanId);
    },
  );
});
