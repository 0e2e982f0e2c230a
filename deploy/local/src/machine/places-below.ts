import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The paths of all folders and files below a folder, without links and what they lead to. Node.js' own recursive option would follow links. */
export function placesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return [pathOf(entry), ...placesBelow(pathOf(entry))];
    return entry.isFile() ? [pathOf(entry)] : [];
  });
}

export function pathOf({ parentPath, name }: Dirent): string {
  return join(parentPath, name);
}
