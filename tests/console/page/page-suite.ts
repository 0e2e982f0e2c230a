import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../platform/browser.ts';
import { ProcessRunner, type StartedProcesses } from '../../platform/process-runner.ts';
import { Stage } from '../stage.ts';
import { ConsoleProcess } from './console-process.ts';
import { type Look, Visit } from './visit.ts';

const LAUNCH_MILLISECONDS = 5 * 60_000;

/** A served console, and the stack that it belongs to. */
interface Served {
  url: string;
}

export interface ServedByStack extends Served, Pick<StartedProcesses, 'urls' | 'home'> {
  /** The current process id of a part; undefined while it does not run. */
  pidOf(part: string): number | undefined;
  /** Opens a stage for a user of the stack. */
  openStage(): Promise<Stage>;
}

export interface ServedAlone extends Served {
  /** A folder in place of a stack's home. */
  home: string;
}

/** Makes jest start a console and a browser before the tests of a file, and stop both afterwards. */
export class PageSuite<Kind extends Served> {
  readonly #resources = new AsyncDisposableStack();
  #started: { browser: Browser; served: Kind } | undefined;

  /** @param serve starts the console; whatever it starts is added to the resources */
  constructor(serve: (resources: AsyncDisposableStack) => Promise<Kind>) {
    beforeAll(async () => {
      const launching = launchBrowser(AbortSignal.timeout(LAUNCH_MILLISECONDS));
      const closing = closedWith(this.#resources, launching, (browser) => browser.close());
      const [browser, served] = await Promise.all([closing, serve(this.#resources)]);
      this.#started = { browser, served };
    });
    afterAll(() => this.#resources.disposeAsync());
  }

  get browser(): Browser {
    return this.#sure.browser;
  }

  get served(): Kind {
    return this.#sure.served;
  }

  /** @param path of the console */
  open(path: string, look?: Look): Promise<Visit> {
    return Visit.open(this.browser, `${this.served.url}${path}`, look);
  }

  get #sure() {
    if (this.#started !== undefined) return this.#started;
    throw new Error('expected to be asked in a test or a hook: jest has not begun yet');
  }
}

/** Tests pages of a whole stack. */
export function pagesOfStack(): PageSuite<ServedByStack> {
  return new PageSuite(async (resources) => {
    const platform = await closedWith(resources, new ProcessRunner().start(), (one) => one.stop());
    const { urls, home } = platform;
    return {
      url: urls.console,
      urls,
      home,
      pidOf: (part) => platform.state.processes.find(({ name }) => name === part)?.pid,
      openStage: () => Stage.open({ urls, home, shop: '', kill: () => {} }),
    };
  });
}

/** Tests pages of a console without a stack. @param settings its environment; whatever is started for it is added to the resources */
export function pagesOfConsole(
  settings: (resources: AsyncDisposableStack) => Promise<Record<string, string>> = async () => ({}),
): PageSuite<ServedAlone> {
  return new PageSuite(async (resources) => {
    const { path: home } = resources.use(await mkdtempDisposable(join(tmpdir(), 'console-page-')));
    const starting = ConsoleProcess.start(home, await settings(resources));
    const { url } = await closedWith(resources, starting, (one) => one.stop());
    return { url, home };
  });
}

/** Closes what has started, even if something else failed to start. */
function closedWith<Opened>(
  resources: AsyncDisposableStack,
  opening: Promise<Opened>,
  close: (opened: Opened) => Promise<void>,
): Promise<Opened> {
  resources.defer(() => opening.then(close, () => undefined));
  return opening;
}
