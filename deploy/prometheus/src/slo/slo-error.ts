/** slo.yaml cannot be used; `problems` says what is wrong, one line each. */
export class SloError extends Error {
  override readonly name = 'SloError';

  constructor(problems: readonly string[]) {
    super(
      `deploy/prometheus/slo.yaml: ${problems.length} problem(s)\n${problems.map((line) => `  ${line}`).join('\n')}`,
    );
  }
}
