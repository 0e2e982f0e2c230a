import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';

/** Writes lines through a buffer that only a flush empties, and prints what is in the file when `flush` calls back. */
const folder = mkdtempSync(join(tmpdir(), 'flushing-lines-'));
const file = join(folder, 'log');
const log = pino({}, pino.destination({ dest: file, sync: false, minLength: 4096 }));

try {
  log.info('one');
  log.info('two');
  await promisify(log.flush.bind(log))();
  process.stdout.write(readFileSync(file, 'utf8'));
} finally {
  rmSync(folder, { recursive: true });
}
