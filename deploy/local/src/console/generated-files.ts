import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** A file that is made from a source. */
export interface GeneratedFile {
  readonly name: string;
  readonly file: URL;
  /** What the file holds when it agrees with its source. */
  readonly content: string;
}

/** The files that are missing on the disk, or differ. */
export function differingFiles(generated: readonly GeneratedFile[]): GeneratedFile[] {
  return generated.filter(({ file, content }) => !existsSync(file) || readFileSync(file, 'utf8') !== content);
}

/** Writes those that differ. */
export function writeFiles(generated: readonly GeneratedFile[]): void {
  for (const { file, content } of differingFiles(generated)) writeFileSync(file, content);
}
