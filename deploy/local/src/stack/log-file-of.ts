import { join } from 'node:path';

export function logsDirectoryOf(home: string): string {
  return join(home, 'logs');
}

export function logFileOf(home: string, name: string): string {
  return join(logsDirectoryOf(home), `${name}.log`);
}
