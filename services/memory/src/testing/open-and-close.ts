/** Child process of the tests: opens (and so migrates) the database its argument names, and closes it. */
import { openDatabase } from '../database/open.ts';

const database = await openDatabase({ kind: 'sqlite', path: process.argv[2] ?? '' });
await database.destroy();
