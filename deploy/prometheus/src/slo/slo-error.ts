/** Reports that slo.yaml is invalid. Each line of `problems` names one mistake. */
export class SloError extends Error {
  override readonly name = 'SloError';

  constructor(problems: readonly string[]) {
    super(
      `deploy/prometheus/slo.yaml: ${problems.length} problem(s)\n${problems.map((line) => `  ${line}`).join('\n')}`,
    );
  }
}
