import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, type Span, trace } from '@opentelemetry/api';
import type { LocalRoot } from './local-root.ts';

/** What the native profiler finds in the async context: an object of its own that refers to the local root. */
export type ContextHolder = object;

interface Labelled {
  readonly root: LocalRoot;
  readonly holder: ContextHolder | undefined;
}

/** Which local root each live span belongs to, and which one the running code is labelled with. */
export class SpanLabels {
  /** The native profiler reads the store of this very object out of the async context when it takes a sample. */
  readonly store = new AsyncLocalStorage<ContextHolder | undefined>();
  readonly #spans = new WeakMap<Span, Labelled>();
  readonly #createHolder: (root: LocalRoot) => ContextHolder | undefined;

  constructor(createHolder: (root: LocalRoot) => ContextHolder | undefined) {
    this.#createHolder = createHolder;
  }

  rootOf(context: Context): LocalRoot | undefined {
    return this.#labelled(context)?.root;
  }

  begin(span: Span, root: LocalRoot): void {
    this.#spans.set(span, { root, holder: this.#createHolder(root) });
  }

  /** Gives a child span the very holder of its parent, so that entering the child changes nothing for the profiler. */
  inherit(span: Span, from: Context): void {
    const labelled = this.#labelled(from);
    if (labelled) this.#spans.set(span, labelled);
  }

  holderOf(context: Context): ContextHolder | undefined {
    return this.#labelled(context)?.holder;
  }

  #labelled(context: Context): Labelled | undefined {
    const span = trace.getSpan(context);
    return span && this.#spans.get(span);
  }
}
