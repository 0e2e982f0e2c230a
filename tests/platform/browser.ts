import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { ensureChromium } from '../security/pages/chromium.ts';

/** A headless Chromium, installed from Debian if there is none. The caller closes it. */
export async function launchBrowser(signal: AbortSignal, options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = inPath(await ensureChromium(signal));
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'], ...options });
}

/** The path of a program, because Playwright accepts no names. */
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
