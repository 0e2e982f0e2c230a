import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { outputs } from './outputs.ts';

const HELP = `Usage: npm run secret-names [-- --check]

Generates the lists of names of secret fields, for the services and the Collector, from telemetry/register/secret-names.yaml.

  --check   writes nothing; exits with 1 when a file differs`;
const MISUSED = 2;

function write({ isCheck }: { isCheck: boolean }): void {
  const differing = outputs().filter(({ file, content }) => readFileSync(file, 'utf8') !== content);
  if (!isCheck) for (const { file, content } of differing) writeFileSync(file, content);
  else if (differing.length > 0) {
    const names = differing.map(({ name }) => name).join(', ');
    console.error(`${names} differ from secret-names.yaml: run \`npm run secret-names\` and commit them`);
    process.exitCode = 1;
  }
}

function readArguments() {
  try {
    return parseArgs({ options: { help: { type: 'boolean' }, check: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    process.exit(MISUSED);
  }
}

const { help, check } = readArguments();
if (help) console.log(HELP);
else write({ isCheck: check });
