import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { constantName } from './constant-name.ts';
import { ContractError } from './contract-error.ts';
import { type Contract, contractSchema } from './schema.ts';

export const CONTRACT_FILE = new URL('../../contract.yaml', import.meta.url);

/** Reads and checks the contract; throws a ContractError that lists every problem. */
export function loadContract(): Contract {
  return parseContract(readFileSync(CONTRACT_FILE, 'utf8'));
}

/** Parses and checks the text of a contract; throws a ContractError that lists every problem. */
export function parseContract(yaml: string): Contract {
  const document = parseDocument(yaml);
  if (document.errors.length > 0) throw new ContractError(document.errors.map(({ message }) => message));
  const parsed = contractSchema.safeParse(document.toJS());
  if (!parsed.success) {
    throw new ContractError(parsed.error.issues.map(({ path, message }) => `${path.join(' > ')}: ${message}`));
  }
  const problems = [...undeclaredAttributes(parsed.data), ...unusedAttributes(parsed.data), ...collisions(parsed.data)];
  if (problems.length > 0) throw new ContractError(problems);
  return parsed.data;
}

interface AttributeUse {
  readonly where: string;
  readonly attribute: string;
}

function attributeUses(contract: Contract): AttributeUse[] {
  return (['spans', 'metrics', 'log_events'] as const).flatMap((section) =>
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
    .map((attribute) => `attributes > ${attribute}: no span, metric or log event has it`);
}

function collisions(contract: Contract): string[] {
  return (['spans', 'metrics', 'attributes', 'log_events'] as const).flatMap((section) => {
    const keys = Object.keys(contract[section]);
    const first = new Map(keys.toReversed().map((key) => [constantName(key), key]));
    return keys
      .filter((key) => first.get(constantName(key)) !== key)
      .map((key) => `${section} > ${key}: has the same constant as "${first.get(constantName(key))}"`);
  });
}
