import { text } from 'node:stream/consumers';
import { hashPassword } from './password.ts';

const USAGE = `Expected a password on standard input, got none. To add a user, run in services/core-api
  printf %s "$PASSWORD" | npm run --silent hash-password
and add the hash to the file that CORTEX_USERS_FILE names (absolute, or relative to CORTEX_HOME), a list such as
  [{ "id": "u-1", "username": "ada@example.com", "passwordHash": "$scrypt$..." }]`;

// Read from standard input, so that the password appears in no shell history and no process list.
const password = (process.stdin.isTTY ? '' : await text(process.stdin)).replace(/\r?\n$/, '');
if (password === '') {
  console.error(USAGE);
  process.exit(1);
}
console.log(await hashPassword(password));
