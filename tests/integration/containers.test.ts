import { ContainerRunner, type StartedContainers } from '../platform/container-runner.ts';
import { StartedPlatform } from '../platform/platform.ts';
import { containersToRun } from './setup/containers.ts';
import { containerLogsSuite } from './suites/container-logs.ts';
import { platformSuites } from './suites/index.ts';
import { PlatformUnderTest } from './suites/platform-under-test.ts';
import { stoppedContainersSuite } from './suites/stopped-containers.ts';

const options = containersToRun();

// A message before the suites and the summary explain why there are none.
(options === undefined ? describe.skip : describe)('in containers', () => {
  const under = new PlatformUnderTest();
  let containers: StartedContainers;

  beforeAll(async () => {
    if (options === undefined) return;
    containers = await new ContainerRunner(options).start();
    under.set(new StartedPlatform(containers));
  });

  afterAll(() => containers?.stop());

  platformSuites(under);
  containerLogsSuite(under, () => containers);
  stoppedContainersSuite(under, () => containers);
});
