import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const List = z.strictObject({
  meaning: z.string(),
  /** Whether the names are iterated over; otherwise they are looked up in a set. */
  isList: z.boolean().default(false),
  names: z.array(z.string().regex(/^[a-z]+$/)).min(1),
});
const Lists = z.record(z.string().regex(/^[a-zA-Z]+$/), List);

type SecretNames = z.infer<typeof Lists>;

/** Reads telemetry/register/secret-names.yaml. @throws a ZodError when it is invalid */
export function loadSecretNames(): SecretNames {
  return Lists.parse(parse(readFileSync(new URL('../../../secret-names.yaml', import.meta.url), 'utf8')));
}

/** The source of names.ts in @cortex/instrumentation-mcp. */
export function namesInTypeScript(lists: SecretNames): string {
  const declared = Object.entries(lists).map(([list, { meaning, isList, names }]) => {
    const quoted = `[${names.map((name) => `'${name}'`).join(', ')}]`;
    const value = isList ? `readonly string[] = ${quoted}` : `ReadonlySet<string> = new Set(${quoted})`;
    return `/** ${meaning} */\nexport const ${list}: ${value};`;
  });
  const head =
    '// biome-ignore-all format: written by the generator\n// Generated from secret-names.yaml by `npm run secret-names`: change that file, not this one.';
  return `${[head, ...declared].join('\n\n')}\n`;
}

/** The source of the Collector's names.go. */
export function namesInGo(lists: SecretNames): string {
  const declared = Object.entries(lists).map(([list, { meaning, isList, names }]) => {
    const quoted = names.map((name) => `"${name}"`).join(', ');
    return `// ${meaning}\nvar ${list} = ${isList ? `[]string{${quoted}}` : `setOf(${quoted})`}`;
  });
  const head =
    '// Code generated from telemetry/register/secret-names.yaml by npm run secret-names. DO NOT EDIT.\n\npackage redact';
  return `${[head, ...declared].join('\n\n')}\n`;
}
