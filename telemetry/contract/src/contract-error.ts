/** Thrown for a contract that cannot be used, or that its generated files differ from. `problems` has one line for each reason. */
export class ContractError extends Error {
  readonly problems: readonly string[];

  constructor(file: string, problems: readonly string[]) {
    super(`${file}: ${problems.length} problem(s)\n${problems.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ContractError';
    this.problems = problems;
  }
}
