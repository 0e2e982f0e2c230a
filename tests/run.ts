/**
 * `npm test` runs the checks of the repository, cheapest first. `npm test -- unit e2e` runs only the named steps.
 * Notes of the steps, such as what was tested on, are printed before the last line. That is `N passed, N failed`; the exit status is 1 when anything failed.
 */
import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { z } from 'zod';
import { exitCode } from './exit-code.ts';
import { goTest } from './go-test.ts';

type Tally = { passed: number; failed: number };
/** `mark` is printed before each of the step's lines. */
type Run = (step: { reportFile: string; mark?: string | undefined }) => Promise<Tally>;
type Step = {
  name: string;
  about: string;
  run: Run;
  options?: Option[];
  /** Steps with lanes wait more than they compute: neighbouring lanes run concurrently, the steps of one lane one after the other. */
  lane?: string;
  /** Runs only when it is named, because it takes long and its results seldom change. */
  isOptional?: true;
};
/** Extends a step, by variables of its environment. */
type Option = { flag: string; about: string; env: Record<string, string> };

const steps: Step[] = [
  {
    name: 'lint',
    about: 'format and lint rules (biome)',
    run: check('node_modules/.bin/biome', 'ci', '--error-on-warnings'),
  },
  { name: 'types', about: 'strict TypeScript', run: check('node_modules/.bin/tsc', '--noEmit', '-p', 'tsconfig.json') },
  {
    name: 'backends',
    about: 'the backends, built or found in the cache',
    run: check(process.execPath, 'deploy/local/src/main.ts', '--build-only'),
  },
  {
    name: 'collector',
    about: "the Collector's own components (go test)",
    run: () => goTest(join(repository, 'collector/components')),
  },
  { name: 'unit', about: 'tests beside the code', run: jest('tests/jest/unit.config.js') },
  {
    name: 'strangers',
    about: 'the packed package in projects of others',
    run: jest('tests/jest/strangers.config.js'),
    options: [
      { flag: '--all', about: 'also those that take long', env: { STRANGERS_ALL: '1' } },
      { flag: '--renew', about: 'writes the table of programs in telemetry/README.md', env: { STRANGERS_RENEW: '1' } },
      { flag: '--newest', about: 'with the newest releases of the MCP packages', env: { STRANGERS_NEWEST: '1' } },
    ],
  },
  {
    name: 'contract',
    about: 'what a Pyroscope does, asked of the profile store',
    run: jest('tests/jest/contract.config.js'),
  },
  {
    name: 'e2e',
    about: 'the whole native stack, asked through its real backends',
    run: jest('tests/jest/e2e.config.js', '--runInBand'),
    lane: 'failures',
  },
  {
    name: 'security',
    about: 'attacks on the running platform: garbage, strangers, pages, floods',
    run: jest('tests/jest/security.config.js', '--runInBand'),
    lane: 'uses',
  },
  {
    name: 'integration',
    about: 'the same suites over the stack in containers and in processes',
    run: jest('tests/jest/integration.config.js', '--runInBand'),
    lane: 'uses',
  },
  {
    name: 'load',
    about: 'load on the native stack, and the load tools of the guide',
    run: jest('tests/jest/load.config.js', '--runInBand'),
  },
  {
    name: 'console',
    about:
      'every page of the console in a browser, situations whose cause it must name first, an agent that asks it, and the MCP conformance suite; only where it is named',
    run: jest('tests/jest/console.config.js', '--runInBand'),
    isOptional: true,
  },
  {
    name: 'kubernetes',
    about: 'deploy/kubernetes on the real control plane, which is built first; only where it is named',
    run: jest('tests/jest/kubernetes.config.js', '--runInBand'),
    isOptional: true,
  },
  {
    name: 'scale',
    about: 'what is for more than one process and machine, with parts that are killed; only where it is named',
    run: jest('tests/jest/scale.config.js', '--runInBand'),
    isOptional: true,
  },
];

function check(command: string, ...args: string[]): Run {
  return async ({ mark }) =>
    (await exitCode({ command, args, mark })) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function jest(config: string, ...more: string[]): Run {
  return async ({ reportFile, mark }) => {
    const flags = [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
    ];
    const args = [...flags, '--config', config, '--json', '--outputFile', reportFile, ...more];
    const code = await exitCode({ command: process.execPath, args, mark });
    const tally = await readTally(reportFile);
    // Jest also fails for reasons outside of tests (an open handle at the end, a broken configuration): these count too.
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  };
}

const JestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
});

async function readTally(reportFile: string): Promise<Tally> {
  const text = await readFile(reportFile, 'utf8').catch(() => undefined);
  if (text === undefined) return { passed: 0, failed: 1 };
  const report = JestReport.parse(JSON.parse(text));
  return { passed: report.numPassedTests, failed: report.numFailedTests + report.numRuntimeErrorTestSuites };
}

function chosenSteps(names: string[]): Step[] {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length === 0)
    return steps.filter(({ name, isOptional }) => (names.length === 0 ? !isOptional : names.includes(name)));
  console.error(`Unknown step ${unknown.join(', ')}; expected any of: ${steps.map((step) => step.name).join(', ')}.`);
  process.exit(2);
}

function printHelp(): void {
  console.log('Usage: npm test [-- step ...]\n\nRuns every step, or those named:\n');
  for (const { name, about, options = [] } of steps) {
    console.log(`  ${name.padEnd(12)} ${about}`);
    for (const option of options) console.log(`    ${option.flag.padEnd(10)} ${option.about}`);
  }
}

/** Sets the environment for the flags in `args`. @returns the names in `args` */
function takeOptions(args: string[]): string[] {
  const options = steps.flatMap((step) => step.options ?? []);
  for (const { flag, env } of options) if (args.includes(flag)) Object.assign(process.env, env);
  return args.filter((arg) => !options.some(({ flag }) => flag === arg));
}

/** Groups steps into stages of concurrent lanes. */
function inStages(chosen: Step[]): Step[][][] {
  const stages: Step[][] = [];
  for (const step of chosen) {
    const before = stages.at(-1);
    if (before?.[0]?.lane !== undefined && step.lane !== undefined) before.push(step);
    else stages.push([step]);
  }
  return stages.map((stage) => [...Map.groupBy(stage, ({ lane }) => lane).values()]);
}

async function runStage(lanes: Step[][], scratch: string): Promise<Tally[]> {
  const runLane = async (steps: Step[]) => {
    const tallies: Tally[] = [];
    for (const { name, about, run } of steps) {
      console.log(`\n── ${name}: ${about}`);
      const mark = lanes.length > 1 ? name.padEnd(12) : undefined;
      tallies.push(await run({ reportFile: join(scratch, `${name}.json`), mark }));
    }
    return tallies;
  };
  return (await Promise.all(lanes.map(runLane))).flat();
}

async function main(args: string[]): Promise<void> {
  if (args.includes('--help')) return printHelp();
  const names = takeOptions(args);
  const scratch = await mkdtempDisposable(join(tmpdir(), 'cortex-test-'));
  const notes = join(scratch.path, 'notes');
  process.env.CORTEX_TEST_NOTES = notes;
  const tallies: Tally[] = [];
  for (const lanes of inStages(chosenSteps(names))) tallies.push(...(await runStage(lanes, scratch.path)));
  const said = await readFile(notes, 'utf8').catch(() => '');
  await scratch.remove();
  const sum = (figure: keyof Tally) => tallies.reduce((total, tally) => total + tally[figure], 0);
  console.log(`\n${said}${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}

await main(process.argv.slice(2));
