import type { Equals, ExpectedSpan } from '../traces/types.ts';
import { checkExpected, checkTrace } from './check-arguments.ts';
import { matchTrace } from './match.ts';
import { renderSideBySide } from './render.ts';

type MatcherScope = { equals: Equals };
type Outcome = { pass: boolean; message: () => string };

/**
 * Matchers for `expect.extend(traceMatchers)`, in jest and in test runners with the same interface.
 * `toContainTrace` passes when the stated tree is somewhere in the trace, with siblings in any order and possibly other spans.
 * `toEqualTrace` passes when the trace is the stated tree: one root, siblings in the order of their start, no other span or link.
 * Both throw a TypeError when the value is not a trace, and when the expectation has an unsupported key or value.
 */
export const traceMatchers = {
  toContainTrace(this: MatcherScope, received: unknown, expected: ExpectedSpan): Outcome {
    return compare(received, expected, { exact: false, equals: this.equals });
  },
  toEqualTrace(this: MatcherScope, received: unknown, expected: ExpectedSpan): Outcome {
    return compare(received, expected, { exact: true, equals: this.equals });
  },
};

function compare(received: unknown, expected: ExpectedSpan, options: { exact: boolean; equals: Equals }): Outcome {
  checkTrace(received);
  checkExpected(expected);
  const match = matchTrace(received, expected, options);
  const relation = options.exact ? 'to be exactly' : 'to contain';
  return {
    pass: match.pass,
    message: () =>
      `expected the trace ${match.pass ? 'not ' : ''}${relation} the stated tree\n\n${renderSideBySide(received, expected, match)}`,
  };
}

declare global {
  namespace jest {
    interface Matchers<R> {
      toContainTrace(expected: ExpectedSpan): R;
      toEqualTrace(expected: ExpectedSpan): R;
    }
  }
}
