import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { problemsOf } from './check.ts';
import { ContractError } from './contract-error.ts';
import { type Contract, contractSchema } from './schema.ts';

/** Reads and checks a contract. @throws a ContractError that lists every problem */
export function loadContract(file: string): Contract {
  return parseContract(readFileSync(file, 'utf8'), file);
}

/**
 * Parses and checks the text of a contract.
 * @param file the name that an error gives to the contract
 * @throws a ContractError that lists every problem
 */
export function parseContract(yaml: string, file = 'the contract'): Contract {
  const document = parseDocument(yaml);
  if (document.errors.length > 0) {
    throw new ContractError(
      file,
      document.errors.map(({ message }) => message),
    );
  }
  const parsed = contractSchema.safeParse(document.toJS());
  if (!parsed.success) {
    throw new ContractError(
      file,
      parsed.error.issues.map(({ path, message }) => `${path.join(' > ')}: ${message}`),
    );
  }
  const problems = problemsOf(parsed.data);
  if (problems.length > 0) throw new ContractError(file, problems);
  return parsed.data;
}
