import type { Context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import type { SpanLabels } from './span-labels.ts';

type Attached = ReturnType<AsyncLocalStorageContextManager['attach']>;

/** The stock context manager, which also tells the profiler which request the code it runs belongs to. */
export class ProfilingContextManager extends AsyncLocalStorageContextManager {
  readonly #labels: SpanLabels;

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
    const { store } = this.#labels;
    const holder = this.#labels.holderOf(context);
    // Every change of the store makes a new async context frame: most activations stay within one request and need none.
    if (holder === store.getStore()) return super.with(context, fn, thisArg, ...args);
    return store.run(holder, () => super.with(context, fn, thisArg, ...args));
  }

  override attach(context: Context): Attached {
    const { store } = this.#labels;
    const previous = store.getStore();
    const token = super.attach(context);
    store.enterWith(this.#labels.holderOf(context));
    return {
      dispose: () => {
        store.enterWith(previous);
        token.dispose();
      },
    } as Attached;
  }
}
