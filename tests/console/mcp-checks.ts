import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { installMcpChecks } from '../strangers/setup/projects.ts';

export interface Checked {
  code: number;
  /** Standard output and standard error together. */
  said: string;
  stdout: string;
}

/** Third-party programs that check an MCP server, installed once into the cache. */
export class McpChecks {
  readonly #packages: string;

  static async install(): Promise<McpChecks> {
    return new McpChecks(join(await installMcpChecks(), 'node_modules/@modelcontextprotocol'));
  }

  private constructor(packages: string) {
    this.#packages = packages;
  }

  /** Runs the conformance suite. @param home where it may write */
  conformance(home: string, ...args: string[]): Promise<Checked> {
    return run(home, join(this.#packages, 'conformance/dist/index.js'), args);
  }

  /** Runs its next release, the only one that supports revision 2026-07-28. */
  nextConformance(home: string, ...args: string[]): Promise<Checked> {
    return run(home, join(this.#packages, '../conformance-next/dist/index.js'), args);
  }

  /** Runs the command line of the inspector. */
  inspector(home: string, ...args: string[]): Promise<Checked> {
    return run(home, join(this.#packages, 'inspector/clients/launcher/build/index.js'), ['--cli', ...args]);
  }
}

function run(home: string, script: string, args: string[]): Promise<Checked> {
  const options = { cwd: home, env: { PATH: process.env.PATH, HOME: home } };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], options, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), said: `${stdout}${stderr}`, stdout }),
    );
  });
}
