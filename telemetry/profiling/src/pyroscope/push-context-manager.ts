import type { Context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { pprof } from '../pprof.ts';
import type { SpanLabels } from '../spans/span-labels.ts';

const NOBODY = {};

/** OpenTelemetry's context manager, which also passes the local root of the running code to the profiler of Pyroscope's client. */
export class PushContextManager extends AsyncLocalStorageContextManager {
  readonly #labels: SpanLabels;
  readonly #time = pprof().time;

  constructor(labels: SpanLabels) {
    super();
    this.#labels = labels;
  }

  override with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    context: Context,
    fn: F,
    thisArg?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    const enter = () => super.with(context, fn, thisArg, ...args);
    const root = this.#labels.rootOf(context) ?? NOBODY;
    if (!this.#time.isStarted() || root === (this.#time.getContext() ?? NOBODY)) return enter();
    return this.#time.runWithContext(root, enter);
  }
}
