import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from '@cortex/local/console';
import { repository } from '@cortex/local/settings';
import { licencesOfModules } from './go-modules.ts';
import { npmPackages } from './npm-packages.ts';
import { pageOf } from './page.ts';

const HELP = `Usage: npm run licences

Writes docs/licences.md: the licences of all packages in package-lock.json and of all Go modules, which are downloaded for it.`;

/** `npm run licences` writes docs/licences.md. */
readOptions({ args: process.argv.slice(2), options: {}, help: HELP });
writeFileSync(join(repository, 'docs/licences.md'), pageOf(npmPackages(), await licencesOfModules()));
