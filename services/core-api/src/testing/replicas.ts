import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CoreApiProcess, type CoreApiProcessOptions } from './core-api-process.ts';
import { startCognitionPeer, startMemoryPeer } from './test-peers.ts';

export interface ReplicasOptions {
  eventsUrl: string;
  /** Further variables of each. */
  env?: NodeJS.ProcessEnv;
  /** Folder of another version of this repository, for replicas that run it. */
  checkouts?: [string | undefined, string | undefined];
}

/** Two processes of core-api on one NATS, with peers that find for each input what it says. */
export class Replicas implements AsyncDisposable {
  readonly #resources = new AsyncDisposableStack();
  readonly #processes: CoreApiProcess[] = [];
  #options: CoreApiProcessOptions | undefined;

  private constructor() {}

  /** Resolves when both are connected. */
  static async start(options: ReplicasOptions): Promise<Replicas> {
    const replicas = new Replicas();
    try {
      await replicas.#start(options);
      return replicas;
    } catch (error) {
      await replicas[Symbol.asyncDispose]();
      throw error;
    }
  }

  at(index: number): CoreApiProcess {
    return this.#processes[index % this.#processes.length] as CoreApiProcess;
  }

  /** Starts one in the place of one that has ended. Resolves when it is connected. */
  async renew(index: number, checkout?: string): Promise<void> {
    const started = await CoreApiProcess.start({ ...(this.#options as CoreApiProcessOptions), checkout });
    this.#processes[index] = this.#resources.adopt(started, (process) => process.kill());
    await started.connected();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync();
  }

  async #start({ checkouts: [first, second] = [undefined, undefined], ...options }: ReplicasOptions): Promise<void> {
    const find = async ({ query }: { query: string }) => [{ id: 'earlier', content: query }];
    const { path: home } = this.#resources.use(mkdtempDisposableSync(join(tmpdir(), 'cortex-replicas-')));
    const memory = this.#resources.adopt(await startMemoryPeer(() => {}), (peer) => peer.stop());
    const cognition = this.#resources.adopt(await startCognitionPeer(find), (peer) => peer.stop());
    this.#options = { ...options, home, memoryUrl: memory.url, cognitionUrl: cognition.url };
    await this.renew(0, first);
    await this.renew(1, second);
  }
}
