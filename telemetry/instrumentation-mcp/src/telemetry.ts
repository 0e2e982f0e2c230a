import type { Tracer } from '@opentelemetry/api';
import type { Programs } from './connections/programs.ts';
import type { KnownNames } from './operations/known-names.ts';
import type { McpMetrics } from './operations/metrics.ts';
import type { McpInstrumentationConfig } from './types.ts';

/** What the patched methods emit by. The instrumentation replaces its parts when the application sets other providers. */
export interface Telemetry {
  tracer: Tracer;
  metrics: McpMetrics;
  config: McpInstrumentationConfig;
  /** The known names of tools, prompts and methods. */
  names: KnownNames;
  /** The programs that this process has met. */
  programs: Programs;
  /** False after `disable()`: nothing new is begun. */
  enabled: boolean;
}
