import { z } from 'zod';
import { misused, readArguments } from '../console/command-line.ts';

/** The services with tools, by the names of their parts in the stack. */
export const PARTS = { 'memory-service': 'memory', 'cognition-service': 'cognition' } as const;

export interface ToolOptions {
  service: keyof typeof PARTS;
  tool: string;
  input: ToolInput;
}

export type ToolInput = z.infer<typeof toolInput>;

/** Every tool belongs to a user, who is the subject of the token. */
const toolInput = z.looseObject({ user_id: z.string().min(1) });

export const USAGE = `Usage: npm run tool -- <service> <tool> <arguments>

Calls a tool of a running service on behalf of a user, prints its answer, and names its trace.

  <service>      ${Object.keys(PARTS).join(' or ')}
  <tool>         its name, e.g. get_history
  <arguments>    a JSON object with the user, e.g. '{"user_id": "ada"}'
  --help         show this`;

/** Reads the options; undefined for `--help`. Throws an error that says what was expected. */
export function readOptions(args: string[]): ToolOptions | undefined {
  const options = { help: { type: 'boolean' } } as const;
  const { values, positionals } = readArguments({ args, allowPositionals: true, options }, USAGE);
  if (values.help) return undefined;
  const [service, tool, text, ...more] = positionals;
  if (service === undefined || tool === undefined || text === undefined || more.length > 0) {
    throw misused('Expected a service, a tool and its arguments.', USAGE);
  }
  if (!isService(service)) {
    throw misused(`Unknown service "${service}": expected ${Object.keys(PARTS).join(' or ')}.`, USAGE);
  }
  return { service, tool, input: readInput(text) };
}

function isService(name: string): name is keyof typeof PARTS {
  return Object.hasOwn(PARTS, name);
}

function readInput(text: string): ToolInput {
  try {
    return toolInput.parse(JSON.parse(text));
  } catch {
    throw misused(`Expected a JSON object with a user_id, got ${text}`, USAGE);
  }
}
