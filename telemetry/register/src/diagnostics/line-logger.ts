import type { DiagLogger } from '@opentelemetry/api';
import { printLine } from './print-line.ts';

/** Prints the SDK's messages, one line each. A warning or error that differs from an earlier one only in its numbers is not repeated. */
export class LineLogger implements DiagLogger {
  readonly #seen = new Set<string>();

  error(message: string, ...details: unknown[]): void {
    this.#once('error:', message, details);
  }

  warn(message: string, ...details: unknown[]): void {
    this.#once('warning:', message, details);
  }

  info(message: string, ...details: unknown[]): void {
    printLine(message, ...details);
  }

  debug(message: string, ...details: unknown[]): void {
    printLine(message, ...details);
  }

  verbose(message: string, ...details: unknown[]): void {
    printLine(message, ...details);
  }

  #once(label: string, message: string, details: unknown[]): void {
    const key = [label, message, ...details].join(' ').replace(/\d+/g, '0');
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    printLine(label, message, ...details);
  }
}
