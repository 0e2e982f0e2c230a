import { type MeterProvider, metrics, type TracerProvider, trace } from '@opentelemetry/api';
import { InstrumentationBase, type InstrumentationNodeModuleDefinition } from '@opentelemetry/instrumentation';
import { checked, mistakesIn } from './config.ts';
import { Connections } from './connections/connections.ts';
import { Programs } from './connections/programs.ts';
import { FoundProtocols } from './modules/bundled/found-protocols.ts';
import { onProtocol } from './modules/bundled/protocol-instances.ts';
import { hookV1CommonJs, moduleDefinitions } from './modules/modules.ts';
import { Patcher } from './modules/patcher.ts';
import { KnownNames } from './operations/known-names.ts';
import { createMetrics } from './operations/metrics.ts';
import { reportWarning } from './report.ts';
import { NAME, OPTIONS, VERSION } from './scope.ts';
import type { Telemetry } from './telemetry.ts';
import type { McpInstrumentationConfig } from './types.ts';

/**
 * Traces and measures the Model Context Protocol on both sides, following its semantic conventions.
 * Source: https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/mcp.md
 */
export class McpInstrumentation extends InstrumentationBase<McpInstrumentationConfig> {
  // The base class calls `init` and `enable` before fields are initialized, so these are only declared, and `init` sets them.
  declare private telemetry: Telemetry;
  declare private patcher: Patcher;
  declare private connections: Connections;

  /** @throws a TypeError for unsupported options and values */
  constructor(config: McpInstrumentationConfig = {}) {
    super(NAME, VERSION, checked(config));
  }

  protected override init(): InstrumentationNodeModuleDefinition[] {
    this.telemetry = {
      // Not the base class's tracer and meter, which have no schema URL.
      tracer: trace.getTracerProvider().getTracer(NAME, VERSION, OPTIONS),
      metrics: createMetrics(metrics.getMeter(NAME, VERSION, OPTIONS)),
      config: this.getConfig(),
      names: new KnownNames(),
      programs: new Programs(),
      enabled: false,
    };
    this.patcher = new Patcher();
    this.connections = new Connections(this.telemetry);
    const patching = { patcher: this.patcher, connections: this.connections };
    hookV1CommonJs(patching);
    onProtocol(new FoundProtocols(patching).patch);
    return moduleDefinitions(patching);
  }

  override enable(): void {
    super.enable();
    this.telemetry.enabled = true;
    this.patcher.enable();
  }

  /** Restores the SDKs' methods; a transport's `send` is restored with its next message. The spans of running calls end with the calls. */
  override disable(): void {
    super.disable();
    this.telemetry.enabled = false;
    this.patcher.disable();
    this.connections.followToEnd();
  }

  /** Does not throw: a configuration with mistakes is reported, and the previous one stays. */
  override setConfig(config: McpInstrumentationConfig): void {
    const mistakes = mistakesIn(config);
    if (mistakes !== undefined) reportWarning(`the configuration is not changed: ${mistakes}`);
    else super.setConfig(config);
    if (this.telemetry !== undefined) this.telemetry.config = this.getConfig();
  }

  override setTracerProvider(provider: TracerProvider): void {
    super.setTracerProvider(provider);
    this.telemetry.tracer = provider.getTracer(NAME, VERSION, OPTIONS);
  }

  override setMeterProvider(provider: MeterProvider): void {
    super.setMeterProvider(provider);
    this.telemetry.metrics = createMetrics(provider.getMeter(NAME, VERSION, OPTIONS));
  }
}
