import { type GoPprofOptions, goPprof } from '../testing/go-pprof.ts';
import { startTemporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';

/** What clients of Pyroscope send, and how Pyroscope converts it: https://github.com/grafana/pyroscope/tree/main/pkg/og/convert/pprof */
const HEAP: GoPprofOptions['types'] = [
  ['inuse_objects', 'count'],
  ['inuse_space', 'bytes'],
];
const LOCKS: GoPprofOptions['types'] = [
  ['contentions', 'count'],
  ['delay', 'nanoseconds'],
];
const now = Date.now();

let store: TemporaryStore;

beforeEach(async () => {
  store = await startTemporaryStore();
});
afterEach(() => store.stop());

async function send(profile: GoPprofOptions, sampleTypes?: string): Promise<number> {
  const form = new FormData();
  form.append('profile', new Blob([goPprof(profile)]), 'profile.pprof');
  if (sampleTypes !== undefined) form.append('sample_type_config', new Blob([sampleTypes]), 'sample_type_config.json');
  const query = new URLSearchParams({ name: 'app', from: String(Math.floor(now / 1000)) });
  return (await fetch(`${store.url}/ingest?${query}`, { method: 'POST', body: form })).status;
}

async function ask<Answer>(call: string, body: object): Promise<Answer> {
  return (await store.ask(call, body)).json() as Promise<Answer>;
}

/** Each series, as its type and its own labels. */
async function series(): Promise<string[]> {
  type Answer = { labelsSet: { labels: { name: string; value: string }[] }[] };
  const { labelsSet } = await ask<Answer>('Series', { start: now - 60_000, end: now + 60_000 });
  return labelsSet.map(({ labels }) => {
    const own = labels.filter(({ name }) => !name.startsWith('__') && name !== 'service_name');
    const type = labels.find(({ name }) => name === '__profile_type__')?.value;
    return [type, ...own.map(({ name, value }) => `${name}=${value}`)].join(' ');
  });
}

async function total(profileTypeID: string): Promise<number> {
  const { flamegraph } = await ask<{ flamegraph: { total: string } }>('SelectMergeStacktraces', { profileTypeID });
  return Number(flamegraph.total);
}

const SPACE = 'memory:inuse_space:bytes:inuse_objects:count';

test('numeric labels such as sizes of allocations create no series; text labels do', async () => {
  const samples = Array.from({ length: 50 }, (_, index) => ({
    function: `site${index % 5}`,
    values: [1, 16],
    labels: { bytes: 16 * (index + 1), ...(index === 0 && { pod: 'a' }) },
  }));
  expect(await send({ types: HEAP, samples })).toBe(200);
  const types = ['memory:inuse_objects:count:inuse_objects:count', SPACE];
  expect((await series()).toSorted()).toEqual([...types, ...types.map((type) => `${type} pod=a`)].toSorted());
  expect(await total(SPACE)).toBe(800);
});

test('in a difference of two heaps, allocation sites that shrank are left out and the rest is kept', async () => {
  const samples = [
    { function: 'grew', values: [5, 500] },
    { function: 'shrank', values: [-3, -300] },
  ];
  expect(await send({ types: HEAP, samples })).toBe(200);
  expect(await total(SPACE)).toBe(500);
});

test('block and mutex profiles are separate series; without sample type names they count as mutex', async () => {
  const config = (kind: string) =>
    JSON.stringify({
      contentions: { units: 'lock_samples', 'display-name': `${kind}_count` },
      delay: { units: 'lock_nanoseconds', 'display-name': `${kind}_duration` },
    });
  await send({ types: LOCKS, samples: [{ function: 'wait', values: [1, 7000] }] }, config('block'));
  await send({ types: LOCKS, samples: [{ function: 'lock', values: [1, 10] }] }, config('mutex'));
  await send({
    types: LOCKS,
    samples: [{ function: 'lock', values: [1, 5] }],
    timeNanos: BigInt(now + 1000) * 1_000_000n,
  });
  const delay = (kind: string) => total(`${kind}:delay:nanoseconds:contentions:count`);
  expect([await delay('block'), await delay('mutex')]).toEqual([7000, 15]);
});

test('goroutines and CPU have the same names as in Pyroscope', async () => {
  const samples = [{ function: 'run', values: [1] }];
  await send({ types: [['goroutine', 'count']], samples }, '{"goroutine":{"display-name":"goroutines"}}');
  await send({ types: [['samples', 'count']], samples });
  expect((await series()).toSorted()).toEqual([
    'goroutines:goroutine:count:goroutine:count',
    'process_cpu:samples:count:samples:count',
  ]);
});

test('a time in microseconds, as old clients send it, is ignored', async () => {
  const samples = [{ function: 'slow', values: [1, 10_000_000] }];
  expect(
    await send({
      types: [
        ['samples', 'count'],
        ['cpu', 'nanoseconds'],
      ],
      samples,
      timeNanos: BigInt(now) * 1000n,
    }),
  ).toBe(200);
  expect(await series()).toHaveLength(2);
});

test.each(['{', '[]', '{"delay":7}'])('a sample_type_config of %s is refused', async (config) => {
  expect(await send({ types: LOCKS, samples: [{ function: 'wait', values: [1, 7] }] }, config)).toBe(400);
});
