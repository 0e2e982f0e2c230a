/** The contract cannot be used; `problems` says what is wrong, one line each. */
export class ContractError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `telemetry/register/contract.yaml: ${problems.length} problem(s)\n${problems.map((line) => `  ${line}`).join('\n')}`,
    );
    this.name = 'ContractError';
    this.problems = problems;
  }
}
