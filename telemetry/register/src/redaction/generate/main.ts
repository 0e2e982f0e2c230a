/** `npm run contract`: writes the names of fields that hold a secret, for the services and for the Collector, from secret-names.yaml. */
import { writeFileSync } from 'node:fs';
import { outputs } from './outputs.ts';

for (const { file, content } of outputs()) writeFileSync(file, content);
