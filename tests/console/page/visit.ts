import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Result } from 'axe-core';
import type { Browser, Page } from 'playwright-core';

const SCREENSHOTS = join(import.meta.dirname, '../screenshots');
const LOADING = /^Loading/;
/** Chromium aborts its requests when a network of the machine comes or goes, such as those of containers beside a test. */
const NETWORK_CHANGED = 'ERR_NETWORK_CHANGED';
const MOST_ATTEMPTS = 5;
/** Anything that takes longer is not slow, but broken. */
const PATIENCE_MILLISECONDS = 180_000;

export interface Look {
  width: number;
  /** The height of the window. */
  height?: number;
  colorScheme: 'light' | 'dark';
}

export const DESK: Look = { width: 1280, colorScheme: 'light' };
export const LOOKS: Look[] = [DESK, { width: 1280, colorScheme: 'dark' }, { width: 360, colorScheme: 'light' }];

/** A page of the console in a browser, with its errors. */
export class Visit implements AsyncDisposable {
  readonly page: Page;
  /** Errors of scripts, and violations of the page's policy. */
  readonly complaints: string[] = [];

  /** Resolves once nothing is loading any more. */
  static async open(browser: Browser, url: string, look: Look = DESK): Promise<Visit> {
    for (let attempt = 1; ; attempt += 1) {
      const { width, height = 900, colorScheme } = look;
      const context = await browser.newContext({ viewport: { width, height }, colorScheme });
      context.setDefaultTimeout(PATIENCE_MILLISECONDS);
      const visit = new Visit(await context.newPage());
      const isLast = attempt === MOST_ATTEMPTS;
      try {
        await visit.page.goto(url);
        await visit.settled();
        if (isLast || !visit.#wasCutOff()) return visit;
      } catch (error) {
        if (isLast || !visit.#wasCutOff()) throw error;
      }
      await context.close();
    }
  }

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of [45]\d\d/.test(message.text()))
        this.complaints.push(message.text());
    });
  }

  async settled(): Promise<void> {
    await this.page.locator('main h1').first().waitFor();
    await this.page.getByText(LOADING).first().waitFor({ state: 'detached' });
  }

  #wasCutOff(): boolean {
    return this.complaints.some((complaint) => complaint.includes(NETWORK_CHANGED));
  }

  /** The violations that axe finds, one line each. */
  async accessibilityFaults(): Promise<string[]> {
    await this.page.evaluate(axeSource());
    const violations: Result[] = await this.page.evaluate('axe.run().then(({ violations }) => violations)');
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
    );
  }

  /** Shows the page without any colours. */
  async withoutColours(): Promise<void> {
    const protocol = await this.page.context().newCDPSession(this.page);
    await protocol.send('Emulation.setEmulatedVisionDeficiency', { type: 'achromatopsia' });
  }

  /** How many pixels the page is wider than its window. */
  overflow(): Promise<number> {
    return this.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }

  /** A picture of the window, for the README. */
  async webp(): Promise<Buffer> {
    const protocol = await this.page.context().newCDPSession(this.page);
    const { data } = await protocol.send('Page.captureScreenshot', { format: 'webp', quality: 85 });
    return Buffer.from(data, 'base64');
  }

  /** A picture of the whole page, kept for people to look at when a test failed. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: screenshotFile(name), fullPage: true });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.page.context().close();
  }
}

export function screenshotFile(name: string): string {
  return join(SCREENSHOTS, `${name}.png`);
}

function axeSource(): string {
  const { source } = createRequire(import.meta.url)('axe-core') as { source: string };
  return source;
}
