import { rm } from 'node:fs/promises';
import { installation } from '../run/installation.ts';

export async function end(): Promise<void> {
  await rm(installation().project, { recursive: true });
}
