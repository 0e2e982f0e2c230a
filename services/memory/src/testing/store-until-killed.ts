/** Child process of the tests: stores inputs three at a time and prints the ids of acknowledged ones, until it is killed. */
import { databaseUrl } from '../database/location.ts';
import { History } from '../history/history.ts';
import { openQuietly } from './temporary-database.ts';

const [url, prefix] = process.argv.slice(2);
const history = new History(await openQuietly(databaseUrl.parse(url)));
for (let number = 0; ; number += 3) {
  const ids = [number, number + 1, number + 2].map((index) => `${prefix}-${index}`);
  await Promise.all(ids.map((input_id) => history.store({ input_id, user_id: 'ada', content: 'to be kept' })));
  await new Promise((written) => process.stdout.write(`${ids.join('\n')}\n`, written));
}
