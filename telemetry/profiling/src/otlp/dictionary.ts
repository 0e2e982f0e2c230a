import type { LocalRoot } from '../spans/local-root.ts';
import type { Frame } from '../stacks/frames.ts';
import { writeAnyValue } from './attributes.ts';
import { newWriter, type Writer, writeBytes, writeInteger, writeMessage, writePacked, writeString } from './writer.ts';

/** Fields of `opentelemetry.proto.profiles.v1development.ProfilesDictionary`. */
const TABLES = { mapping: 1, location: 2, function: 3, link: 4, string: 5, attribute: 6, stack: 7 } as const;

/** The tables that all profiles of one request share. Entry 0 of each table is its zero value, so that index 0 means "none". */
export class Dictionary {
  readonly #parts: Uint8Array[] = [];
  readonly #indices = new Map<string, number>();
  readonly #sizes = new Map<number, number>();
  #writer = newWriter();

  constructor() {
    for (const table of Object.values(TABLES)) this.#append(table, () => {});
  }

  string(value: string): number {
    if (value === '') return 0;
    return this.#intern(TABLES.string, value, () => writeString(this.#writer, TABLES.string, value));
  }

  /** Adds a location, which has one line in one function: V8 reports no inlined frames. */
  location({ name, file, line }: Frame): number {
    const key = `${name}\n${file}\n${line}`;
    const fields = [this.string(name), this.string(name), this.string(file), line];
    const fn = this.#intern(TABLES.function, key, () =>
      this.#message(TABLES.function, (writer) => {
        for (const [index, value] of fields.entries()) writeInteger(writer, index + 1, value);
      }),
    );
    return this.#intern(TABLES.location, key, () =>
      this.#message(TABLES.location, (writer) =>
        writeMessage(writer, 3, () => {
          writeInteger(writer, 1, fn);
          writeInteger(writer, 2, line);
        }),
      ),
    );
  }

  /** Adds a stack. @param locations innermost function first */
  stack(locations: readonly number[]): number {
    return this.#append(TABLES.stack, (writer) => writePacked(writer, 1, locations));
  }

  link({ traceId, spanId }: LocalRoot): number {
    return this.#append(TABLES.link, (writer) => {
      writeBytes(writer, 1, Buffer.from(traceId, 'hex'));
      writeBytes(writer, 2, Buffer.from(spanId, 'hex'));
    });
  }

  attribute(key: string, value: string): number {
    const name = this.string(key);
    return this.#intern(TABLES.attribute, `${key}\n${value}`, () =>
      this.#message(TABLES.attribute, (writer) => {
        writeInteger(writer, 1, name);
        writeMessage(writer, 2, () => writeAnyValue(writer, value));
      }),
    );
  }

  /** Encodes what has been added since the last call. Encoding everything at once would block the event loop for too long. */
  seal(): void {
    this.#parts.push(this.#writer.finish());
    this.#writer = newWriter();
  }

  finish(): readonly Uint8Array[] {
    this.seal();
    return this.#parts;
  }

  #append(table: number, content: (writer: Writer) => void): number {
    this.#message(table, content);
    return this.#count(table);
  }

  #message(table: number, content: (writer: Writer) => void): void {
    writeMessage(this.#writer, table, content);
  }

  #intern(table: number, key: string, write: () => void): number {
    const id = `${table}\n${key}`;
    const known = this.#indices.get(id);
    if (known !== undefined) return known;
    write();
    const index = this.#count(table);
    this.#indices.set(id, index);
    return index;
  }

  /** Counts the entry just written. @returns its index */
  #count(table: number): number {
    const index = this.#sizes.get(table) ?? 0;
    this.#sizes.set(table, index + 1);
    return index;
  }
}
