import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedMessages } from './generated-messages.ts';

const folder = join(import.meta.dirname, '..', 'src', 'messages');

for (const [name, content] of generatedMessages()) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}
