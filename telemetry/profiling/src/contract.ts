// biome-ignore-all format: written by the generator
// Generated from ../../../services/signals/contract.yaml by `npm run contract`: change that file, not this one.

import type { MetricOptions } from '@opentelemetry/api';

/** Heap in use right after the last major collection, without young objects and code. */
export const METRIC_TELEMETRY_HEAP_RETAINED = 'telemetry.heap.retained';
/** Growth of telemetry.heap.retained in the slowest quarter of the last hour; 0 unless it has grown in every quarter. */
export const METRIC_TELEMETRY_HEAP_GROWTH = 'telemetry.heap.growth';
/** Profile exports (one per interval, with all profile types) that were dropped. */
export const METRIC_TELEMETRY_PROFILES_DROPPED = 'telemetry.profiles.dropped';

/** The options of each declared instrument: `meter.createCounter(METRIC_X, METRIC_OPTIONS[METRIC_X])`. */
export const METRIC_OPTIONS = {
  [METRIC_TELEMETRY_HEAP_RETAINED]: {
    unit: 'By',
    description: 'Heap in use right after the last major collection, without young objects and code.',
  },
  [METRIC_TELEMETRY_HEAP_GROWTH]: {
    unit: 'By/s',
    description: 'Growth of telemetry.heap.retained in the slowest quarter of the last hour; 0 unless it has grown in every quarter.',
  },
  [METRIC_TELEMETRY_PROFILES_DROPPED]: {
    unit: '{request}',
    description: 'Profile exports (one per interval, with all profile types) that were dropped.',
  },
} satisfies Record<string, MetricOptions>;

/** Pattern of the matched route, never the path. */
export const ATTR_ENDPOINT = 'endpoint';
/** Why something was dropped. */
export const ATTR_REASON = 'reason';
/** Id of the profile of a local root span, which is its span id. */
export const ATTR_PYROSCOPE_PROFILE_ID = 'pyroscope.profile.id';
/** Name of the called tool. */
export const ATTR_GEN_AI_TOOL_NAME = 'gen_ai.tool.name';
