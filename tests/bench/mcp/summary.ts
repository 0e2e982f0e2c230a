interface Range {
  min: number;
  max: number;
}

interface Figures {
  ratios: Record<string, number>;
  spread: Record<string, Range>;
  /** Ours with the spans encoded as OTLP protobuf. */
  withSerialization: { ratio: number; spread: Range };
}

const SERIALIZED = 'ours+otlp';

/** @param rounds CPU microseconds per call of each variant, by round; a ratio compares within its round */
export function summarize(rounds: readonly Record<string, number>[], variants: readonly string[]) {
  const ratios = new Map(variants.map((variant) => [variant, ratiosOf(rounds, variant)]));
  const lines = variants.map((variant) => line(variant, rounds, ratios.get(variant) ?? []));
  return { json: figures(ratios), text: ['variant      CPU/call      ratio (spread)', ...lines].join('\n') };
}

function figures(ratios: Map<string, number[]>): Figures {
  const compared = [...ratios].filter(([variant]) => variant !== SERIALIZED);
  const serialized = ratios.get(SERIALIZED) ?? [];
  return {
    ratios: Object.fromEntries(compared.map(([variant, all]) => [variant, round(median(all))])),
    spread: Object.fromEntries(compared.map(([variant, all]) => [variant, range(all)])),
    withSerialization: { ratio: round(median(serialized)), spread: range(serialized) },
  };
}

function ratiosOf(rounds: readonly Record<string, number>[], variant: string): number[] {
  return rounds.map((microseconds) => (microseconds[variant] ?? Number.NaN) / (microseconds.none ?? Number.NaN));
}

function line(variant: string, rounds: readonly Record<string, number>[], ratios: number[]): string {
  const cost = median(rounds.map((microseconds) => microseconds[variant] ?? Number.NaN)).toFixed(1);
  const { min, max } = range(ratios);
  return `${variant.padEnd(10)} ${cost.padStart(7)} µs ${median(ratios).toFixed(2).padStart(9)} (${min}-${max})`;
}

function range(values: readonly number[]): Range {
  return { min: round(Math.min(...values)), max: round(Math.max(...values)) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
