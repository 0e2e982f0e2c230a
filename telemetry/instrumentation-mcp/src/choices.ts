import { diag } from '@opentelemetry/api';

interface Choices<Choice extends string> {
  /** The variables; the first one that is set counts. */
  readonly names: readonly string[];
  readonly choices: readonly [Choice, ...Choice[]];
}

/** Reads one of several words from the environment. Default: the first choice, with a warning if the variable has another value. */
export function oneOf<Choice extends string>({ names, choices }: Choices<Choice>): Choice {
  const [standard] = choices;
  const name = names.find((candidate) => setting(candidate) !== undefined);
  if (name === undefined) return standard;
  const value = setting(name);
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) diag.warn(`${name}: expected ${choices.join(' or ')}, got "${value}"; using ${standard}`);
  return chosen ?? standard;
}

/** An empty variable counts as unset, as the OpenTelemetry specification requires. */
function setting(name: string): string | undefined {
  return process.env[name]?.trim() || undefined;
}
