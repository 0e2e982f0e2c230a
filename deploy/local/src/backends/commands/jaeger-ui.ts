import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { jaegerConfiguration } from '../paths.ts';

/** What Jaeger's pages link to. */
export function jaegerUi(dataDirectory: string): string {
  return join(dataDirectory, 'jaeger-ui.json');
}

export interface JaegerUiOptions {
  dataDirectory: string;
  /** Base URL. */
  consoleUrl: string;
}

/** Jaeger expands no variables in the file; so each stack gets one that leads to its own console. */
export async function writeJaegerUi({ dataDirectory, consoleUrl }: JaegerUiOptions): Promise<void> {
  const links = await readFile(join(dirname(jaegerConfiguration), 'ui.json'), 'utf8');
  await mkdir(dataDirectory, { recursive: true });
  await writeFile(
    jaegerUi(dataDirectory),
    links.replaceAll(/\$\{CORTEX_CONSOLE_URL\}/g, () => consoleUrl),
  );
}
