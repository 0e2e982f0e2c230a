/** One alert of the multi-window, multi-burn-rate kind (Google SRE workbook, chapter 5). */
export interface BurnAlert {
  readonly name: string;
  readonly severity: 'critical' | 'warning';
  /** PromQL selector of the objectives that it watches. */
  readonly selector: string;
  readonly windows: readonly BurnWindow[];
  readonly summary: string;
}

export interface BurnWindow {
  readonly hours: number;
  readonly long: string;
  /** The budget has to burn in this window too, so that the alert ends soon after the trouble. */
  readonly short: string;
  /** Share of the period's budget that is spent if it burns this fast throughout the long window. */
  readonly budgetSpent: number;
}

export const BURN_ALERTS: readonly BurnAlert[] = [
  {
    name: 'ErrorBudgetBurnsFast',
    severity: 'critical',
    selector: '{page="true"}',
    windows: [
      { hours: 1, long: '1h', short: '5m', budgetSpent: 0.02 },
      { hours: 6, long: '6h', short: '30m', budgetSpent: 0.05 },
    ],
    summary: 'Objective {{ $labels.slo }} burns its error budget {{ $value | printf "%.1f" }} times too fast',
  },
  {
    name: 'ErrorBudgetBurnsSlowly',
    severity: 'warning',
    selector: '',
    windows: [
      { hours: 24, long: '1d', short: '2h', budgetSpent: 0.1 },
      { hours: 72, long: '3d', short: '6h', budgetSpent: 0.1 },
    ],
    summary: 'Objective {{ $labels.slo }} will not last its period: {{ $value | printf "%.1f" }} times too fast',
  },
];

/** How many times faster than evenly over the period the budget burns in this window. */
export function burnFactor({ hours, budgetSpent }: BurnWindow, periodDays: number): number {
  return Number(((budgetSpent * periodDays * 24) / hours).toFixed(2));
}
