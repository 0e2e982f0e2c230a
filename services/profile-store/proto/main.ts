import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { generatedMessages } from './generated-messages.ts';

const HELP = `Usage: npm run messages -w services/profile-store

Generates src/messages from the .proto files of Pyroscope in proto/.`;
const MISUSED = 2;
const FOLDER = join(import.meta.dirname, '..', 'src', 'messages');

function isHelpAsked(): boolean {
  try {
    return parseArgs({ options: { help: { type: 'boolean', default: false } } }).values.help;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    process.exit(MISUSED);
  }
}

function write(): void {
  for (const [name, content] of generatedMessages()) {
    mkdirSync(dirname(join(FOLDER, name)), { recursive: true });
    writeFileSync(join(FOLDER, name), content);
  }
}

if (isHelpAsked()) console.log(HELP);
else write();
