import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { printLine, reasonOf } from './diagnostics/print-line.ts';
import { isOlder } from './environment/version.ts';

// Static imports must exist in old versions of Node.js too: a missing name would end the program with a SyntaxError before the first line here.
try {
  const load = createRequire(import.meta.url);
  const needed = load('../package.json').engines.node.replace('>=', '');
  const { node } = process.versions;
  if (isOlder(node, needed))
    printLine(`telemetry needs Node.js ${needed} or later, this is ${node}: the application runs without it`);
  else load(`./registration${extname(import.meta.url)}`);
} catch (error) {
  printLine(`telemetry could not start, the application runs without it: ${reasonOf(error)}`);
}
