import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { say } from './say.ts';

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

/** Writes the files that are missing or differ, and names them. */
export function writeFiles(generated: readonly GeneratedFile[]): void {
  const differing = differingFiles(generated);
  for (const { file, content } of differing) writeFileSync(file, content);
  const written = differing.map(({ name }) => name).join(', ');
  say(written === '' ? 'Nothing had to be written.' : `Written: ${written}`);
}
