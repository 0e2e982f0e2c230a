import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** A file that is generated from a source. */
export interface GeneratedFile {
  readonly name: string;
  readonly file: URL;
  /** The content that the file must have to agree with its source. */
  readonly content: string;
}

/** The files that are missing on the disk or differ. */
export function differingFiles(generated: readonly GeneratedFile[]): GeneratedFile[] {
  return generated.filter(({ file, content }) => !existsSync(file) || readFileSync(file, 'utf8') !== content);
}

/** Writes the files that are missing or differ. */
export function writeFiles(generated: readonly GeneratedFile[]): void {
  for (const { file, content } of differingFiles(generated)) writeFileSync(file, content);
}
