import { availableParallelism } from 'node:os';
import { z } from 'zod';

const MAX_WORKERS = 64;
const EXPECTED = `a number of processes from 1 to ${MAX_WORKERS}, or auto`;

/** The number of processes that serve together: a number given as text, or `auto` for `perCore` times the cores, as the guide has it for each service. Default 1. */
export function workerCount(perCore: number) {
  return z
    .string()
    .regex(/^(?:auto|\d{1,2})$/, { error: EXPECTED, abort: true })
    .transform((text) => (text === 'auto' ? Math.min(perCore * availableParallelism(), MAX_WORKERS) : Number(text)))
    .refine((count) => count >= 1 && count <= MAX_WORKERS, { error: EXPECTED })
    .default(1);
}
