import { spawn } from 'node:child_process';
import { closeSync, mkdtempDisposableSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../testing/free-ports.ts';
import { nodeProgram } from './node-program.ts';

const PATIENCE_MILLISECONDS = 90_000;
/** Sends metrics to a port on which nothing listens, so that telemetry has a failure to log at once. */
const NO_COLLECTOR = {
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
  OTEL_METRIC_EXPORT_INTERVAL: '200',
  OTEL_METRIC_EXPORT_TIMEOUT: '200',
};

/** Repeats the request until the answer matches the pattern; undefined if it never does. */
async function wanted(url: string, pattern: RegExp): Promise<string | undefined> {
  for (const giveUp = Date.now() + PATIENCE_MILLISECONDS; Date.now() < giveUp; await pause(50)) {
    const answer = await fetch(url).then(
      (response) => response.text(),
      () => '',
    );
    if (pattern.test(answer)) return answer;
  }
  return undefined;
}

test.each(['core-api', 'memory', 'cognition', 'profile-store'])(
  '%s keeps running when neither its log nor a message of telemetry can be written',
  async (folder) => {
    using home = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
    const port = await freePort();
    const full = openSync('/dev/full', 'w');
    const own = {
      ...process.env,
      NODE_ENV: 'development',
      NODE_OPTIONS: '',
      HOST: '127.0.0.1',
      PORT: String(port),
      CORTEX_HOME: home.path,
    };
    const { command, args, cwd, env } = nodeProgram({
      folder,
      imports: ['@cortex/telemetry/register'],
      env: { ...own, ...NO_COLLECTOR },
    });
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', full, full] });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    closeSync(full);
    try {
      const lost = /^telemetry_lines_lost_total\{log_iostream="stderr"[^}]*\} [1-9]/m;
      expect(await wanted(`http://127.0.0.1:${port}/metrics`, lost)).toBeDefined();
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  },
);
