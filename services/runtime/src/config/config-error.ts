/** The process cannot run with its configuration. The message is for the person who configures it, who needs no stack. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}
