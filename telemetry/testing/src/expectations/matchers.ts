import type { Equals, ExpectedSpan } from '../traces/types.ts';
import { checkExpected, checkTrace } from './check-arguments.ts';
import { matchTrace } from './match.ts';
import { renderSideBySide } from './render.ts';

type MatcherScope = { equals: Equals };
type Outcome = { pass: boolean; message: () => string };

/**
 * For `expect.extend(traceMatchers)`, in jest and whatever has its interface.
 * `toContainTrace`: the stated tree is somewhere in the trace, siblings in any order, more spans allowed.
 * `toEqualTrace`: the trace is the stated tree, from its one root, siblings in the order of their start, no span and no link more.
 * Both throw a TypeError for what is not a trace, and for an expectation with an unsupported key or value.
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
  const wish = options.exact ? 'to be exactly' : 'to contain';
  return {
    pass: match.pass,
    message: () =>
      `expected the trace ${match.pass ? 'not ' : ''}${wish} the stated tree\n\n${renderSideBySide(received, expected, match)}`,
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
