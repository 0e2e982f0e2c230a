import { JsonIntegers } from './json-integers.ts';
import { JsonStrings } from './json-strings.ts';
import { type Amount, NodeTally } from './node-tally.ts';

const NODES = '"nodes":[';
const STRINGS = '"strings":[';

type Reader = (chunk: string) => void;

/** Sums a heap snapshot by constructor while it arrives in pieces, so that its text is never held as a whole. */
export class SnapshotReader {
  #read: Reader = this.#head();
  #tally: NodeTally | undefined;
  #strings: JsonStrings | undefined;

  write(chunk: string): void {
    this.#read(chunk);
  }

  /** Returns the amounts of a complete snapshot. Throws when it is incomplete. */
  finish(): Map<string, Amount> {
    if (this.#tally === undefined || this.#strings === undefined) throw new Error('the heap snapshot is truncated');
    return this.#tally.amounts(this.#strings.values);
  }

  #head(): Reader {
    let text = '';
    return (chunk) => {
      text += chunk;
      const end = text.indexOf(NODES);
      if (end === -1) return;
      this.#tally = new NodeTally(`${text.slice(0, end).trimEnd().replace(/,$/, '')}}`);
      this.#become(this.#nodes(this.#tally), text.slice(end + NODES.length));
    };
  }

  #nodes(tally: NodeTally): Reader {
    const integers = new JsonIntegers((value) => tally.add(value));
    return (chunk) => {
      const rest = integers.write(chunk);
      if (rest !== undefined) this.#become(this.#between(tally), rest);
    };
  }

  /** Edges and positions are skipped. */
  #between(tally: NodeTally): Reader {
    let tail = '';
    return (chunk) => {
      const text = tail + chunk;
      const start = text.indexOf(STRINGS);
      tail = text.slice(1 - STRINGS.length);
      if (start === -1) return;
      this.#strings = new JsonStrings(tally.names);
      const strings = this.#strings;
      this.#become((next) => strings.write(next), text.slice(start + STRINGS.length));
    };
  }

  #become(reader: Reader, rest: string): void {
    this.#read = reader;
    reader(rest);
  }
}
