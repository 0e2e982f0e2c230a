import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jaegerDirectory } from '../paths.ts';

/** The file with the links of Jaeger's pages. */
export function jaegerUi(dataDirectory: string): string {
  return join(dataDirectory, 'jaeger-ui.json');
}

export interface JaegerUiOptions {
  dataDirectory: string;
  /** Base URL. */
  consoleUrl: string;
}

/** Writes the links of Jaeger's pages to the console, one file for each stack, because Jaeger does not expand variables in it. */
export async function writeJaegerUi({ dataDirectory, consoleUrl }: JaegerUiOptions): Promise<void> {
  const links = await readFile(join(jaegerDirectory, 'ui.json'), 'utf8');
  await mkdir(dataDirectory, { recursive: true });
  await writeFile(
    jaegerUi(dataDirectory),
    links.replaceAll(/\$\{CORTEX_CONSOLE_URL\}/g, () => consoleUrl),
  );
}
