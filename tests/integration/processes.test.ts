import { Platform } from '../platform/platform.ts';
import { ProcessRunner } from '../platform/process-runner.ts';
import { platformSuites } from './suites/index.ts';
import { PlatformUnderTest } from './suites/platform-under-test.ts';

const under = new PlatformUnderTest();

beforeAll(async () => under.set(await new Platform(new ProcessRunner()).start()));

afterAll(() => under.platform.stop());

platformSuites(under);
