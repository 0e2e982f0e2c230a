/** Prints the spans of tool calls as JSON: their kinds, and the numbers of spans below them. */
export function printAtEnd(exporter) {
  process.once('beforeExit', () => {
    const spans = exporter.getFinishedSpans();
    const parentOf = ({ parentSpanContext }) => parentSpanContext?.spanId;
    const below = (span) => spans.filter((other) => parentOf(other) === span.spanContext().spanId).length;
    const calls = spans.filter(({ name }) => name === 'tools/call echo');
    console.log(JSON.stringify(calls.map((span) => [span.kind, below(span)]).toSorted()));
  });
}
