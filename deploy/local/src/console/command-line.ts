import type { ParseArgsConfig } from 'node:util';
import { UsageError } from '../user-error.ts';
import { readDuration } from './duration.ts';
import { parseArguments } from './parse-arguments.ts';

/** Like `parseArguments`, but its errors end with the usage. */
export function readArguments<T extends ParseArgsConfig>(config: T, usage: string) {
  try {
    return parseArguments(config);
  } catch (error) {
    throw misused((error as Error).message, usage);
  }
}

/** The service that a command is called with. */
export function readService([service, ...more]: string[], usage: string): string {
  if (service === undefined || more.length > 0) throw misused('Expected one service.', usage);
  return service;
}

/** Reads the value of `--seconds`. */
export function readSeconds(text: string, { longest, usage }: { longest: number; usage: string }): number {
  const seconds = Number(text);
  if (seconds >= 1 && seconds <= longest) return seconds;
  throw misused(`--seconds: expected a number from 1 to ${longest}, got "${text}".`, usage);
}

/** Reads the value of an option such as `--latency 200ms`, in milliseconds. */
export function readTime(option: string, text: string, usage: string): number {
  const milliseconds = readDuration(text);
  if (milliseconds !== undefined && milliseconds > 0) return milliseconds;
  throw misused(`${option}: expected a time such as 200ms, 1.5s, 5m or 1h, got "${text}".`, usage);
}

/** An error that says what was wrong and how the command is used. */
export function misused(message: string, usage: string): UsageError {
  return new UsageError(`${message}\n\n${usage}`);
}
