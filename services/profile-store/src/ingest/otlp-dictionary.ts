import type { Frame } from '../store/profile.ts';
import { elementAt } from './malformed-profile.ts';
import type { AnyValue, ProfilesDictionary } from './otlp-messages.ts';

/** Resolves the indices of one message; every look-up throws MalformedProfile for an index that is not there. */
export class OtlpDictionary {
  readonly #tables: ProfilesDictionary;
  readonly #stacks = new Map<number, readonly Frame[]>();

  constructor(tables: ProfilesDictionary) {
    this.#tables = tables;
  }

  string(index: number): string {
    return elementAt(this.#tables.stringTable, index, 'string');
  }

  /** Outermost call first; the same array for the same index. */
  stack(index: number): readonly Frame[] {
    const known = this.#stacks.get(index);
    if (known !== undefined) return known;
    const { locationIndices } = elementAt(this.#tables.stackTable, index, 'stack');
    const frames = locationIndices.flatMap((location) => this.#frames(location)).reverse();
    this.#stacks.set(index, frames);
    return frames;
  }

  link(index: number): { traceId: string; spanId: string } {
    if (index === 0) return { traceId: '', spanId: '' };
    const { traceId, spanId } = elementAt(this.#tables.linkTable, index, 'link');
    return { traceId: hex(traceId), spanId: hex(spanId) };
  }

  attribute(index: number): { key: string; value: AnyValue | null } {
    const { keyStrindex, value } = elementAt(this.#tables.attributeTable, index, 'attribute');
    return { key: this.string(keyStrindex), value };
  }

  /** A location has a line for each function that was inlined at it, the innermost first. */
  #frames(location: number): Frame[] {
    return elementAt(this.#tables.locationTable, location, 'location').lines.map(({ functionIndex, line }) => {
      const { nameStrindex, filenameStrindex } = elementAt(this.#tables.functionTable, functionIndex, 'function');
      return { function: this.string(nameStrindex), file: this.string(filenameStrindex), line };
    });
  }
}

const hex = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');
