/** `http.server.request.duration` becomes `HTTP_SERVER_REQUEST_DURATION`. */
export function constantName(key: string): string {
  return key.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
}
