/** The allowed parents of the platform's spans, for all requests: the key of a span, and those of its parent. */
const PARENTS: [span: RegExp, parent: RegExp][] = [
  [/^core-api internal process_input$/, /^core-api server POST \/input$/],
  [/^core-api client tools\/call store_input$/, /^core-api server POST \/input$/],
  [/^core-api client tools\/call get_context$/, /^core-api internal process_input$/],
  [
    /^cognition-service client tools\/call get_history$/,
    /^cognition-service server (?:tools\/call|POST \/tool\/)\s?get_context$/,
  ],
  [/^\S+ client POST$/, /^\S+ client (?:tools\/call \w+|server\/discover)$/],
  [/^(?:memory|cognition)-service server POST \/mcp$/, /^(?:core-api|cognition-service) client POST$/],
  [/^memory-service server tools\/call store_input$/, /^core-api client tools\/call store_input$/],
  [/^cognition-service server tools\/call get_context$/, /^core-api client tools\/call get_context$/],
  [/^memory-service server tools\/call get_history$/, /^cognition-service client tools\/call get_history$/],
  // With its first call, a service asks the other which revision it supports.
  [
    /^\S+ client server\/discover$/,
    /^(?:core-api (?:server POST \/input|internal process_input)|cognition-service server .+)$/,
  ],
  [
    /^\S+ server (?:server\/discover|initialize|tools\/list)$/,
    /^(?:\S+ server POST \/mcp|\S+ client server\/discover)$/,
  ],
  [/^(?:memory|cognition)-service server notifications\/\S+$/, /^(?:memory|cognition)-service server POST \/mcp$/],
  [/^memory-service internal batch store_input$/, /^memory-service server (?:tools\/call |POST \/tool\/)store_input$/],
  [
    /^memory-service statement$/,
    /^memory-service (?:internal batch store_input|server (?:tools\/call \w+|resources\/read|POST \/tool\/\w+|GET \/resource\/\S+))$/,
  ],
];

/** The allowed parent of a span; undefined for a span that the platform never creates. */
export function parentOf(span: string): RegExp | undefined {
  return PARENTS.find(([pattern]) => pattern.test(span))?.[1];
}
