import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** One input from its sender's point of view. */
export interface LedgerEntry {
  /** The sender's own mark, which is part of the content. */
  mark: string;
  traceId: string;
  /** The time on the clock of `performance.now()`. */
  sentAt: number;
}

export interface Answer {
  entry: LedgerEntry;
  milliseconds: number;
  /** 0 without an answer. */
  status: number;
  /** In seconds, if the answer had one. */
  retryAfter: string | undefined;
  inputId: string | undefined;
}

/** The sender's records: an input is on disk before it is sent, and so is its answer once it has arrived. */
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

  /** The marks of all inputs that were ever sent, read from disk. */
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
