import type { ContainerRunnerOptions } from '../../platform/container-runner.ts';

/** Jest has no other way from what runs before the suites to the suites. */
const VARIABLE = 'CORTEX_TEST_CONTAINERS';

export function passToSuites(options: ContainerRunnerOptions): void {
  process.env[VARIABLE] = JSON.stringify(options);
}

/** How containers are to be run; undefined where there is no Docker engine. */
export function containersToRun(): ContainerRunnerOptions | undefined {
  const passed = process.env[VARIABLE];
  return passed === undefined ? undefined : JSON.parse(passed);
}
