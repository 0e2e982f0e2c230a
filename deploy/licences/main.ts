import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { licencesOfModules } from './go-modules.ts';
import { npmPackages } from './npm-packages.ts';
import { pageOf } from './page.ts';

/** `npm run licences` writes docs/licences.md. */
writeFileSync(join(repository, 'docs/licences.md'), pageOf(npmPackages(), await licencesOfModules()));
