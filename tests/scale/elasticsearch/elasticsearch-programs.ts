import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensurePackage } from '@cortex/docker';
import { runCommand } from '@cortex/local/build';
import { cachedFolder } from '../../platform/cached-folder.ts';

const VERSION = '8.19.21';
/** The archive that Elastic publishes for integration tests: the server with few modules, without Java. */
const ARCHIVE = `https://repo1.maven.org/maven2/org/elasticsearch/distribution/integ-test-zip/elasticsearch/${VERSION}/elasticsearch-${VERSION}.zip`;
/** The checksum that Maven Central publishes beside the archive. */
const SHA512 =
  'cf6b0a93860d329937ae7f913ec5073b0c726c77639764b93fc83a304aa1dd9d4defcfa2849948eea3b0b47c2065f994908603939fc2a4774c9c4d868c5ec1dd';
const JAVA = 'openjdk-17-jre-headless';

/** Returns the folder of Elasticsearch, from the cache or Maven Central (107 MB). Installs Debian's Java where there is none. */
export async function elasticsearchPrograms(): Promise<string> {
  const options = { env: process.env, signal: new AbortController().signal, say: (line: string) => console.log(line) };
  await ensurePackage(JAVA, 'java', options);
  await ensurePackage('unzip', 'unzip', options);
  const folder = await cachedFolder({ name: 'elasticsearch', inputs: [ARCHIVE, SHA512], fill: download });
  return join(folder, `elasticsearch-${VERSION}`);
}

async function download(folder: string): Promise<void> {
  const response = await fetch(ARCHIVE);
  if (!response.ok) throw new Error(`expected ${ARCHIVE}, it was answered ${response.status}`);
  const archive = Buffer.from(await response.arrayBuffer());
  const hash = createHash('sha512').update(archive).digest('hex');
  if (hash !== SHA512) throw new Error(`expected ${ARCHIVE} with the SHA-512 ${SHA512}, it has ${hash}`);
  const file = join(folder, 'archive.zip');
  await writeFile(file, archive);
  const { code, stderr } = await runCommand({
    command: 'unzip',
    args: ['-q', file],
    cwd: folder,
    env: process.env,
    signal: new AbortController().signal,
  });
  if (code !== 0) throw new Error(`unzip ended with ${code}: ${stderr.join('\n')}`);
  await rm(file);
}
