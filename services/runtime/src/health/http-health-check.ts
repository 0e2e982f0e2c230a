import type { HealthCheck } from './health-check.ts';

export interface HttpHealthCheckOptions extends Pick<HealthCheck, 'name' | 'isRequired'> {
  url: string;
}

/** Checks another service of the platform: its /health/ready must answer 2xx. */
export function httpHealthCheck({ url, ...about }: HttpHealthCheckOptions): HealthCheck {
  const target = new URL('/health/ready', url);
  return {
    ...about,
    check: async (signal) => {
      const response = await fetch(target, { signal });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`${target.href} answered ${response.status}`);
    },
  };
}
