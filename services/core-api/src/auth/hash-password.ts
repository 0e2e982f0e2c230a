import { text } from 'node:stream/consumers';
import { hashPassword } from './password.ts';

// Read from standard input, so that the password is in no shell history and no process list.
const password = (await text(process.stdin)).replace(/\r?\n$/, '');
if (password === '') {
  console.error('Expected a password on standard input, got none: printf %s "$PASSWORD" | npm run hash-password');
  process.exit(1);
}
console.log(await hashPassword(password));
