import type { Frame } from '../store/profile.ts';
import type { Budget } from './budget.ts';
import { LONGEST_NAME, MAX_FRAMES } from './limits.ts';
import { elementAt } from './malformed-profile.ts';
import type { AnyValue, ProfilesDictionary } from './otlp-messages.ts';
import { frame, StackTable } from './stack-table.ts';

const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;

/** Resolves the indices of one message. Every look-up throws MalformedProfile for an index out of bounds. */
export class OtlpDictionary {
  readonly #tables: ProfilesDictionary;
  readonly #budget: Budget;
  readonly #stacks: StackTable;
  /** Stacks by index: most samples of a delivery share theirs, and an index is the cheapest key. */
  readonly #known = new Map<number, readonly Frame[]>();
  readonly #frames = new Map<number, readonly Frame[]>();

  constructor(tables: ProfilesDictionary, budget: Budget) {
    this.#tables = tables;
    this.#budget = budget;
    this.#stacks = new StackTable(budget);
  }

  /** A string, truncated to what is kept of a name: many elements may refer to the same string. */
  string(index: number): string {
    return elementAt(this.#tables.stringTable, index, 'string').slice(0, LONGEST_NAME);
  }

  /** The stack, outermost call first. The same locations give the same array. */
  stack(index: number): readonly Frame[] {
    const known = this.#known.get(index);
    if (known !== undefined) return known;
    const { locationIndices } = elementAt(this.#tables.stackTable, index, 'stack');
    const innermost = locationIndices.slice(0, MAX_FRAMES + 1);
    const stack = this.#stacks.get(innermost, (location) => this.#framesAt(location));
    this.#known.set(index, stack);
    return stack;
  }

  link(index: number): { traceId: string; spanId: string } {
    if (index === 0) return { traceId: '', spanId: '' };
    const { traceId, spanId } = elementAt(this.#tables.linkTable, index, 'link');
    return { traceId: hex(traceId, TRACE_ID_BYTES), spanId: hex(spanId, SPAN_ID_BYTES) };
  }

  attribute(index: number): { key: string; value: AnyValue | null } {
    const { keyStrindex, value } = elementAt(this.#tables.attributeTable, index, 'attribute');
    return { key: this.string(keyStrindex), value };
  }

  /** The frames of a location: one line for each function that was inlined there, innermost first. */
  #framesAt(location: number): readonly Frame[] {
    const known = this.#frames.get(location);
    if (known !== undefined) return known;
    const { lines } = elementAt(this.#tables.locationTable, location, 'location');
    // More would be cut off in any case.
    const frames = lines.slice(0, MAX_FRAMES + 1).map(({ functionIndex, line }) => {
      const { nameStrindex, filenameStrindex } = elementAt(this.#tables.functionTable, functionIndex, 'function');
      return frame({ function: this.string(nameStrindex), file: this.string(filenameStrindex), line }, this.#budget);
    });
    this.#frames.set(location, frames);
    return frames;
  }
}

/** An id in hexadecimal digits; of an id that is too long, its beginning. */
const hex = (base64: string, bytes: number): string => Buffer.from(base64, 'base64').toString('hex', 0, bytes);
