import type { ContainerRunnerOptions } from '../../platform/container-runner.ts';

/** The only way in jest to pass data from the global setup to the suites. */
const VARIABLE = 'CORTEX_TEST_CONTAINERS';

export function passToSuites(options: ContainerRunnerOptions): void {
  process.env[VARIABLE] = JSON.stringify(options);
}

/** How to run containers; undefined without a Docker engine. */
export function containersToRun(): ContainerRunnerOptions | undefined {
  const passed = process.env[VARIABLE];
  return passed === undefined ? undefined : JSON.parse(passed);
}
