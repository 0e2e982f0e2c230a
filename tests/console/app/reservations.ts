import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const RESERVATIONS = 4;
/** The supplier answers every fourth request. */
const ATTEMPTS = 4;
const PAUSE_MILLISECONDS = 100;

let asked = 0;

/** A supplier that usually cannot answer. */
export function supply(response: ServerResponse): void {
  asked += 1;
  response.statusCode = asked % ATTEMPTS === 0 ? 200 : 503;
}

/** Retries again and again, like a loop that somebody wrote by hand. */
export async function reserveAll(supplier: string): Promise<void> {
  for (let reservation = 0; reservation < RESERVATIONS; reservation += 1) {
    while (!(await reserve(supplier))) await pause(PAUSE_MILLISECONDS);
  }
}

async function reserve(supplier: string): Promise<boolean> {
  const response = await fetch(supplier);
  await response.arrayBuffer();
  return response.ok;
}
