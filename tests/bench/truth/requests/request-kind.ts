import type { Stage } from '../stage.ts';

/**
 * The faults while requests are sent: none; tools are slow, so that clients give up; calls between the services
 * fail; or they hang.
 */
export type PhaseName = 'plain' | 'slow' | 'failing' | 'hanging';

/** Returns numbers from 0 to 1, the same ones for the same seed. */
export type Random = () => number;

export interface SendOptions {
  stage: Stage;
  phase: PhaseName;
  random: Random;
}

/** One way to use the platform. */
export interface RequestKind {
  /** How often it is sent, relative to the others of the phase. */
  shares: Partial<Record<PhaseName, number>>;
  /** Resolves once the client has its answer or has left. */
  send(options: SendOptions): Promise<void>;
}

export function pick<Value>(random: Random, values: readonly Value[]): Value {
  return values[Math.floor(random() * values.length)] as Value;
}

/** A whole number. */
export function between(random: Random, least: number, most: number): number {
  return Math.floor(least + random() * (most + 1 - least));
}
