import { join } from 'node:path';

export function logFileOf(home: string, name: string): string {
  return join(home, 'logs', `${name}.log`);
}
