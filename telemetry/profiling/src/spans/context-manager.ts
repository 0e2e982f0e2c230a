import { type Context, ROOT_CONTEXT } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import type { SpanLabels } from './span-labels.ts';

type Attached = ReturnType<AsyncLocalStorageContextManager['attach']>;

/** A context manager whose store shows the profiler to which request the running code belongs. */
export class ProfilingContextManager extends AsyncLocalStorageContextManager {
  readonly #labels: SpanLabels;

  constructor(labels: SpanLabels) {
    super();
    this.#labels = labels;
  }

  override active(): Context {
    const stored = this.#labels.store.getStore();
    return stored === undefined ? ROOT_CONTEXT : this.#labels.unpack(stored);
  }

  override with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    context: Context,
    fn: F,
    thisArg?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    const bound = thisArg == null ? fn : (fn.bind(thisArg) as F);
    return this.#labels.store.run(this.#labels.pack(context), bound, ...args);
  }

  /**
   * Functions without parameters, as most listeners are, are wrapped without setting the wrapper's `length`, which is 0 as it is. Setting it costs as
   * much as the call.
   */
  override bind<T>(context: Context, target: T): T {
    if (typeof target !== 'function' || target.length > 0) return super.bind(context, target);
    const labels = this.#labels;
    return function bound(this: unknown, ...args: unknown[]) {
      return labels.store.run(labels.pack(context), () => Reflect.apply(target, this, args));
    } as T;
  }

  override attach(context: Context): Attached {
    const { store } = this.#labels;
    const previous = store.getStore();
    store.enterWith(this.#labels.pack(context));
    return { dispose: () => store.enterWith(previous) } as Attached;
  }

  override disable(): this {
    this.#labels.store.disable();
    return this;
  }
}
