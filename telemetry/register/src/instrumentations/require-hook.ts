import { InstrumentationBase } from '@opentelemetry/instrumentation';

/** Instruments nothing: with it `require` is hooked before an instrumentation is loaded in the midst of the `require` that it is to see. */
export class RequireHook extends InstrumentationBase {
  constructor() {
    super('@cortex/telemetry/require-hook', '0.1.0', {});
  }

  protected override init(): void {}
}
