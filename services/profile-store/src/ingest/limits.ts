/**
 * The limits of one delivery, counted before anything is created from it: a few bytes can expand to gigabytes, by compression or by repeated references.
 * An ordinary profile of a minute has some thousands of each. docs/limits.md lists the limits.
 */
export const MOST = {
  /** Messages and strings of the protobuf, each of which becomes an object. */
  messages: 500_000,
  /** Numbers, such as the ids of a stack's locations. */
  numbers: 4_000_000,
  /** Sample types of one pprof, each of which makes a profile of all samples. */
  sampleTypes: 32,
  /** Profiles: one for each type and set of labels. */
  profiles: 5_000,
  /** Samples of all profiles together. */
  samples: 1_000_000,
  /** Frames of all distinct stacks together. */
  frames: 1_000_000,
  /** Characters of all distinct frames, labels and links together. */
  characters: 64 * 1024 ** 2,
  /** Labels of one profile. */
  labels: 100,
} as const;

/** The depth to which Pyroscope keeps stacks by default. */
export const MAX_FRAMES = 1000;

/** Pyroscope's default limit on the value of a label. */
export const LONGEST_LABEL = 2048;

/** The longest name of a function or file: C++ templates and bundles have long ones. */
export const LONGEST_NAME = 4096;
