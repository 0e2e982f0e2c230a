import { join } from 'node:path';
import { repository } from '../../../deploy/local/src/settings.ts';
import { npm } from './npm.ts';

/** Builds and packs the package as `npm publish` would. @returns the path of the tarball */
export async function packTelemetry(folder: string): Promise<string> {
  const answer = await npm(
    repository,
    'pack',
    '--workspace',
    '@cortex/telemetry',
    '--pack-destination',
    folder,
    '--json',
  );
  return join(folder, filenameIn(answer));
}

// The build of `prepack` writes to the same output, before npm's JSON.
function filenameIn(answer: string): string {
  const filename = /"filename": "([^"]+)"/.exec(answer)?.[1];
  if (filename === undefined) throw new Error(`npm pack should name the tarball; it wrote: ${answer}`);
  return filename;
}
