import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@cortex/runtime';
import type { ProfileWriter } from './profile-writer.ts';
import { dropOldProfiles, type RetentionLimits } from './retention.ts';

const INTERVAL_MILLISECONDS = 60_000;

export interface RetentionOptions {
  database: DatabaseSync;
  writer: ProfileWriter;
  limits: RetentionLimits;
  logger: Logger;
}

/** Keeps the store within its limits, starting now and checking every minute. */
export function startRetention(options: RetentionOptions): { stop(): void } {
  const stopping = new AbortController();
  void keepWithinLimits(options, stopping.signal);
  return { stop: () => stopping.abort() };
}

async function keepWithinLimits({ limits, logger, ...store }: RetentionOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const dropped = await dropOldProfiles({ ...store, signal }, limits);
      if (dropped > 0) logger.info({ dropped }, 'old profiles dropped');
    } catch (error) {
      logger.error({ err: error }, 'old profiles could not be dropped');
    }
    // Aborting ends the pause.
    await pause(INTERVAL_MILLISECONDS, undefined, { signal, ref: false }).catch(() => {});
  }
}
