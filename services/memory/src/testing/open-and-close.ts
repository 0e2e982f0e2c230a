/** Child process of the tests: opens, and so migrates, the database in its argument, and closes it. */
import { databaseUrl } from '../database/location.ts';
import { openQuietly } from './temporary-database.ts';

const database = await openQuietly(databaseUrl.parse(process.argv[2]));
await database.close();
