const { extname } = require('node:path') as typeof import('node:path');
const { isInternalThread } = require('node:worker_threads') as typeof import('node:worker_threads');

/** For `--require`. Node.js loads its modules in the thread of module hooks, too, where no ES module can be required and no application runs. */
if (!isInternalThread) require(`./register${extname(__filename) === '.cts' ? '.ts' : '.js'}`);
