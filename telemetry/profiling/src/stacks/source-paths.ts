import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODULES = 'node_modules';

/** The path of a script that V8 names; undefined when it is not a file (`node:internal/…`, `evalmachine.<anonymous>`). */
export function pathOf(scriptName: string): string | undefined {
  if (scriptName.startsWith('file://')) return fileURLToPath(scriptName);
  return scriptName.startsWith(sep) ? scriptName : undefined;
}

/** The outermost folder with a package.json, from `folder` upwards: in a monorepo, the workspace root. */
export function projectRoot(folder: string): string {
  let root = folder;
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) root = at;
  }
  return root;
}

/** Strips from `file` what differs between machines: packages start at `node_modules`, the project's own files at its root. */
export function portablePath(file: string, root: string): string {
  const modules = file.lastIndexOf(`${sep}${MODULES}${sep}`);
  if (modules >= 0) return file.slice(modules + 1);
  const inside = relative(root, file);
  return inside.startsWith('..') ? file : inside;
}
