/** `npm run docker:compose -- up`: Docker Compose on docker-compose.otel.yml, with images built here where none can be pulled. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { exitWith, outliveConsole, say, UserError } from '@cortex/local/console';
import { repository } from '@cortex/local/settings';
import { buildCheckTool } from '@cortex/local/stack';
import { chooseImages } from './images/choose-images.ts';

const BUILD_TIMEOUT_MILLISECONDS = 1_800_000;

const HELP = `Usage: npm run docker:compose -- <command of Docker Compose> [its options]

Runs Docker Compose on docker-compose.otel.yml, with images made on this machine where no registry can be reached.

  npm run docker:compose -- up --detach
  npm run docker:compose -- down --volumes
  npm run docker:compose -- help              the commands of Docker Compose`;

async function main(args: string[]): Promise<void> {
  const [command] = args;
  if (command === '--help') return say(HELP);
  const signal = AbortSignal.timeout(BUILD_TIMEOUT_MILLISECONDS);
  const images = await chooseImages({ env: process.env, signal, say });
  if (images === undefined) throw new UserError('No Docker engine answers. As root: npm run docker:ensure');
  const files = ['docker-compose.otel.yml', ...images.files].flatMap((file) => ['--file', file]);
  const compose = spawn(await buildCheckTool('compose', signal), [...files, ...args], {
    cwd: repository,
    env: { ...process.env, ...images.env },
    stdio: 'inherit',
  });
  // Ctrl-C also reaches Compose, which stops the containers; this process then ends with it.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => compose.kill(name));
  const [code] = await once(compose, 'exit');
  process.exitCode = code ?? 1;
}

outliveConsole();
await exitWith(main(process.argv.slice(2)));
