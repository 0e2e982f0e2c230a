import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { repository } from '@cortex/local/settings';
import { buildCheckTool } from '@cortex/local/stack';
import { z } from 'zod';

const run = promisify(execFile);

const Service = z.object({
  image: z.string(),
  user: z.string().optional(),
  command: z.array(z.string()).nullish(),
  environment: z.record(z.string(), z.string().nullable()).default({}),
  mem_limit: z.string().optional(),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  build: z
    .object({ context: z.string(), dockerfile: z.string(), args: z.record(z.string(), z.string()).optional() })
    .optional(),
  network_mode: z.string().optional(),
  logging: z.object({ driver: z.string(), options: z.record(z.string(), z.string()) }).optional(),
  ports: z.array(z.object({ host_ip: z.string(), target: z.number(), published: z.string() })).default([]),
  volumes: z
    .array(z.object({ type: z.string(), source: z.string(), target: z.string(), read_only: z.boolean().optional() }))
    .default([]),
});

const Composition = z.object({ services: z.record(z.string(), Service) });

export type ComposedService = z.infer<typeof Service>;

export interface RenderOptions {
  envFile?: string;
  /** A further file, in addition to docker-compose.otel.yml. */
  file?: string;
  /** Default: all. */
  profiles?: string[];
  /** The environment variables for the file. */
  env?: Record<string, string>;
}

/** The services of docker-compose.otel.yml as Docker Compose itself renders them. Rejects with Compose's message if it cannot. */
export async function renderCompose(options: RenderOptions = {}): Promise<Record<string, ComposedService>> {
  const { envFile, file, profiles = ['*'], env = {} } = options;
  const compose = await buildCheckTool('compose', AbortSignal.timeout(600_000));
  const args = [
    '--file',
    'docker-compose.otel.yml',
    ...(file ? ['--file', file] : []),
    ...(envFile ? ['--env-file', envFile] : []),
  ];
  const { PATH = '' } = process.env;
  const { stdout } = await run(
    compose,
    [...args, ...profiles.flatMap((profile) => ['--profile', profile]), 'config', '--format', 'json'],
    { cwd: repository, env: { PATH, HOME: '/', ...env } },
  );
  return Composition.parse(JSON.parse(stdout)).services;
}
