import { existsSync } from 'node:fs';
import { join } from 'node:path';

export function isBuilt(folder: string): boolean {
  return existsSync(join(folder, 'index.html'));
}
