// biome-ignore-all format: written by the generator
// Generated from ../../../services/signals/contract.yaml by `npm run contract`: change that file, not this one.

import type { MetricOptions } from '@opentelemetry/api';

/** Heap in use right after the last major collection, without young objects and code. */
export const METRIC_TELEMETRY_HEAP_RETAINED = 'telemetry.heap.retained';
/** How fast telemetry.heap.retained has grown steadily, in the slowest quarter of the last hour; 0 where it has not grown throughout. */
export const METRIC_TELEMETRY_HEAP_GROWTH = 'telemetry.heap.growth';
/** Profile exports (one an interval, with all profile types) that were given up. */
export const METRIC_TELEMETRY_PROFILES_DROPPED = 'telemetry.profiles.dropped';

/** The options of each declared instrument: `meter.createCounter(METRIC_X, METRIC_OPTIONS[METRIC_X])`. */
export const METRIC_OPTIONS = {
  [METRIC_TELEMETRY_HEAP_RETAINED]: {
    unit: 'By',
    description: 'Heap in use right after the last major collection, without young objects and code.',
  },
  [METRIC_TELEMETRY_HEAP_GROWTH]: {
    unit: 'By/s',
    description: 'How fast telemetry.heap.retained has grown steadily, in the slowest quarter of the last hour; 0 where it has not grown throughout.',
  },
  [METRIC_TELEMETRY_PROFILES_DROPPED]: {
    unit: '{request}',
    description: 'Profile exports (one an interval, with all profile types) that were given up.',
  },
} satisfies Record<string, MetricOptions>;

/** Pattern of the route that answered, never the path. */
export const ATTR_ENDPOINT = 'endpoint';
/** Why something was given up. */
export const ATTR_REASON = 'reason';
/** Id under which the profile of a local root span is found; its span id. */
export const ATTR_PYROSCOPE_PROFILE_ID = 'pyroscope.profile.id';
/** Name of the called tool. */
export const ATTR_GEN_AI_TOOL_NAME = 'gen_ai.tool.name';
