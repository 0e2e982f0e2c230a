import { diag } from '@opentelemetry/api';

interface Choices<Choice extends string> {
  /** Variables in the order in which they are asked. */
  readonly names: readonly string[];
  readonly choices: readonly [Choice, ...Choice[]];
}

/** One of several words from the environment, the first choice by default; warns of anything else. */
export function oneOf<Choice extends string>({ names, choices }: Choices<Choice>): Choice {
  const [standard] = choices;
  const name = names.find((candidate) => setting(candidate) !== undefined);
  if (name === undefined) return standard;
  const value = setting(name);
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) diag.warn(`${name}: expected ${choices.join(' or ')}, got "${value}"; using ${standard}`);
  return chosen ?? standard;
}

/** An empty variable counts as unset, as the OpenTelemetry specification has it. */
function setting(name: string): string | undefined {
  return process.env[name]?.trim() || undefined;
}
