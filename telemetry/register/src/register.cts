const { extname } = require('node:path') as typeof import('node:path');
const { isInternalThread } = require('node:worker_threads') as typeof import('node:worker_threads');

const entry = `./register${extname(__filename) === '.cts' ? '.ts' : '.js'}`;

/** For `--require`. Node.js loads its modules in the thread of module hooks, too, where no ES module can be required and no application runs. */
if (!isInternalThread) {
  try {
    require(entry);
  } catch {
    // Where no ES module can be required at all, it says which Node.js it needs.
    import('./register.ts').catch(() => undefined);
  }
}
