import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProfileStore } from '../app.ts';
import { readProfileStoreConfig } from '../config.ts';

export type TemporaryStore = Awaited<ReturnType<typeof startTemporaryStore>>;

/** Starts a store on a free port with its own folder, which `stop()` removes. */
export async function startTemporaryStore() {
  const home = mkdtempDisposableSync(join(tmpdir(), 'cortex-profile-store-'));
  const store = await startProfileStore(
    readProfileStoreConfig({ PORT: '0', CORTEX_HOME: home.path, LOG_LEVEL: 'silent' }),
  );
  return {
    url: store.url,
    /** Sends a call of querier.v1. */
    ask: (call: string, body: object): Promise<Response> =>
      fetch(`${store.url}/querier.v1.QuerierService/${call}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    stop: async () => {
      await store.stop();
      home.remove();
    },
  };
}
