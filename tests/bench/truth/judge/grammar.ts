/** What spans of the platform hang under, whatever the request: the key of a span, and those that its parent may have. */
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
  // A service asks at its first call of another which revision that speaks.
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

/** What the parent of such a span is to be; undefined for a span that nothing in the platform has. */
export function parentOf(span: string): RegExp | undefined {
  return PARENTS.find(([pattern]) => pattern.test(span))?.[1];
}
