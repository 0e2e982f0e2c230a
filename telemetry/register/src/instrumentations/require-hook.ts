import { InstrumentationBase } from '@opentelemetry/instrumentation';

/** Instruments nothing. Creating it hooks `require` early: an instrumentation that is loaded during a `require` would hook it too late to see that one. */
export class RequireHook extends InstrumentationBase {
  constructor() {
    super('@cortex/telemetry/require-hook', '0.1.0', {});
  }

  protected override init(): void {}
}
