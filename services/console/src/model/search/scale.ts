/** Maps values to positions on an axis. */
export interface Scale {
  at(value: number): number;
  /** The value at a position, clamped to the axis. */
  of(position: number): number;
  /** Round values to label. */
  ticks: number[];
}

export type Ends = readonly [from: number, to: number];

const MOST_TICKS = 8;
const SECOND = 1000;
const [MINUTE, HOUR, DAY] = [60 * SECOND, 3600 * SECOND, 86_400 * SECOND];
const TIME_STEPS = [1, 2, 5, 10, 15, 30]
  .map((seconds) => seconds * SECOND)
  .concat([1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE))
  .concat(
    [1, 2, 3, 6, 12].map((hours) => hours * HOUR),
    DAY,
  );
/** Shorter durations cannot be distinguished, and zero has no logarithm. */
const LEAST_MILLISECONDS = 0.01;

/** An axis of time in milliseconds since the epoch. */
export function timeScale(values: Ends, positions: Ends): Scale {
  const [begin, end] = apart(values);
  const step = TIME_STEPS.find((one) => (end - begin) / one <= MOST_TICKS) ?? DAY;
  const first = Math.ceil(begin / step) * step;
  const count = Math.max(0, Math.min(MOST_TICKS + 1, Math.floor((end - first) / step) + 1));
  const line = straight([begin, end], positions);
  return { ...line, ticks: Array.from({ length: count }, (_, index) => first + index * step) };
}

/** A logarithmic axis of durations in milliseconds, with some room at both ends. */
export function durationScale([least, most]: Ends, positions: Ends): Scale {
  const ends = [Math.max(LEAST_MILLISECONDS, least) / 1.3, Math.max(LEAST_MILLISECONDS, most) * 1.3] as const;
  const line = straight([Math.log10(ends[0]), Math.log10(ends[1])], positions);
  return {
    at: (value) => line.at(Math.log10(Math.max(LEAST_MILLISECONDS, value))),
    of: (position) => 10 ** line.of(position),
    ticks: roundWithin(ends),
  };
}

function roundWithin([least, most]: Ends): number[] {
  const decades = Array.from(
    { length: Math.ceil(Math.log10(most)) - Math.floor(Math.log10(least)) + 1 },
    (_, index) => 10 ** (Math.floor(Math.log10(least)) + index),
  );
  const within = (factors: number[]) =>
    decades
      .flatMap((decade) => factors.map((factor) => Number((decade * factor).toPrecision(1))))
      .filter((value) => value >= least && value <= most);
  const fine = within([1, 2, 5]);
  return fine.length <= MOST_TICKS ? fine : within([1]);
}

function straight([low, high]: Ends, [from, to]: Ends): Omit<Scale, 'ticks'> {
  return {
    at: (value) => from + ((value - low) / (high - low)) * (to - from),
    of: (position) => low + Math.min(1, Math.max(0, (position - from) / (to - from))) * (high - low),
  };
}

const apart = ([begin, end]: Ends): Ends => (end > begin ? [begin, end] : [begin, begin + 1]);
