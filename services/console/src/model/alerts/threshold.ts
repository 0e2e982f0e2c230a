/** What an alert's expression compares, and with what. */
export interface AlertThreshold {
  /** PromQL of the compared value; the whole expression if it does not end with a comparison. */
  measured: string;
  threshold: number | undefined;
}

const COMPARED =
  /^(?<measured>.+?)\s*(?<operator>>=|<=|==|!=|>|<)\s*(?:bool\s+)?(?<threshold>-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*$/is;

/** Splits a comparison such as `rate(x[5m]) > 0.5` into its sides, so that the value can be drawn even while no alert fires. */
export function thresholdOf(expression: string): AlertThreshold {
  const { measured, threshold } = COMPARED.exec(withoutParentheses(expression.trim()))?.groups ?? {};
  const isSimple = measured !== undefined && isBalanced(measured) && !/\b(and|or|unless)\b/i.test(outside(measured));
  return isSimple ? { measured, threshold: Number(threshold) } : { measured: expression, threshold: undefined };
}

/** Strips parentheses around the whole text. */
function withoutParentheses(text: string): string {
  const inner = text.slice(1, -1);
  return text.startsWith('(') && text.endsWith(')') && isBalanced(inner) ? withoutParentheses(inner.trim()) : text;
}

/** The text outside of all parentheses, where `and` and `or` bind less than a comparison. */
function outside(text: string): string {
  let depth = 0;
  return [...text]
    .filter((character) => {
      if (character === '(') depth += 1;
      if (character === ')') depth -= 1;
      return depth === 0;
    })
    .join('');
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
