const WORDS = new Set(['and', 'or', 'unless', 'by', 'on', 'offset', 'group_left', 'ignoring', 'without']);

/** The names of the metrics that a PromQL expression reads, and the patterns with which it selects names. */
export function namesIn(expression: string): { metrics: string[]; patterns: RegExp[] } {
  const patterns = [...expression.matchAll(/__name__=~"([^"]+)"/g)].map(
    ([, pattern]) => new RegExp(`^(?:${pattern})$`),
  );
  const bare = expression
    .replace(/\{[^}]*\}/g, ' ')
    .replace(/\[[^\]]*\]/g, ' ')
    .replace(/\b(by|on|ignoring|without|group_left)\s*\([^)]*\)/g, ' ');
  const tokens = [...bare.matchAll(/(?<![\w.:])[a-z_][\w:]*(?![\w:]*\s*\()/g)].map(([token]) => token);
  return { metrics: tokens.filter((token) => !WORDS.has(token)), patterns };
}
