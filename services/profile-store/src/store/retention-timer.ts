import type { DatabaseSync } from 'node:sqlite';
import type { Logger } from '@cortex/runtime';
import type { ProfileWriter } from './profile-writer.ts';
import { dropOldProfiles, type RetentionLimits } from './retention.ts';

const INTERVAL_MILLISECONDS = 60_000;

export interface RetentionOptions {
  database: DatabaseSync;
  /** Told to forget what it remembers of rows that are gone. */
  writer: ProfileWriter;
  limits: RetentionLimits;
  logger: Logger;
}

/** Keeps the store within its limits: now, and every minute. */
export function startRetention({ database, writer, limits, logger }: RetentionOptions): { stop(): void } {
  const enforce = () => {
    const dropped = dropOldProfiles(database, limits);
    if (dropped === 0) return;
    writer.forget();
    logger.info({ dropped }, 'old profiles dropped');
  };
  enforce();
  const timer = setInterval(() => {
    try {
      enforce();
    } catch (error) {
      logger.error({ err: error }, 'old profiles could not be dropped');
    }
  }, INTERVAL_MILLISECONDS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
