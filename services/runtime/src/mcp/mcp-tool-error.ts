/** A tool refused its call, or a resource could not be read. */
export class McpToolError extends Error {
  /** The HTTP status of the refusal; 500 when the server sent none. */
  readonly status: number;
  /** The tool or resource. */
  readonly target: string;

  constructor({ target, status, detail }: { target: string; status: number; detail: string }) {
    super(`${target}: ${detail}`);
    this.name = 'McpToolError';
    this.target = target;
    this.status = status;
  }
}
