import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measurement } from './difference.ts';
import { figuresOf, readFigures } from './figures.ts';

function measurement(milliseconds: number): Measurement {
  const process = {
    cpuMilliseconds: milliseconds,
    idleCores: 0.01,
    idleMegabytes: 100,
    loadMegabytes: 200,
    readBytes: 5,
  };
  return {
    inputs: 1_000,
    life: { inputs: 2_000, seconds: 100 },
    processes: { 'core-api': process, 'profile-store': process },
    items: { spans: 20, logRecords: 4, profileSamples: 5 },
    samplesPerSecond: 500,
    otherCores: 0.1,
    series: { 'core-api': 900 },
    stored: { 'jaeger (Badger)': 50_001_000, 'profile-store': 3_000_000 },
  };
}

test('figures are medians of the rounds, without what empty stores take', () => {
  const rounds = [4, 6, 5].map(measurement);
  const { variants, otherCores } = figuresOf({
    rate: 100,
    seconds: 10,
    rounds: 3,
    empty: { 'jaeger (Badger)': 1_000 },
    measured: { one: rounds, sampled: rounds, many: rounds },
  });
  expect(otherCores.max).toBe(0.1);
  expect(variants.one.processes['core-api']?.cpuMilliseconds).toEqual({ median: 5, min: 4, max: 6 });
  expect(variants.one.storedBytes['jaeger (Badger)']?.median).toBe(25_000);
  // Three services sent profiles for 100 s, at 100 inputs a second.
  expect(variants.one.profileBytesPerSecond).toBe(10_000);
  expect(variants.one.profileCores).toBeCloseTo((0.01 + 0.5) / 3, 3);
});

test.each([
  ['{"cores": 2}', 'measuredAt'],
  ['no JSON', 'is not valid JSON'],
])('figures that are %s are refused with what is wrong', (text, fault) => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-capacity-'));
  const file = join(folder.path, 'figures.json');
  writeFileSync(file, text);
  expect(() => readFigures(file)).toThrow(`--figures: expected the last line of a run with --json, in ${file}`);
  expect(() => readFigures(file)).toThrow(fault);
});
