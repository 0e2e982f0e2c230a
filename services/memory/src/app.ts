import { dirname } from 'node:path';
import {
  type Channel,
  createLogger,
  type HealthCheck,
  OPERATOR,
  reasonOf,
  type StartedService,
  startService,
  storageCheck,
  tokenVerifier,
} from '@cortex/runtime';
import type { MemoryConfig } from './config.ts';
import type { DatabaseLocation } from './database/location.ts';
import type { MemoryDatabase } from './database/memory-database.ts';
import { openDatabase, ping } from './database/open.ts';
import { queryLog } from './database/tracing/query-log.ts';
import { History } from './history/history.ts';
import { historyResource, summaryResource } from './history/resource.ts';
import { historyTools } from './history/tools.ts';

export const NAME = 'memory-service';
const CALLERS = ['core-api', 'cognition-service'];

/** Opens the database and serves its histories. Stopping closes the database after the last request. */
export async function startMemory(config: MemoryConfig, channel?: Channel): Promise<StartedService> {
  const logger = createLogger(NAME, config.logLevel);
  const onFailure = (error: Error) => logger.warn({ cause: reasonOf(error) }, 'a connection to the database is lost');
  const database = await openDatabase(config.database, { onFailure, ...queryLog(logger) });
  const history = new History(database);
  const close = async () => {
    await history.stop();
    await database.close();
  };
  try {
    return await startService({
      name: NAME,
      config: config.service,
      channel,
      logger,
      checks: checksOf(database, config.database),
      tools: historyTools(history),
      resources: [historyResource(history), summaryResource(history)],
      internalAuth: tokenVerifier({ secret: config.internalSecret, audience: NAME, issuers: CALLERS }),
      operatorAuth: tokenVerifier({ secret: config.internalSecret, audience: NAME, issuers: [OPERATOR] }),
      onStop: close,
    });
  } catch (error) {
    await close();
    throw error;
  }
}

function checksOf(database: MemoryDatabase, location: DatabaseLocation): HealthCheck[] {
  const answers: HealthCheck = { name: 'database', check: () => ping(database) };
  // Whether a server has free disk space is for the server to check.
  return location.kind === 'sqlite' ? [answers, storageCheck(dirname(location.path))] : [answers];
}
