import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { Panel, PanelTarget } from '../../src/model/dashboards/dashboard.ts';
import { interpolated } from '../../src/model/dashboards/interpolate.ts';
import { usualStep } from '../../src/model/metrics/steps.ts';
import type { Query } from '../api/client.ts';
import { answerQuery } from '../api/queries.ts';
import { momentsOf, type RangeSearch, rangeQuery } from '../parts/time-range.ts';
import type { KnownVariables } from './use-variables.ts';

const REFRESH = /^(\d+)([smh])$/;
const UNIT_MILLISECONDS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000 };
const LEAST_REFRESH_MILLISECONDS = 5000;
/** A heat map has a quarter as many columns as a line has points. */
const FEWER = 4;

export interface PanelProps {
  panel: Panel;
  variables: KnownVariables;
  /** The refresh interval, such as `10s`. */
  refresh: string;
  /** Whether the panel is in view; out of view it sends no query. */
  isSeen: boolean;
}

/** How a panel queries: its step and range, and a function that replaces variables. */
export function useQueryOf({ panel, variables }: Pick<PanelProps, 'panel' | 'variables'>) {
  const range = useSearch({ strict: false }) as RangeSearch;
  const time = rangeQuery(range);
  const { from, to } = momentsOf(range);
  const stepSeconds = usualStep((to - from) * (panel.type === 'heatmap' ? FEWER : 1));
  const queryOf = ({ expr }: PanelTarget) => interpolated(expr, { values: variables.values, stepSeconds });
  return { time, stepSeconds, queryOf };
}

export interface TargetAnswers<Answer> {
  /** One for each query of the panel, once all have been answered. */
  answers?: Answer[] | undefined;
  error?: Error | undefined;
  /** Whether the queries are sent; out of view they are not. */
  isAsked: boolean;
}

/** Sends the queries of a panel. */
export function useTargets<Answer>(path: string, props: PanelProps): TargetAnswers<Answer> {
  const { panel, refresh, isSeen } = props;
  const { time, stepSeconds, queryOf } = useQueryOf(props);
  const everyMilliseconds = time.from === undefined && isSeen ? refreshOf(refresh) : false;
  const found = useQueries({
    queries: panel.targets.map((target) => {
      const asked: Query = { query: queryOf(target), ...time };
      if (!target.instant) Object.assign(asked, { step: stepSeconds, exemplars: target.exemplar });
      return {
        ...answerQuery<Answer>(path, asked),
        placeholderData: keepPreviousData,
        refetchInterval: everyMilliseconds,
        enabled: isSeen,
      };
    }),
    combine: (results) => {
      const answers = results.flatMap(({ data }) => (data === undefined ? [] : [data]));
      return {
        answers: answers.length === results.length ? answers : undefined,
        error: results.find(({ error }) => error !== null)?.error ?? undefined,
      };
    },
  });
  return { ...found, isAsked: isSeen };
}

function refreshOf(text: string): number | false {
  const [, count, unit = ''] = REFRESH.exec(text) ?? [];
  return count === undefined
    ? false
    : Math.max(LEAST_REFRESH_MILLISECONDS, Number(count) * (UNIT_MILLISECONDS[unit] ?? 1000));
}
