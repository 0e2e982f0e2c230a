import { consoleSuite } from './console.ts';
import { largeSpansSuite } from './large-spans.ts';
import { linksSuite } from './links.ts';
import { logsSuite } from './logs.ts';
import { metricsSuite } from './metrics.ts';
import { pipelinesSuite } from './pipelines.ts';
import type { PlatformUnderTest } from './platform-under-test.ts';
import { profilesSuite } from './profiles.ts';
import { resilienceSuite } from './resilience.ts';
import { spanMetricsSuite } from './span-metrics.ts';
import { tracesSuite } from './traces.ts';
import { webPagesSuite } from './web-pages.ts';

/** Everything that must hold however the platform is run; suites that disturb it come last. */
export function platformSuites(under: PlatformUnderTest): void {
  for (const suite of [
    tracesSuite,
    linksSuite,
    metricsSuite,
    logsSuite,
    profilesSuite,
    spanMetricsSuite,
    consoleSuite,
    webPagesSuite,
    pipelinesSuite,
    largeSpansSuite,
    resilienceSuite,
  ])
    suite(under);
}
