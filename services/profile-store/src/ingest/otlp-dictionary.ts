import type { Frame } from '../store/profile.ts';
import type { Budget } from './budget.ts';
import { LONGEST_NAME, MAX_FRAMES } from './limits.ts';
import { elementAt } from './malformed-profile.ts';
import type { AnyValue, ProfilesDictionary } from './otlp-messages.ts';
import { frame, StackTable } from './stack-table.ts';

const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;

/** Resolves the indices of one message; every look-up throws MalformedProfile for an index that is not there. */
export class OtlpDictionary {
  readonly #tables: ProfilesDictionary;
  readonly #budget: Budget;
  readonly #stacks: StackTable;
  /** Most samples of a delivery share theirs: to look one up by its index costs least. */
  readonly #known = new Map<number, readonly Frame[]>();
  readonly #frames = new Map<number, readonly Frame[]>();

  constructor(tables: ProfilesDictionary, budget: Budget) {
    this.#tables = tables;
    this.#budget = budget;
    this.#stacks = new StackTable(budget);
  }

  /** Cut to what is kept of a name: many things may name the same string. */
  string(index: number): string {
    return elementAt(this.#tables.stringTable, index, 'string').slice(0, LONGEST_NAME);
  }

  /** Outermost call first; the same array for the same locations. */
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

  /** A location has a line for each function that was inlined at it, the innermost first. */
  #framesAt(location: number): readonly Frame[] {
    const known = this.#frames.get(location);
    if (known !== undefined) return known;
    const { lines } = elementAt(this.#tables.locationTable, location, 'location');
    // The rest of a longer one is cut off in any case.
    const frames = lines.slice(0, MAX_FRAMES + 1).map(({ functionIndex, line }) => {
      const { nameStrindex, filenameStrindex } = elementAt(this.#tables.functionTable, functionIndex, 'function');
      return frame({ function: this.string(nameStrindex), file: this.string(filenameStrindex), line }, this.#budget);
    });
    this.#frames.set(location, frames);
    return frames;
  }
}

/** An id in hexadecimal digits; of one that is longer than it may be, the beginning. */
const hex = (base64: string, bytes: number): string => Buffer.from(base64, 'base64').toString('hex', 0, bytes);
