/** Bounds how much of the traces in an answer is read. */
export interface SpanBounds {
  /** The number of spans at the beginning of each trace. */
  spans: number;
  /** In bytes; once this much is read, only a few spans of each further trace are. */
  bytes: number;
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];
/** Nesting depths in `{"data":[{"spans":[{`. */
const [TRACE_DEPTH, SPANS_DEPTH] = [3, 4];
const NO_PARENT = '"references":[]';
/** The number of spans of each trace once there is no room for more. */
const FEW_SPANS = 50;
/** The number of roots that are passed on among the spans that are left out. */
const MOST_ROOTS = 20;
const SEPARATOR = new Uint8Array([COMMA]);

/**
 * Filters an answer of Jaeger's API as it arrives, leaving out most spans of its largest traces: a search returns all of them, 100 million bytes for a trace of 100,000.
 * Roots are passed on wherever they are, because they show what a trace is about and how long it took.
 */
export class BoundedSpans {
  /** How many spans of each trace were left out, in the order of the answer. */
  readonly leftOut: number[] = [];
  readonly #bounds: SpanBounds;
  #passed = 0;
  #depth = 0;
  #isText = false;
  #isEscaped = false;
  /** How many spans of the trace were passed on, and how many of them only because they are roots. */
  #spans = 0;
  #roots = 0;
  /** Whether the list at the depth of spans is the list of spans. */
  #isList = false;
  /** The bytes so far of a span that may be left out. */
  #held: Uint8Array[] | undefined;

  constructor(bounds: SpanBounds) {
    this.#bounds = bounds;
  }

  /** Returns the parts of the next bytes that are passed on. */
  pass(bytes: Uint8Array): Uint8Array[] {
    const parts: Uint8Array[] = [];
    let from = 0;
    /** Passes on or holds the bytes up to a position. */
    const upTo = (end: number) => {
      const part = bytes.subarray(from, end);
      from = end;
      if (this.#held) this.#held.push(part);
      else if (part.length > 0) this.#add(parts, part);
    };
    for (let at = 0; at < bytes.length; at++) {
      if (this.#isText) at = this.#afterText(bytes, at);
      const byte = bytes[at];
      if (byte === QUOTE) this.#beginText();
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (this.#beginsSpan() && this.#isBeyond()) {
          upTo(at);
          this.#held = [];
        }
        this.#open(byte);
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        this.#depth -= 1;
        if (!this.#beginsSpan()) continue;
        if (this.#held === undefined) this.#spans += 1;
        else {
          upTo(at + 1);
          this.#settle(parts);
        }
      } else if (byte === COMMA && this.#beginsSpan() && this.#isBeyond()) {
        // The comma belongs before the next span that is passed on.
        upTo(at);
        from = at + 1;
      }
    }
    upTo(bytes.length);
    return parts;
  }

  #beginText(): void {
    this.#isText = true;
    // The list of warnings at the same depth contains no spans.
    if (this.#depth === SPANS_DEPTH) this.#isList = false;
  }

  /** The position after a string. */
  #afterText(bytes: Uint8Array, from: number): number {
    let at = from;
    let isEscaped = this.#isEscaped;
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (isEscaped) isEscaped = false;
      else if (byte === BACKSLASH) isEscaped = true;
      else if (byte === QUOTE) {
        this.#isText = false;
        at += 1;
        break;
      }
    }
    this.#isEscaped = isEscaped;
    return at;
  }

  #open(byte: number): void {
    this.#depth += 1;
    if (this.#depth === SPANS_DEPTH) this.#isList = byte === OPEN_BRACKET;
    if (this.#depth !== TRACE_DEPTH) return;
    this.leftOut.push(0);
    [this.#spans, this.#roots] = [0, 0];
  }

  /** Whether the position is between the spans of a trace. */
  #beginsSpan(): boolean {
    return this.#depth === SPANS_DEPTH && this.#isList;
  }

  #isBeyond(): boolean {
    const { spans, bytes } = this.#bounds;
    return this.#spans >= (this.#passed < bytes ? spans : Math.min(spans, FEW_SPANS));
  }

  /** Passes on a held span if it is a root, and otherwise drops it. */
  #settle(parts: Uint8Array[]): void {
    const span = Buffer.concat(this.#held ?? []);
    this.#held = undefined;
    if (this.#roots < MOST_ROOTS && span.includes(NO_PARENT)) {
      this.#roots += 1;
      if (this.#spans + this.#roots > 1) this.#add(parts, SEPARATOR);
      this.#add(parts, span);
    } else {
      this.leftOut[this.leftOut.length - 1] = (this.leftOut.at(-1) ?? 0) + 1;
    }
  }

  #add(parts: Uint8Array[], part: Uint8Array): void {
    this.#passed += part.length;
    parts.push(part);
  }
}
