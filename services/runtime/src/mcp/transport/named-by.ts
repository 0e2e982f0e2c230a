const NAMED_BY: ReadonlyMap<string, string> = new Map([
  ['tools/call', 'name'],
  ['prompts/get', 'name'],
  ['resources/read', 'uri'],
  ['tasks/get', 'taskId'],
  ['tasks/update', 'taskId'],
  ['tasks/cancel', 'taskId'],
]);

/** The value that the header Mcp-Name of a request must repeat since revision 2026-07-28; undefined if it has none. */
export function nameOf({ method, params }: { method: string; params?: Record<string, unknown> | undefined }): unknown {
  const field = NAMED_BY.get(method);
  return field === undefined ? undefined : params?.[field];
}
