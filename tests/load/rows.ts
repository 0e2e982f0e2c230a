/** What load is put on. Read by k6 too, so nothing of Node may be imported here. */
export const ROWS = {
  input: 'core-api /input',
  verify: 'core-api /auth/verify',
  storeInput: 'memory /tool/store_input',
  history: 'memory /resource/history',
  getContext: 'cognition /tool/get_context',
  mcpStoreInput: 'memory /mcp store_input',
  mcpGetContext: 'cognition /mcp get_context',
} as const;

export type RowName = keyof typeof ROWS;

/** Which service is asked. */
export const SERVICE_OF = {
  input: 'core-api',
  verify: 'core-api',
  storeInput: 'memory-service',
  history: 'memory-service',
  mcpStoreInput: 'memory-service',
  getContext: 'cognition-service',
  mcpGetContext: 'cognition-service',
} as const satisfies Record<RowName, string>;

export type ServiceName = (typeof SERVICE_OF)[RowName];

/** Other services that work for it: an input is stored by one service and answered by another. */
export const SERVICES_BEHIND: Partial<Record<RowName, readonly ServiceName[]>> = {
  input: ['memory-service', 'cognition-service'],
};

/** Not measured by k6, which has no server-sent events. */
export const STREAM_ROW = 'core-api /output/stream';

/** The rows over MCP, which the guide does not list, are held to the baselines of the same tool's plain route. */
export const PLAIN_TWINS: Partial<Record<RowName, RowName>> = {
  mcpStoreInput: 'storeInput',
  mcpGetContext: 'getContext',
};

/** One stretch of load on one row. */
export interface Stage {
  /** Unique in its run: letters, digits and underscores. */
  id: string;
  /** What it is called in the table. */
  title: string;
  row: RowName;
  startSeconds: number;
  seconds: number;
  /** Requests a second, however long each takes; or users who ask one thing after the other. */
  load: { requestsPerSecond: number } | { users: number };
}
