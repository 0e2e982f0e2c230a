import { BenchService } from './bench-service.ts';
import { type Spread, slope } from './statistics.ts';

const WINDOW_MILLISECONDS = 1000;
const MILLISECONDS_PER_HOUR = 3_600_000;

export interface Memory {
  /** Growth with profiling minus growth without. */
  readonly growthMegabytesPerHour: Spread;
  readonly profiledMegabytes: number;
  readonly plainMegabytes: number;
}

interface Look {
  readonly hours: number;
  readonly profiled: number;
  readonly plain: number;
}

/** The resident memory of two services under load in turns, one with profiles and one without. The first third, in which both settle, does not count. */
export async function measureMemory(collector: string, milliseconds: number): Promise<Memory> {
  const [profiled, plain] = [await BenchService.start('otlp', collector), await BenchService.start('off', collector)];
  const looks: Look[] = [];
  const start = performance.now();
  for (let now = start; now < start + milliseconds || looks.length < 3; now = performance.now()) {
    for (const service of [profiled, plain]) await service.load(WINDOW_MILLISECONDS);
    const hours = now / MILLISECONDS_PER_HOUR;
    const look = { hours, profiled: await profiled.memoryMegabytes(), plain: await plain.memoryMegabytes() };
    if (now >= start + milliseconds / 3) looks.push(look);
  }
  await Promise.all([profiled.stop(), plain.stop()]);
  const last = looks.at(-1);
  return {
    growthMegabytesPerHour: slope(looks.map((look) => [look.hours, look.profiled - look.plain] as const)),
    profiledMegabytes: last?.profiled ?? Number.NaN,
    plainMegabytes: last?.plain ?? Number.NaN,
  };
}
