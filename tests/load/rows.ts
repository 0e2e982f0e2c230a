/** The targets of load. k6 reads this file too, so it must not import anything of Node. */
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

/** The service that is called. */
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

/** Not measured with k6, which has no server-sent events. */
export const STREAM_ROW = 'core-api /output/stream';

/** The guide does not list rows over MCP: they must meet the baselines of the same tool's plain route. */
export const PLAIN_TWINS: Partial<Record<RowName, RowName>> = {
  mcpStoreInput: 'storeInput',
  mcpGetContext: 'getContext',
};

/** A period of load on one row. */
export interface Stage {
  /** Unique within its run: letters, digits and underscores. */
  id: string;
  /** The title in the table. */
  title: string;
  row: RowName;
  startSeconds: number;
  seconds: number;
  /** Either requests per second, however long each takes, or users who send one request after the other. */
  load: { requestsPerSecond: number } | { users: number };
}
