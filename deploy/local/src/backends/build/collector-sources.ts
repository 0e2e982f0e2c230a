import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { collectorDirectory } from '../paths.ts';
import { buildFailure } from './build-failure.ts';
import { collectorManifest } from './recipes.ts';
import { runCommand } from './run-command.ts';

export interface CollectorSourcesOptions {
  /** The path of the OpenTelemetry Collector Builder. */
  ocb: string;
  /** An existing directory to generate in. */
  workspace: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  logFile: string;
}

/** Generates the Collector's sources from the manifest, and puts the pinned modules and the components beside them. @returns their folder */
export async function generateCollectorSources(options: CollectorSourcesOptions): Promise<string> {
  const { ocb, workspace, env, signal, logFile } = options;
  const { code, stderr } = await runCommand({
    command: ocb,
    args: ['--config', collectorManifest, '--skip-compilation', '--skip-get-modules'],
    cwd: workspace,
    env,
    signal,
  });
  if (code !== 0) throw buildFailure({ tool: 'collector', lines: stderr, logFile });
  const sources = join(workspace, 'build');
  for (const name of ['go.mod', 'go.sum', 'components']) {
    await cp(join(collectorDirectory, name), join(sources, name), { recursive: true });
  }
  return sources;
}
