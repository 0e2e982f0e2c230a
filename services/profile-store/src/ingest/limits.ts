/**
 * The limits of one delivery, counted before anything is made of it: a few bytes can ask for gigabytes, compressed or by naming one thing many times.
 * An ordinary profile of a minute has some thousands of each. docs/limits.md lists them.
 */
export const MOST = {
  /** Messages and strings of the protobuf; each becomes an object. */
  messages: 500_000,
  /** Numbers, such as the ids of a stack's locations. */
  numbers: 4_000_000,
  /** Sample types of one pprof: each makes a profile of all samples. */
  sampleTypes: 32,
  /** Profiles, which is one for each type and set of labels. */
  profiles: 5_000,
  /** Samples of all profiles together. */
  samples: 1_000_000,
  /** Frames of all different stacks together. */
  frames: 1_000_000,
  /** Characters of all different frames, labels and links together. */
  characters: 64 * 1024 ** 2,
  /** Labels of one profile. */
  labels: 100,
} as const;

/** The depth to which Pyroscope keeps stacks by default. */
export const MAX_FRAMES = 1000;

/** Pyroscope's default limit for the value of a label. */
export const LONGEST_LABEL = 2048;

/** How long a function's or file's name may be: C++ templates and bundles have long ones. */
export const LONGEST_NAME = 4096;
