/** A tool ran and said no, or a resource could not be read. */
export class McpToolError extends Error {
  /** HTTP-like status of the refusal; 500 when the server did not say. */
  readonly status: number;
  /** Which tool or resource. */
  readonly target: string;

  constructor({ target, status, detail }: { target: string; status: number; detail: string }) {
    super(`${target}: ${detail}`);
    this.name = 'McpToolError';
    this.target = target;
    this.status = status;
  }
}
