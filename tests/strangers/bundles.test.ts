import { execFile } from 'node:child_process';
import { type DisposableTempDir, mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OtlpReceiver, traceMatchers } from '@cortex/trace-testing';
import { PRELOAD } from './run/everything.ts';
import { installation } from './run/installation.ts';
import { traceWith } from './run/received-traces.ts';
import { isWhole } from './run/scope.ts';
import { runStranger } from './run/stranger.ts';

expect.extend(traceMatchers);

interface Bundle {
  bundler: 'esbuild' | 'rollup' | 'webpack';
  form: 'plain' | 'minified' | 'old syntax';
  entry: 'mjs' | 'cjs';
  nodes: ('22' | '24' | '26')[];
}

const BUNDLES: Bundle[] = [
  { bundler: 'esbuild', form: 'plain', entry: 'mjs', nodes: ['26'] },
  { bundler: 'esbuild', form: 'minified', entry: 'mjs', nodes: ['22', '24', '26'] },
  { bundler: 'esbuild', form: 'minified', entry: 'cjs', nodes: ['22', '24', '26'] },
  { bundler: 'esbuild', form: 'old syntax', entry: 'cjs', nodes: ['26'] },
  { bundler: 'rollup', form: 'plain', entry: 'mjs', nodes: ['26'] },
  { bundler: 'webpack', form: 'plain', entry: 'cjs', nodes: ['26'] },
  // Takes half a minute of CPU time.
  ...(isWhole()
    ? [{ bundler: 'webpack', form: 'minified', entry: 'cjs', nodes: ['26'] } as const satisfies Bundle]
    : []),
];

const { project, programs, nodes } = installation();
let folder: DisposableTempDir;

beforeAll(async () => {
  folder = await mkdtempDisposable(join(tmpdir(), 'cortex-bundles-'));
});

afterAll(() => folder.remove());

/** @returns the path of the bundle, in a folder from which no SDK can be imported */
async function build({ bundler, form, entry }: Bundle): Promise<string> {
  const output = join(folder.path, `${bundler}-${form.replace(' ', '-')}.${entry}`);
  const script = join(import.meta.dirname, 'setup/bundle.ts');
  const args = [script, bundler, form, programs, join(project, `bundled.${entry}`), output];
  await promisify(execFile)(process.execPath, args);
  return output;
}

describe.each(BUNDLES)('an app that $bundler has bundled ($form, $entry)', (bundle) => {
  let file: string;

  beforeAll(async () => {
    file = await build(bundle);
  });

  test.each(bundle.nodes)('is traced on both sides on Node.js %s', async (node) => {
    await using receiver = await OtlpReceiver.start();
    const { stdout } = await runStranger({
      command: nodes[node] as string,
      args: [...PRELOAD[bundle.entry], file],
      env: { OTEL_SERVICE_NAME: 'app', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
    });
    for (const name of ['tools/call v1', 'tools/call v2']) {
      expect(traceWith(receiver, { name, service: 'app' })).toEqualTrace({
        name,
        kind: 'CLIENT',
        children: [{ name, kind: 'SERVER' }],
      });
    }
    expect(stdout).toBe('');
  });
});
