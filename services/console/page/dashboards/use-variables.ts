import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MetricNamesAnswer } from '../../src/api/metric-names.ts';
import type { DashboardVariable } from '../../src/model/dashboards/dashboard.ts';
import { ALL, interpolated, labelValuesOf } from '../../src/model/dashboards/interpolate.ts';
import { ask } from '../api/client.ts';
import { type RangeSearch, rangeQuery } from '../parts/time-range.ts';
import type { DashboardSearch } from './search.ts';

export interface KnownVariable extends DashboardVariable {
  options: string[];
  /** The selected values; {@link ALL} alone means all. */
  chosen: readonly string[];
}

export interface KnownVariables {
  variables: KnownVariable[];
  /** The values that replace each variable in a query. */
  values: Record<string, readonly string[]>;
}

/** The variables with their options. Each asks for its options with the values of the variables before it. */
export function useVariables(list: readonly DashboardVariable[], search: DashboardSearch & RangeSearch) {
  const { vars = {}, last, from, to } = search;
  const time = rangeQuery({ last, from, to });
  return useQuery({
    queryKey: ['variables', list, vars, time],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<KnownVariables> => {
      const known: KnownVariables = { variables: [], values: {} };
      for (const variable of list) {
        const asked = labelValuesOf(interpolated(variable.query, { values: known.values, stepSeconds: 60 }));
        const options =
          asked === undefined
            ? []
            : (await ask<MetricNamesAnswer>('/api/metric-names', { ...asked, ...time }, signal)).names;
        const chosen = vars[variable.name] ?? [variable.current.value].flat();
        known.values[variable.name] = chosen.includes(ALL) ? options : chosen;
        known.variables.push({ ...variable, options, chosen });
      }
      return known;
    },
  });
}
