/** `npm run profile`: shows what a running service spends its time or memory on. */
import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ProfileStoreClient } from '@cortex/console/backends';
import { usesOf } from '@cortex/console/model';
import { encodePprof } from '@cortex/console/pprof';
import { exitWith } from '../console/exit-with.ts';
import { outliveConsole, say } from '../console/say.ts';
import { readSettings } from '../settings.ts';
import { runningService } from '../state/running-service.ts';
import { urlInRunningStack } from '../state/running-stack.ts';
import { UserError } from '../user-error.ts';
import { amountOf, functionTable } from './function-table.ts';
import { type ProfileOptions, readOptions, USAGE } from './options.ts';

import { refuseStore, storeAt } from './store-at.ts';
import { type TakenProfile, takeProfile } from './take-profile.ts';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) return say(USAGE);
  const { home } = readSettings(process.env);
  const service = runningService(options.service, home);
  const store = storeAt(urlInRunningStack('profiles', { home, env: process.env }));
  makeFolder(options.folder);
  const taken = await takeProfile({ options, service, store });
  const files = await writeFiles(taken, { options, store });
  const uses = usesOf(taken.merged);
  say(`${titleOf(options)}: ${amountOf(uses.total, options.type)}\n`);
  for (const line of functionTable(uses, options.type)) say(line);
  say('');
  for (const { file, about } of files) say(`${file}  ${about}`);
}

/** Creates the folder before profiling, so that nobody waits for files that cannot be written. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new UserError(`--out: expected a folder to write to: ${(error as Error).message}`);
  }
}

interface WriteOptions {
  options: ProfileOptions;
  store: ProfileStoreClient;
}

async function writeFiles({ question, merged, range }: TakenProfile, { options, store }: WriteOptions) {
  const time = new Date()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  const base = join(options.folder, `${options.service}-${options.type}-${time}`);
  const write = (extension: string, content: string | Buffer, about: string) => {
    writeFileSync(`${base}${extension}`, content);
    return { file: nearest(`${base}${extension}`), about };
  };
  const page = await store.page({ ...question, title: titleOf(options) });
  return [
    write('.pb.gz', encodePprof(merged, range), 'for: go tool pprof -http=: <file>, or https://www.speedscope.app'),
    ...(page === undefined ? [] : [write('.html', page, 'flame graph, for a browser')]),
  ];
}

/** The path relative to the folder in which npm was called. */
function nearest(file: string): string {
  const near = relative(process.env.INIT_CWD ?? '.', file);
  return near.startsWith('..') ? file : near;
}

function titleOf({ service, type, seconds, traceId }: ProfileOptions): string {
  if (traceId !== undefined) return `${service}, ${type} time of trace ${traceId}`;
  if (type === 'heap') return `${service}, heap in use`;
  return type === 'alloc' ? `${service}, allocated in ${seconds} s` : `${service}, ${type} time of ${seconds} s`;
}

outliveConsole();
await exitWith(main().catch(refuseStore));
