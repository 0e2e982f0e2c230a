// `check-packages.mjs <tarball …>`: prints the results of publint and attw for each, as JSON.
import { readFile } from 'node:fs/promises';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';

for (const tarball of process.argv.slice(2)) {
  const data = await readFile(tarball);
  const { messages } = await publint({ pack: { tarball: new Uint8Array(data).buffer } });
  const { problems = [] } = await checkPackage(createPackageFromTarballData(new Uint8Array(data)));
  const types = problems.map(({ kind, entrypoint, resolutionKind }) => `${kind} ${entrypoint} ${resolutionKind}`);
  console.log(JSON.stringify({ tarball, messages: messages.map(({ code }) => code), types }));
}
