import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, type Span, trace } from '@opentelemetry/api';
import type { LocalRoot } from './local-root.ts';

const CONTEXT = Symbol('context');

/** A native object that the profiler finds in the async context, and that refers to the local root. It holds the OpenTelemetry context in whose place it is stored. */
export type ContextHolder = object & { [CONTEXT]?: Context };

interface Labelled {
  readonly root: LocalRoot;
  /** The holder of the context in which the span was entered last. A span is entered many times, nearly always in the same context. */
  holder?: ContextHolder | undefined;
}

type LabelledSpan = Span & Record<symbol, Labelled | undefined>;

/** Knows the local root of each live span, and labels the running code with it. */
export class SpanLabels {
  /**
   * The store of the context manager. The native profiler also reads it when it takes a sample. The two share one store, because every store makes
   * each change of context more expensive.
   */
  readonly store = new AsyncLocalStorage<Context | ContextHolder | undefined>();
  /** A span's label is kept on the span itself, because a weak map would cost the garbage collector more for each request. */
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

  /** Returns what to store for `context`: a holder that names its local root to the profiler, or the context itself if it has no local root. */
  pack(context: Context): Context | ContextHolder {
    const labelled = this.#labelled(context);
    if (!labelled) return context;
    if (labelled.holder?.[CONTEXT] !== context) labelled.holder = this.#hold(context, labelled.root);
    return labelled.holder ?? context;
  }

  /** Returns the context that was packed. */
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
