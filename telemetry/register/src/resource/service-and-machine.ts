import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { getStringFromEnv } from '@opentelemetry/core';
import { defaultResource, type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import { ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions';

/** The service's attributes as the process knows them. `OTEL_RESOURCE_ATTRIBUTES` and `OTEL_SERVICE_NAME` take precedence. */
export function serviceResource(mainModule: string | undefined): Resource {
  const version = mainModule === undefined ? undefined : nearestVersion(dirname(mainModule));
  return defaultResource().merge(
    resourceFromAttributes({
      ...(version === undefined ? {} : { [ATTR_SERVICE_VERSION]: version }),
      'deployment.environment.name': getStringFromEnv('NODE_ENV') ?? 'development',
    }),
  );
}

/** The attributes of machine and process. The command line is left out, because it may hold secrets. */
export function machineResource(): Resource {
  return resourceFromAttributes({
    'host.name': hostname(),
    'process.pid': process.pid,
    'process.runtime.name': 'nodejs',
    'process.runtime.version': process.versions.node,
  });
}

function nearestVersion(folder: string): string | undefined {
  const file = join(folder, 'package.json');
  if (existsSync(file)) {
    const { version }: { version?: unknown } = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof version === 'string') return version;
  }
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestVersion(parent);
}
