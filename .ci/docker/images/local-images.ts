import { buildBackends } from '@cortex/local/stack';
import type { DockerOptions } from './docker.ts';
import { ensureNodeImage } from './node-image.ts';
import { ensureProgramImage } from './program-image.ts';
import { ensureServiceImages } from './service-images.ts';

/**
 * Builds every image that can be built without a registry.
 * @returns the variables by which docker-compose.otel.yml and deploy/docker/local-images.yml refer to them
 */
export async function ensureLocalImages(options: DockerOptions): Promise<Record<string, string>> {
  const { collector, guard, jaeger, prometheus, victoriaLogs, alertmanager } = await buildBackends(options.signal);
  const images = {
    CORTEX_COLLECTOR_IMAGE: await ensureProgramImage(collector, options),
    CORTEX_GUARD_IMAGE: await ensureProgramImage(guard, options),
    CORTEX_JAEGER_IMAGE: await ensureProgramImage(jaeger, options),
    CORTEX_PROMETHEUS_IMAGE: await ensureProgramImage(prometheus, options),
    CORTEX_ALERTMANAGER_IMAGE: await ensureProgramImage(alertmanager, options),
    CORTEX_LOGS_IMAGE: await ensureProgramImage(victoriaLogs, options),
  };
  return { ...images, CORTEX_IMAGE_TAG: await ensureServiceImages(await ensureNodeImage(options), options) };
}
