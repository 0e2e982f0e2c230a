import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { ensureChromium } from '../security/pages/chromium.ts';

/** A headless Chromium, Debian's where there is none yet. The caller closes it. */
export async function launchBrowser(signal: AbortSignal, options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = inPath(await ensureChromium(signal));
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'], ...options });
}

/** Playwright takes no names of programs. */
function inPath(program: string): string {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  const found = candidates.find(isExecutable);
  if (found === undefined) throw new Error(`expected ${program} in PATH, found none`);
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
