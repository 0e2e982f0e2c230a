/** `npm run api` writes the `api.txt` of each published package: its exports with their types. */
import { writeFileSync } from 'node:fs';
import { readOptions } from '@cortex/local/console';
import { reports } from './reports.ts';

const HELP = `Usage: npm run api

Writes the api.txt of each published package: its exports with their types. A test fails when one differs.`;

readOptions({ args: process.argv.slice(2), options: {}, help: HELP });
for (const { file, content } of await reports()) writeFileSync(file, content);
