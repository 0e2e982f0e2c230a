import type { HealthCheck } from './health-check.ts';

/** Another service of the platform is usable: its /health/ready answers 2xx. */
export function httpHealthCheck({ name, url }: { name: string; url: string }): HealthCheck {
  const target = new URL('/health/ready', url);
  return {
    name,
    check: async (signal) => {
      const response = await fetch(target, { signal });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`${target.href} answered ${response.status}`);
    },
  };
}
