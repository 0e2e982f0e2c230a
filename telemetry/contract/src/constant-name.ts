/** Turns a key such as `http.server.request.duration` into the constant's name, `HTTP_SERVER_REQUEST_DURATION`. */
export function constantName(key: string): string {
  return key.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
}
