import type { Tracer } from '@opentelemetry/api';
import type { Programs } from './connections/programs.ts';
import type { KnownNames } from './operations/known-names.ts';
import type { McpMetrics } from './operations/metrics.ts';
import type { McpInstrumentationConfig } from './types.ts';

/** What the patched methods use to emit telemetry. The instrumentation replaces parts of it when the application sets other providers. */
export interface Telemetry {
  tracer: Tracer;
  metrics: McpMetrics;
  config: McpInstrumentationConfig;
  /** The known names of tools, prompts and methods. */
  names: KnownNames;
  /** The programs that this process has seen. */
  programs: Programs;
  /** False after `disable()`, when no new spans are started. */
  enabled: boolean;
}
