import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempDisposableSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBackends } from '../backends/index.ts';
import { freePort } from '../testing/free-ports.ts';
import { BUILD_MILLISECONDS, SingleBackend } from '../testing/single-backend.ts';
import { asideDirectory, setAside } from './set-aside.ts';

const START_MILLISECONDS = 120_000;
const NOISE = Buffer.from('no database '.repeat(20));
const BLOCK = '01KBK3Z0000000000000000000';

let backend: SingleBackend;

beforeAll(() => ensureBackends(), BUILD_MILLISECONDS);

const found = (pattern: string) => globSync(backend.stored(pattern))[0] ?? `no file matches ${pattern}`;
const spoil = (pattern: string) => writeFileSync(found(pattern), NOISE);

function create(path: string, content: Uint8Array | string = NOISE): string {
  writeFileSync(backend.stored(path), content);
  return backend.stored(path);
}

/** Creates a block whose index Prometheus cannot read. */
function createBlock(): void {
  mkdirSync(backend.stored(`prometheus/${BLOCK}/chunks`), { recursive: true });
  create(`prometheus/${BLOCK}/meta.json`, JSON.stringify({ ulid: BLOCK, minTime: 0, maxTime: 1, version: 1 }));
  create(`prometheus/${BLOCK}/index`);
}

async function writeLines(): Promise<void> {
  const line = JSON.stringify({ _msg: 'a line', _time: new Date().toISOString(), service: 'test' });
  const url = `http://127.0.0.1:${backend.settings.ports.logs}/insert/jsonline?_stream_fields=service`;
  expect((await fetch(url, { method: 'POST', body: line })).status).toBe(200);
}

type Damage = [what: string, damage: () => void, done: RegExp];

const DAMAGES: Record<string, Damage[]> = {
  jaeger: [
    ['an empty log of recent spans', () => create('jaeger/keys/00001.mem', ''), /found the file 1 empty/],
    [
      'noise in a log of recent spans',
      () => create('jaeger/keys/00001.mem'),
      /set aside jaeger\/keys\/00001.mem \(4.0 KiB\)/,
    ],
    ['an empty log of values', () => truncateSync(found('jaeger/values/*.vlog')), /found the file 00000\d.vlog empty/],
    ['noise in a log of values', () => spoil('jaeger/values/*.vlog'), /set aside jaeger\/values\/00000\d.vlog/],
    ['noise in the key registry', () => spoil('jaeger/keys/KEYREGISTRY'), /set aside jaeger\/keys\/KEYREGISTRY/],
    ['noise in the manifest', () => spoil('jaeger/keys/MANIFEST'), /set aside jaeger \(/],
  ],
  logs: [
    [
      'noise in a part',
      () => spoil('logs/partitions/*/datadb/*/column_names.bin'),
      /set aside logs\/partitions\/\d+\/datadb\/\w+ \(/,
    ],
    [
      'a missing part',
      () => rmSync(found('logs/partitions/*/datadb/????????????????'), { recursive: true }),
      /goes on without its part \d+\/datadb\/\w+, which is missing/,
    ],
    [
      'a truncated list of parts',
      () => truncateSync(found('logs/partitions/*/datadb/parts.json'), 5),
      /set aside logs\/partitions\/\d+ \(/,
    ],
    [
      'noise in an index',
      () => spoil('logs/partitions/*/indexdb/*/metadata.json'),
      /set aside logs\/partitions\/\d+ \(/,
    ],
  ],
  prometheus: [['noise in a block', createBlock, new RegExp(`set aside prometheus/${BLOCK} `)]],
  alertmanager: [
    ['noise in the silences', () => create('alertmanager/silences'), /set aside alertmanager\/silences/],
    ['noise in the notification log', () => create('alertmanager/nflog'), /set aside alertmanager\/nflog/],
  ],
  'profile-store': [['noise in its file', () => spoil('profiles/profiles.db'), /set aside profiles\/profiles.db/]],
};

describe.each(Object.keys(DAMAGES))('%s', (store) => {
  beforeAll(async () => {
    backend = await SingleBackend.start(store);
  }, START_MILLISECONDS);
  afterAll(() => backend[Symbol.asyncDispose]());

  test.each(DAMAGES[store] ?? [])(
    'starts despite %s, and says so',
    async (_, damage, done) => {
      if (store === 'logs') await writeLines();
      await backend.stop();
      damage();
      await backend.start();
      expect(backend.said).toEqual([expect.stringMatching(done)]);
      expect(backend.said[0]).toMatch(new RegExp(`^${store} could not open its store: .* Starting it again$`));
    },
    START_MILLISECONDS,
  );
});

test(
  'an Elasticsearch that is away is no damage to the traces of this machine',
  async () => {
    await using jaeger = await SingleBackend.start('jaeger');
    await jaeger.stop();
    const elasticsearchUrl = `http://127.0.0.1:${await freePort()}`;
    await expect(jaeger.start({ elasticsearchUrl })).rejects.toThrow('connection refused');
    expect(jaeger.said.join('\n')).not.toContain('set aside');
    expect(existsSync(jaeger.stored('jaeger/keys/MANIFEST'))).toBe(true);
  },
  START_MILLISECONDS,
);

test('keeps only what was set aside most recently', () => {
  using directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const aside = asideDirectory(directory.path);
  const days = ['01', '02', '03', '04', '05', '06', '07'];
  for (const day of days) mkdirSync(join(aside, `202601${day}T000000.000Z`), { recursive: true });
  writeFileSync(join(directory.path, 'newest'), NOISE);
  setAside(directory.path, [join(directory.path, 'newest')]);
  const kept = [...days.slice(3).map((day) => `202601${day}`), expect.any(String)];
  expect(readdirSync(aside).map((name) => name.slice(0, 8))).toEqual(kept);
});
