/** `npm run profile`: what a running service spends its time or memory on. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { exitWith } from '../console/exit-with.ts';
import { outliveConsole, say } from '../console/say.ts';
import { readSettings } from '../settings.ts';
import { runningService } from '../state/running-service.ts';
import { urlInRunningStack } from '../state/running-stack.ts';
import { amountOf, functionTable } from './function-table.ts';
import { encodePprof } from './pprof-file.ts';
import { StoreClient } from './store-client.ts';
import { type TakenProfile, takeProfile } from './take-profile.ts';
import { usesOf } from './top-functions.ts';
import { readWish, USAGE, type Wish } from './wish.ts';

async function main(): Promise<void> {
  const wish = readWish(process.argv.slice(2));
  if (wish === undefined) return say(USAGE);
  const { home } = readSettings(process.env);
  const service = runningService(wish.service, home);
  const store = new StoreClient(urlInRunningStack('profiles', { home, env: process.env }));
  const taken = await takeProfile({ wish, service, store });
  const files = await writeFiles(taken, { wish, store });
  const uses = usesOf(taken.merged);
  say(`${titleOf(wish)}: ${amountOf(uses.total, wish.type)}\n`);
  for (const line of functionTable(uses, wish.type)) say(line);
  say('');
  for (const { file, about } of files) say(`${file}  ${about}`);
}

interface WriteOptions {
  wish: Wish;
  store: StoreClient;
}

async function writeFiles({ question, merged, range }: TakenProfile, { wish, store }: WriteOptions) {
  mkdirSync(wish.folder, { recursive: true });
  const time = new Date()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  const base = join(wish.folder, `${wish.service}-${wish.type}-${time}`);
  const write = (extension: string, content: string | Buffer, about: string) => {
    writeFileSync(`${base}${extension}`, content);
    return { file: nearest(`${base}${extension}`), about };
  };
  const page = await store.page({ ...question, title: titleOf(wish) });
  return [
    write('.pb.gz', encodePprof(merged, range), 'for: go tool pprof -http=: <file>, or https://www.speedscope.app'),
    ...(page === undefined ? [] : [write('.html', page, 'flame graph, for a browser')]),
  ];
}

/** As one would write it where npm was called. */
function nearest(file: string): string {
  const near = relative(process.env.INIT_CWD ?? '.', file);
  return near.startsWith('..') ? file : near;
}

function titleOf({ service, type, seconds, traceId }: Wish): string {
  if (traceId !== undefined) return `${service}, ${type} time of trace ${traceId}`;
  return type === 'heap' ? `${service}, heap in use` : `${service}, ${type} time of ${seconds} s`;
}

outliveConsole();
await exitWith(main());
