import type { Dictionary } from './dictionary.ts';
import { newWriter, wrap, writeFixed64, writeInteger, writeMessage, writePacked } from './writer.ts';

const SAMPLES = 2;
const PROFILES = 2;

/** What a profile measures. Pyroscope derives the name of the series: `<periodType>:<type>:<unit>:<periodType>:<periodUnit>`. */
export interface ProfileType {
  readonly type: string;
  readonly unit: string;
  readonly periodType: string;
  readonly periodUnit: string;
  /** Must not be 0: Pyroscope treats a profile without a period as one without a period type. */
  readonly period: number;
}

/** The time in which a profile's samples were taken, in milliseconds since 1970. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

export interface Sample {
  readonly stack: number;
  readonly link: number;
  readonly attributes: readonly number[];
  readonly value: number;
}

/** Encodes one `opentelemetry.proto.profiles.v1development.Profile` while samples are added to it. */
export class ProfileEncoder {
  readonly #parts: Uint8Array[] = [];
  #writer = newWriter();
  #empty = true;

  constructor(
    { type, unit, periodType, periodUnit, period }: ProfileType,
    { start, end }: Period,
    dictionary: Dictionary,
  ) {
    const valueType = (field: number, name: string, of: string) =>
      writeMessage(this.#writer, field, (writer) => {
        writeInteger(writer, 1, dictionary.string(name));
        writeInteger(writer, 2, dictionary.string(of));
      });
    valueType(1, type, unit);
    writeFixed64(this.#writer, 3, BigInt(Math.round(start)) * 1_000_000n);
    writeInteger(this.#writer, 4, Math.round(end - start) * 1_000_000);
    valueType(5, periodType, periodUnit);
    writeInteger(this.#writer, 6, period);
  }

  add({ stack, link, attributes, value }: Sample): void {
    const rounded = Math.round(value);
    if (rounded <= 0) return;
    this.#empty = false;
    writeMessage(this.#writer, SAMPLES, (writer) => {
      writeInteger(writer, 1, stack);
      writePacked(writer, 2, attributes);
      writeInteger(writer, 3, link);
      writePacked(writer, 4, [rounded]);
    });
  }

  seal(): void {
    this.#parts.push(this.#writer.finish());
    this.#writer = newWriter();
  }

  /** Returns the encoded entry of `ScopeProfiles.profiles`; empty when no sample has a value. */
  finish(): readonly Uint8Array[] {
    this.seal();
    return this.#empty ? [] : wrap(PROFILES, this.#parts);
  }
}
