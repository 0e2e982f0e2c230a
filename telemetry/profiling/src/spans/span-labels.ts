import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, type Span, trace } from '@opentelemetry/api';
import type { LocalRoot } from './local-root.ts';

const CONTEXT = Symbol('context');

/** What the native profiler finds in the async context: an object of its own that refers to the local root. It carries the context it stands for. */
export type ContextHolder = object & { [CONTEXT]?: Context };

interface Labelled {
  readonly root: LocalRoot;
  /** The holder of the context in which the span was last entered: a span is entered many times, nearly always in the same context. */
  holder?: ContextHolder | undefined;
}

type LabelledSpan = Span & Record<symbol, Labelled | undefined>;

/** Which local root each live span belongs to, and which one the running code is labelled with. */
export class SpanLabels {
  /**
   * The store of the context manager. The native profiler reads it, too, out of the async context when it takes a sample: every store costs
   * each change of context an async context frame, so the two share one.
   */
  readonly store = new AsyncLocalStorage<Context | ContextHolder | undefined>();
  /** Keeps a span's label on the span itself: a weak map would cost the garbage collector more for each request. */
  readonly #label = Symbol('label');
  readonly #createHolder: (root: LocalRoot) => ContextHolder | undefined;

  constructor(createHolder: (root: LocalRoot) => ContextHolder | undefined) {
    this.#createHolder = createHolder;
  }

  rootOf(context: Context): LocalRoot | undefined {
    return this.#labelled(context)?.root;
  }

  assign(span: Span, root: LocalRoot): void {
    (span as LabelledSpan)[this.#label] = { root };
  }

  /** What to store for `context`: a holder that names its local root to the profiler, or, where it has none, the context itself. */
  pack(context: Context): Context | ContextHolder {
    const labelled = this.#labelled(context);
    if (!labelled) return context;
    if (labelled.holder?.[CONTEXT] !== context) labelled.holder = this.#hold(context, labelled.root);
    return labelled.holder ?? context;
  }

  /** The context that was packed. */
  unpack(stored: Context | ContextHolder): Context {
    return (stored as ContextHolder)[CONTEXT] ?? (stored as Context);
  }

  #hold(context: Context, root: LocalRoot): ContextHolder | undefined {
    const holder = this.#createHolder(root);
    if (holder) holder[CONTEXT] = context;
    return holder;
  }

  #labelled(context: Context): Labelled | undefined {
    const span = trace.getSpan(context) as LabelledSpan | undefined;
    return span?.[this.#label];
  }
}
