import { realpathSync } from 'node:fs';

const RUNNER =
  /[\\/](?:npm[\\/]bin[\\/]np[mx]-cli|pnpm[\\/]bin[\\/]pn?p[mx]|yarn[\\/]bin[\\/]yarn|corepack[\\/]dist[\\/]\w+)\.[cm]?js$/;

/** Whether this process is npx, or another that starts the program which `NODE_OPTIONS` are meant for. With telemetry it would be a second service of that name. */
export function isPackageRunner(mainModule = process.argv[1]): boolean {
  try {
    return mainModule !== undefined && RUNNER.test(realpathSync(mainModule));
  } catch {
    return false;
  }
}
