import { readFile } from 'node:fs/promises';
import type { SecurityPlatform } from '../security-platform.ts';

const SERVICES = ['cognition-service', 'core-api', 'memory-service'];
const READERS: Record<keyof SecurityPlatform['secrets'], string[]> = {
  CORTEX_JWT_SECRET: ['core-api'],
  CORTEX_INTERNAL_SECRET: SERVICES,
  CORTEX_ALERT_WEBHOOK_URL: [],
  PGPASSWORD: ['memory-service'],
  OTEL_EXPORTER_OTLP_HEADERS: SERVICES,
  NPM_TOKEN: [],
};

/** Checks what the kernel shows of the environment and the arguments of every process that the supervisor has started. */
export function secretsSuite(under: SecurityPlatform): void {
  async function processesWith(secret: string, file: 'environ' | 'cmdline'): Promise<string[]> {
    const { processes } = under.processes.state;
    const texts = await Promise.all(processes.map(({ pid }) => readFile(`/proc/${pid}/${file}`, 'utf8')));
    expect(texts.every((text) => text.includes('PATH=') || file === 'cmdline')).toBe(true);
    return processes.flatMap(({ name }, index) => (texts[index]?.includes(secret) ? [name] : [])).sort();
  }

  test.each(Object.entries(READERS))('%s reaches only the processes that read it', async (variable, readers) => {
    const secret = under.secrets[variable as keyof typeof READERS];
    expect(await processesWith(secret, 'environ')).toEqual(readers);
    expect(await processesWith(secret, 'cmdline')).toEqual([]);
  });
}
