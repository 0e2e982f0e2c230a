import { createLogger, type StartedService, startService, tokenVerifier } from '@cortex/runtime';
import type { MemoryConfig } from './config.ts';
import { openDatabase, ping } from './database/open.ts';
import { History } from './history/history.ts';
import { historyResource } from './history/resource.ts';
import { historyTools } from './history/tools.ts';

const NAME = 'memory-service';

/** Opens the database and serves the histories in it. Stopping closes the database after the last request. */
export async function startMemory(config: MemoryConfig): Promise<StartedService> {
  const database = await openDatabase(config.database);
  const history = new History(database);
  try {
    return await startService({
      name: NAME,
      config: config.service,
      logger: createLogger(NAME, config.logLevel),
      checks: [{ name: 'database', check: () => ping(database) }],
      tools: historyTools(history),
      resources: [historyResource(history)],
      internalAuth: tokenVerifier({ secret: config.internalSecret, audience: NAME }),
      onStop: () => database.destroy(),
    });
  } catch (error) {
    await database.destroy();
    throw error;
  }
}
