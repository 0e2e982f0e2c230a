/** Child process of the tests: stores inputs one after the other and writes the id of each acknowledged one, until it is killed. */
import { openDatabase } from '../database/open.ts';
import { whenFree } from '../database/when-free.ts';
import { storeInput } from '../history/store-input.ts';

const [path = '', prefix] = process.argv.slice(2);
const database = await openDatabase({ kind: 'sqlite', path });
for (let number = 0; ; number += 1) {
  const input = {
    inputId: `${prefix}-${number}`,
    userId: 'ada',
    content: 'to be kept',
    metadata: {},
    timestamp: number,
  };
  await whenFree(() => storeInput(database, input));
  await new Promise((written) => process.stdout.write(`${input.inputId}\n`, written));
}
