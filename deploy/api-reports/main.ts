/** `npm run api` writes `api.txt` of each published package: what it exports, with types. */
import { writeFileSync } from 'node:fs';
import { readOptions } from '@cortex/local/console';
import { reports } from './reports.ts';

const HELP = `Usage: npm run api

Writes api.txt of each published package: what it exports, with types. A test fails where one differs.`;

readOptions({ args: process.argv.slice(2), options: {}, help: HELP });
for (const { file, content } of await reports()) writeFileSync(file, content);
