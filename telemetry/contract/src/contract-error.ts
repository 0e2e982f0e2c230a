/** The contract cannot be used; `problems` says what is wrong, one line each. */
export class ContractError extends Error {
  readonly problems: readonly string[];

  constructor(file: string, problems: readonly string[]) {
    super(`${file}: ${problems.length} problem(s)\n${problems.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ContractError';
    this.problems = problems;
  }
}
