import { buildFlameGraph } from '../query/flame-graph.ts';
import type { ProfileReader, Selection, SpanSelection } from '../query/profile-reader.ts';
import type { Frame } from '../store/profile.ts';
import type { ProfileType } from '../store/profile-type.ts';

/** More nodes would be narrower than a pixel. */
const MAX_NODES = 16_384;

/** Memory in use is a state: over a range it is the mean of its profiles, whereas times and allocations are summed. */
const STATE = /^inuse_|^goroutine/;

/** The data of a page: a flame graph of functions, each with its place in the code. */
export interface PageProfile {
  /** The function of each name index, with `file:line` or an empty place. */
  functions: Array<{ name: string; place: string }>;
  /** Quads `[x offset delta, total, self, name index]` by depth. */
  levels: number[][];
  /** `nanoseconds`, `bytes` or `count`. */
  unit: string;
  /** E.g. `cpu`, `inuse_space`. */
  sampleType: string;
  /** Milliseconds since the epoch. */
  start: number;
  end: number;
  /** The number of merged profiles. */
  profiles: number;
  /** Whether values are the mean of the profiles, not the sum. */
  isMean: boolean;
}

export interface PageProfileOptions {
  type: ProfileType;
  selection: Selection;
  spans: SpanSelection;
  /** Sums states as well, for a range with one profile of each process. */
  isSum?: boolean;
}

export function readPageProfile(
  reader: ProfileReader,
  { type, selection, spans, isSum = false }: PageProfileOptions,
): PageProfile {
  const series = reader.series(selection);
  const times = new Set(reader.profileTotals(series, selection).map(({ timeMilliseconds }) => timeMilliseconds));
  const isMean = !isSum && STATE.test(type.sampleType) && times.size > 1;
  const divisor = isMean ? times.size : 1;
  const stacks = reader.stackTotals(series, selection, spans).map(({ stack, value }) => ({
    stack,
    value: Math.round(value / divisor),
  }));
  const { names, levels } = buildFlameGraph(stacks, { maxNodes: MAX_NODES, nameOf: nameWithPlace });
  return {
    functions: names.map(readName),
    levels,
    unit: type.sampleUnit,
    sampleType: type.sampleType,
    start: selection.start,
    end: selection.end,
    profiles: times.size,
    isMean,
  };
}

const nameWithPlace = (frame: Frame): string => `${frame.function}\0${placeOf(frame)}`;

const placeOf = ({ file, line }: Frame): string => (line > 0 && file !== '' ? `${file}:${line}` : file);

function readName(key: string): { name: string; place: string } {
  const [name = '', place = ''] = key.split('\0');
  return { name, place };
}
