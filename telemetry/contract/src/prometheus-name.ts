const UNITS: ReadonlyMap<string, string> = new Map([
  ['d', 'days'],
  ['h', 'hours'],
  ['min', 'minutes'],
  ['s', 'seconds'],
  ['ms', 'milliseconds'],
  ['us', 'microseconds'],
  ['ns', 'nanoseconds'],
  ['By', 'bytes'],
  ['KiBy', 'kibibytes'],
  ['MiBy', 'mebibytes'],
  ['GiBy', 'gibibytes'],
  ['TiBy', 'tibibytes'],
  ['KBy', 'kilobytes'],
  ['MBy', 'megabytes'],
  ['GBy', 'gigabytes'],
  ['TBy', 'terabytes'],
  ['m', 'meters'],
  ['V', 'volts'],
  ['A', 'amperes'],
  ['J', 'joules'],
  ['W', 'watts'],
  ['g', 'grams'],
  ['Cel', 'celsius'],
  ['Hz', 'hertz'],
  ['1', ''],
  ['%', 'percent'],
]);

const PER_UNITS: ReadonlyMap<string, string> = new Map([
  ['s', 'second'],
  ['m', 'minute'],
  ['h', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
  ['mo', 'month'],
  ['y', 'year'],
]);

export interface NamedMetric {
  readonly name: string;
  /** UCUM unit. */
  readonly unit: string;
  readonly kind: 'counter' | 'gauge' | 'other';
}

/**
 * The name under which Prometheus stores a metric that it receives over OTLP with its default translation
 * (UnderscoreEscapingWithSuffixes, https://github.com/prometheus/otlptranslator/blob/v1.0.0/metric_namer.go).
 */
export function prometheusName({ name, unit, kind }: NamedMetric): string {
  const tokens = name.split(/[^A-Za-z0-9:]+/).filter((token) => token !== '');
  const suffixes = unitSuffixes(unit).filter((suffix) => suffix !== '' && !tokens.includes(suffix));
  const joined = withKind([...tokens, ...suffixes], { unit, kind }).join('_');
  return /^\d/.test(joined) ? `_${joined}` : joined;
}

function withKind(tokens: string[], { unit, kind }: Omit<NamedMetric, 'name'>): string[] {
  if (kind === 'counter') return atEnd(tokens, 'total');
  return kind === 'gauge' && unit === '1' ? atEnd(tokens, 'ratio') : tokens;
}

function atEnd(tokens: string[], word: string): string[] {
  return [...tokens.filter((token) => token !== word), word];
}

function unitSuffixes(unit: string): string[] {
  const slash = unit.indexOf('/');
  const [main, per] = slash === -1 ? [unit, ''] : [unit.slice(0, slash), unit.slice(slash + 1)];
  const perSuffix = suffixOf(per, PER_UNITS);
  return [suffixOf(main, UNITS), perSuffix === '' ? '' : `per_${perSuffix}`];
}

function suffixOf(unit: string, names: ReadonlyMap<string, string>): string {
  const trimmed = unit.trim();
  if (/[{}]/.test(trimmed)) return '';
  return (names.get(trimmed) ?? trimmed).replace(/[^A-Za-z0-9:]+/g, '_').replace(/^_|_$/g, '');
}
