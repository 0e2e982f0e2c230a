import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODULES = 'node_modules';

/** The path of a script as V8 names it, or nothing for what is no file (`node:internal/…`, `evalmachine.<anonymous>`). */
export function pathOf(scriptName: string): string | undefined {
  if (scriptName.startsWith('file://')) return fileURLToPath(scriptName);
  return scriptName.startsWith(sep) ? scriptName : undefined;
}

/** The outermost folder above `folder` that holds a package.json: the workspace root in a monorepo. */
export function projectRoot(folder: string): string {
  let root = folder;
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) root = at;
  }
  return root;
}

/** `file` without what differs from machine to machine: packages from `node_modules` on, own files from the project's root on. */
export function portablePath(file: string, root: string): string {
  const modules = file.lastIndexOf(`${sep}${MODULES}${sep}`);
  if (modules >= 0) return file.slice(modules + 1);
  const inside = relative(root, file);
  return inside.startsWith('..') ? file : inside;
}
