import { checkResult, isFailure } from './check.ts';
import type { Figure, LoadResult } from './result.ts';

const latency: Figure = {
  row: 'core-api /input',
  figure: 'p95',
  unit: 'ms',
  baseline: 100,
  good: 'below',
  got: 40,
};

function resultWith(...figures: Partial<Figure>[]): LoadResult {
  return {
    scenario: 'steady',
    startedAt: '2026-01-01T00:00:00.000Z',
    against: 'http://127.0.0.1:8000',
    figures: figures.map((figure) => ({ ...latency, ...figure })),
    slowest: [],
  };
}

const verdictsOf = (result: LoadResult, last?: LoadResult) => checkResult(result, last).map(({ verdict }) => verdict);

test('a latency over its baseline falls short, one at it does not', () => {
  expect(verdictsOf(resultWith({ got: 100.1 }, { got: 100 }))).toEqual(['falls short', 'ok']);
});

test('a rate under its baseline falls short, one over it does not', () => {
  expect(verdictsOf(resultWith({ good: 'above', got: 99 }, { good: 'above', got: 101 }))).toEqual([
    'falls short',
    'ok',
  ]);
});

test('a figure without a baseline is only reported', () => {
  expect(verdictsOf(resultWith({ baseline: undefined }))).toEqual(['seen']);
});

test('a figure that was not measured is reported, and fails a run of full length if it has a baseline', () => {
  const figures = checkResult(resultWith({ got: null }, { got: null, baseline: undefined }));
  expect(figures.map(({ verdict }) => verdict)).toEqual(['not measured', 'not measured']);
  expect(figures.map((figure) => isFailure(figure, true))).toEqual([true, false]);
  expect(figures.map((figure) => isFailure(figure, false))).toEqual([false, false]);
});

test('more than twice the last run is worse if it reaches half of the baseline', () => {
  const last = resultWith({ got: 20 });
  expect(verdictsOf(resultWith({ got: 60 }), last)).toEqual(['worse']);
  expect(verdictsOf(resultWith({ got: 45 }), last)).toEqual(['ok']);
  expect(checkResult(resultWith({ got: 45 }), last)[0]).toMatchObject({ last: 20 });
});
