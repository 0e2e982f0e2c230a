/** `npm run api` writes `api.txt` of each published package: what it exports, with types. */
import { writeFileSync } from 'node:fs';
import { reports } from './reports.ts';

for (const { file, content } of await reports()) writeFileSync(file, content);
