import { diag } from '@opentelemetry/api';
import { getStringListFromEnv } from '@opentelemetry/core';
import { PATCHED_PACKAGES, WITHOUT_PACKAGES } from './packages.ts';

const OFF_BY_DEFAULT = ['fs', 'host-metrics'];

/** The names of the instrumentations that `OTEL_NODE_ENABLED_INSTRUMENTATIONS` and `OTEL_NODE_DISABLED_INSTRUMENTATIONS` leave on. */
export function chosenInstrumentations(): string[] {
  const all = [...WITHOUT_PACKAGES, ...Object.keys(PATCHED_PACKAGES)];
  const enabled = listOf('OTEL_NODE_ENABLED_INSTRUMENTATIONS', all);
  const disabled = listOf('OTEL_NODE_DISABLED_INSTRUMENTATIONS', all) ?? [];
  const isOn = (name: string) => enabled?.includes(name) ?? !OFF_BY_DEFAULT.includes(name);
  return all.filter((name) => isOn(name) && !disabled.includes(name) && (name !== 'aws-lambda' || isLambda()));
}

function isLambda(): boolean {
  return process.env._HANDLER !== undefined;
}

function listOf(variable: string, all: readonly string[]): string[] | undefined {
  const names = getStringListFromEnv(variable);
  const unknown = names?.filter((name) => !all.includes(name)) ?? [];
  if (unknown.length > 0)
    diag.error(`${variable}: expected some of ${all.join(', ')}, got "${unknown}"; ignoring the unknown names`);
  return names;
}
