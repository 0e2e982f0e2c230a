import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type DecodedProfile, type DecodedRequest, type DecodedSample, decodeRequest } from '@cortex/test-support';
import { OtlpReceiver } from '@cortex/trace-testing';
import type { Burnt } from './fixtures/burn.ts';

interface Run {
  readonly requests: readonly Burnt[];
  readonly processCpuMilliseconds: number;
  readonly keptArrays: number;
}

const BYTES_PER_ARRAY = 8000;
const BURN = fileURLToPath(new URL('./fixtures/burn.ts', import.meta.url));
const EXIT_LISTENERS = fileURLToPath(new URL('./fixtures/exit-listeners.ts', import.meta.url));

let receiver: OtlpReceiver;
let request: DecodedRequest;
let run: Run;

beforeAll(async () => {
  receiver = await OtlpReceiver.start();
  run = JSON.parse(await runBurn({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url }));
  request = decodeRequest(receiver.received[0]?.body ?? Buffer.of());
}, 120_000);

afterAll(() => receiver[Symbol.asyncDispose]());

describe('profiles of concurrent requests', () => {
  test('go to the profiles path as protobuf, with the resource of the process', () => {
    const [{ path, contentType } = {}, ...others] = receiver.received;
    expect([path, contentType, others]).toEqual(['/v1development/profiles', 'application/x-protobuf', []]);
    expect(request.resource).toMatchObject({
      'service.name': 'burner',
      'process.pid': expect.anything(),
    });
  });

  test('have the types from which the standard series names are derived', () => {
    const types = request.profiles.map(({ type, period }) => [type, period]);
    expect(types).toEqual([
      ['cpu:samples:count', 1],
      ['wall:wall:nanoseconds', 1],
      ['memory:inuse_objects:count', 1024 * 1024],
      ['memory:inuse_space:bytes', 1024 * 1024],
      ['memory:alloc_space:bytes', 1024 * 1024],
    ]);
  });

  test('show what was allocated and kept in memory', () => {
    const [allocated] = request.profiles.filter(({ type }) => type === 'memory:alloc_space:bytes');
    const bytes = (allocated?.samples ?? []).reduce((sum, { value }) => sum + value, 0);
    expect(bytes).toBeGreaterThan(run.keptArrays * BYTES_PER_ARRAY * 0.3);
  });

  test.each([
    ['alpha', 'burnAlpha', 'burnBeta'],
    ['beta', 'burnBeta', 'burnAlpha'],
  ])('attribute to the span of %s its own function %s and not %s', (name, own, other) => {
    const samples = samplesOf(name);
    expect(samples.some(runs(own))).toBe(true);
    expect(samples.some(runs(other))).toBe(false);
  });

  test.each(['alpha', 'beta'])('attribute to the span of %s the CPU time that it used', (name) => {
    const profiled = milliseconds(samplesOf(name));
    const used = requestOf(name).cpuMilliseconds;
    expect(Math.abs(profiled / used - 1)).toBeLessThan(0.25);
  });

  test('add up to the CPU time of the process', () => {
    const profiled = milliseconds(
      cpu().samples.filter(({ stack }) => stack.some(({ file }) => file.endsWith('fixtures/burn.ts'))),
    );
    expect(Math.abs(profiled / run.processCpuMilliseconds - 1)).toBeLessThan(0.15);
  });

  test('name the route, which was known only after the work', () => {
    expect(samplesOf('alpha')[0]?.labels).toEqual({ endpoint: '/alpha' });
  });

  test('name no span for work in an unsampled trace', () => {
    const samples = cpu().samples.filter(runs('burnUnsampled'));
    expect(samples.length).toBeGreaterThan(0);
    expect(samples.every(({ spanId }) => spanId === undefined)).toBe(true);
  });

  test('point at the file, function and line of the TypeScript source', () => {
    const frames = samplesOf('alpha').flatMap(({ stack }) => stack);
    const own = frames.find(({ name }) => name === 'burnAlpha');
    expect(own).toEqual({
      name: 'burnAlpha',
      file: 'telemetry/profiling/src/fixtures/burn.ts',
      line: expect.any(Number),
    });
    expect(own?.line).toBeGreaterThan(1);
  });
});

test('sampled local root spans carry their profile id, others none', () => {
  const [alpha, beta, unsampled] = run.requests;
  expect([alpha?.profileId, beta?.profileId, unsampled?.profileId]).toEqual([alpha?.spanId, beta?.spanId, undefined]);
});

test('nothing is sent when profiles are off', async () => {
  const before = receiver.received.length;
  await runBurn({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, DESTINATION: 'off' });
  expect(receiver.received).toHaveLength(before);
}, 120_000);

test.each([
  ['by itself', '0 1 0'],
  ['by hand', '0 0 0'],
])(
  'the listeners of exit before, during and after profiling that is halted %s: %s',
  async (HALTS, listeners) => {
    const stdout = await runFixture(EXIT_LISTENERS, { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, HALTS });
    expect(stdout).toBe(`${listeners}\n`);
  },
  120_000,
);

function runBurn(env: NodeJS.ProcessEnv): Promise<string> {
  // One export, at the end, however long the work takes.
  return runFixture(BURN, { DESTINATION: 'otlp', INTERVAL: '600000', ...env });
}

async function runFixture(file: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=cortex-source', file], {
    env: { ...inherited, ...env },
  });
  return stdout;
}

function cpu(): DecodedProfile {
  const profile = request.profiles.find(({ type }) => type === 'cpu:samples:count');
  if (!profile) throw new Error('expected a CPU profile in the first request, got none');
  return profile;
}

function requestOf(name: string): Burnt {
  const found = run.requests.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`expected a request ${name}`);
  return found;
}

function samplesOf(name: string): DecodedSample[] {
  const { spanId, traceId } = requestOf(name);
  return cpu().samples.filter((sample) => sample.spanId === spanId && sample.traceId === traceId);
}

function runs(fn: string): (sample: DecodedSample) => boolean {
  return ({ stack }) => stack.some(({ name }) => name === fn);
}

function milliseconds(samples: readonly DecodedSample[]): number {
  return samples.reduce((sum, { value }) => sum + value, 0) / 1e6;
}
