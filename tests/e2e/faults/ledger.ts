import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** One input as its sender knows it. */
export interface LedgerEntry {
  /** The sender's own mark, part of the content. */
  mark: string;
  traceId: string;
  /** `performance.now()` when it was sent. */
  sentAt: number;
}

export interface Answer {
  entry: LedgerEntry;
  milliseconds: number;
  /** 0 where there was none. */
  status: number;
  /** Seconds, where the answer said so. */
  retryAfter: string | undefined;
  inputId: string | undefined;
}

/** The sender's list: an input is on disk before it is sent, and its answer when it has come. */
export class Ledger {
  readonly #path: string;
  readonly #file: number;
  readonly answers: Answer[] = [];

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'ax');
  }

  sending(entry: LedgerEntry): void {
    writeSync(this.#file, `${entry.mark}\n`);
  }

  answered(answer: Answer): void {
    this.answers.push(answer);
  }

  /** Marks of all inputs that were ever sent, read from the disk. */
  sent(): string[] {
    return readFileSync(this.#path, 'utf8').split('\n').filter(Boolean);
  }

  acknowledged(): Answer[] {
    return this.answers.filter(({ status }) => status === 202);
  }

  close(): void {
    closeSync(this.#file);
  }
}
