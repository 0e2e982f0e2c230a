import { constantName } from './constant-name.ts';
import type { Contract, DeclaredMetric } from './schema.ts';

const METRIC_SECTIONS = ['metrics', 'collector_metrics'] as const;

/** Checks across the sections of a contract that has passed its schema. @returns the problems, one line each */
export function problemsOf(contract: Contract): string[] {
  return [
    ...undeclaredAttributes(contract),
    ...unusedAttributes(contract),
    ...unboundedLabels(contract),
    ...strayValues(contract),
    ...collisions(contract),
  ];
}

interface AttributeUse {
  readonly where: string;
  readonly attribute: string;
}

function attributeUses(contract: Contract): AttributeUse[] {
  return (['spans', 'span_events', ...METRIC_SECTIONS, 'log_events'] as const).flatMap((section) =>
    Object.entries<{ attributes: string[] }>(contract[section]).flatMap(([key, { attributes }]) =>
      attributes.map((attribute) => ({ where: `${section} > ${key}`, attribute })),
    ),
  );
}

function undeclaredAttributes(contract: Contract): string[] {
  return attributeUses(contract)
    .filter(({ attribute }) => !(attribute in contract.attributes))
    .map(({ where, attribute }) => `${where}: attribute "${attribute}" is not declared in the section attributes`);
}

function unusedAttributes(contract: Contract): string[] {
  const used = new Set(attributeUses(contract).map(({ attribute }) => attribute));
  return Object.keys(contract.attributes)
    .filter((attribute) => !used.has(attribute))
    .map((attribute) => `attributes > ${attribute}: no span, span event, metric or log event has it`);
}

interface NamedMetric {
  readonly where: string;
  readonly metric: DeclaredMetric;
}

function allMetrics(contract: Contract): NamedMetric[] {
  return METRIC_SECTIONS.flatMap((section) =>
    Object.entries(contract[section]).map(([key, metric]) => ({ where: `${section} > ${key}`, metric })),
  );
}

function unboundedLabels({ attributes, ...contract }: Contract): string[] {
  const isBounded = (name: string) => attributes[name]?.values !== undefined || attributes[name]?.limit !== undefined;
  return allMetrics({ attributes, ...contract }).flatMap(({ where, metric }) =>
    metric.attributes
      .filter((name) => name in attributes && !isBounded(name) && metric.values[name] === undefined)
      .map(
        (name) =>
          `${where}: attribute "${name}" may have any number of values: declare its values, or a limit and bounds`,
      ),
  );
}

function strayValues(contract: Contract): string[] {
  return allMetrics(contract).flatMap(({ where, metric }) =>
    Object.entries(metric.values).flatMap(([name, values]) => {
      if (!metric.attributes.includes(name)) return [`${where} > values: the metric has no attribute "${name}"`];
      const allowed = contract.attributes[name]?.values ?? values;
      const stray = values.filter((value) => !allowed.includes(value));
      return stray.map((value) => `${where} > values > ${name}: the attribute is never "${value}"`);
    }),
  );
}

function collisions(contract: Contract): string[] {
  return (['spans', 'span_events', 'metrics', 'attributes', 'log_events'] as const).flatMap((section) => {
    const entries = Object.entries<{ meaning: string; constant?: string | undefined }>(contract[section]);
    const named = entries.map(([key, { constant = constantName(key) }]) => ({ key, constant }));
    const first = new Map(named.toReversed().map(({ key, constant }) => [constant, key]));
    return named
      .filter(({ key, constant }) => first.get(constant) !== key)
      .map(({ key, constant }) => `${section} > ${key}: has the same constant as "${first.get(constant)}"`);
  });
}
