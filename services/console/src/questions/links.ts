/** Where a person looks at what an answer is about. */
export interface Links {
  trace(traceId: string, spanId?: string): string;
}

/** Jaeger's own page. */
export function jaegerLinks(jaeger: string): Links {
  return {
    trace: (traceId, spanId) => `${jaeger}/trace/${traceId}${spanId === undefined ? '' : `?uiFind=${spanId}`}`,
  };
}
