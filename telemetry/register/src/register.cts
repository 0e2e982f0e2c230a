const { extname } = require('node:path') as typeof import('node:path');
const { isInternalThread } = require('node:worker_threads') as typeof import('node:worker_threads');

const entry = `./register${extname(__filename) === '.cts' ? '.ts' : '.js'}`;

/** The entry for `--require`. Node.js loads it in the thread of module hooks too, where no ES module can be required and no application runs. */
if (!isInternalThread) {
  try {
    require(entry);
  } catch {
    // A Node.js that cannot require ES modules at all: the module prints which version it needs.
    import('./register.ts').catch(() => undefined);
  }
}
