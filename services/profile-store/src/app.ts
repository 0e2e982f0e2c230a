import { dirname } from 'node:path';
import { createLogger, type StartedService, startService, storageCheck } from '@cortex/runtime';
import { connectRoutes } from './api/connect/connect-routes.ts';
import { ingestRoutes } from './api/ingest.ts';
import { pageRoutes } from './api/page.ts';
import { querierService } from './api/querier.ts';
import { readyRoute } from './api/ready.ts';
import { renderRoutes } from './api/render.ts';
import type { ProfileStoreConfig } from './config.ts';
import { ProfileReader } from './query/profile-reader.ts';
import { openDatabase } from './store/open-database.ts';
import { ProfileWriter } from './store/profile-writer.ts';
import { startRetention } from './store/retention-timer.ts';

const NAME = 'profile-store';
const FORGET_EVERY_MILLISECONDS = 30_000;

/** Opens the store's file and serves Pyroscope's API on it. */
export async function startProfileStore(config: ProfileStoreConfig): Promise<StartedService> {
  const logger = createLogger(NAME, config.logLevel);
  const database = openDatabase(config.databaseFile);
  const writer = new ProfileWriter(database, config.retention.maxBytes);
  const reader = new ProfileReader(database);
  const retention = startRetention({ database, writer, limits: config.retention, logger });
  const forgetting = setInterval(() => {
    writer.forgetUnused();
    reader.forgetUnused();
  }, FORGET_EVERY_MILLISECONDS).unref();
  const close = () => {
    clearInterval(forgetting);
    retention.stop();
    database.close();
  };
  try {
    return await startService({
      name: NAME,
      config: config.service,
      logger,
      checks: [
        { name: 'database', check: async () => void database.prepare('SELECT 1').get() },
        storageCheck(dirname(config.databaseFile)),
      ],
      rawRoutes: (router) => {
        ingestRoutes(router, writer);
        connectRoutes(router, {
          limitBytes: config.service.bodyLimitBytes,
          services: (connect) => querierService(connect, reader),
        });
      },
      routes: (router) => {
        renderRoutes(router, reader);
        readyRoute(router);
        pageRoutes(router, reader, config.profilesPage);
      },
      onStop: close,
    });
  } catch (error) {
    close();
    throw error;
  }
}
