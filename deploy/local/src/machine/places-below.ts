import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of all folders and files below a folder. Links are left out, and what they lead to: Node's recursive way goes into them. */
export function placesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return [pathOf(entry), ...placesBelow(pathOf(entry))];
    return entry.isFile() ? [pathOf(entry)] : [];
  });
}

export function pathOf({ parentPath, name }: Dirent): string {
  return join(parentPath, name);
}
