import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { problemsOf } from './check.ts';
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
  const problems = problemsOf(parsed.data);
  if (problems.length > 0) throw new ContractError(problems);
  return parsed.data;
}
