import { join } from 'node:path';
import { freePorts } from '@cortex/local/testing';
import { eventually } from '@cortex/trace-testing';
import { installation } from './installation.ts';
import { Stranger } from './stranger.ts';

/** How each module system loads telemetry before the application. */
export const PRELOAD = {
  mjs: ['--import', '@cortex/telemetry/register'],
  cjs: ['--require', '@cortex/telemetry/register'],
};

const script = () => join(installation().packages, '@modelcontextprotocol/server-everything/dist/index.js');

/** Arguments of Node.js to run server-everything on standard input and output. */
export function everythingByStdio(preload = PRELOAD.mjs): string[] {
  return [...preload, script(), 'stdio'];
}

/** Runs server-everything on a port of its own. */
export class EverythingByHttp implements AsyncDisposable {
  readonly url: string;
  readonly #process: Stranger;

  private constructor(url: string, process: Stranger) {
    this.url = url;
    this.#process = process;
  }

  static async start(env: Readonly<Record<string, string>>): Promise<EverythingByHttp> {
    const [port] = await freePorts(1);
    const process = new Stranger({
      args: [...PRELOAD.mjs, script(), 'streamableHttp'],
      env: { ...env, OTEL_SERVICE_NAME: 'everything', PORT: String(port) },
    });
    await eventually(() => process.stderr.includes('listening') || undefined, { what: 'server-everything to listen' });
    return new EverythingByHttp(`http://127.0.0.1:${port}/mcp`, process);
  }

  /** Lets it send its telemetry, then ends it. */
  stop(): Promise<void> {
    return this.#process.stop();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#process[Symbol.asyncDispose]();
  }
}
