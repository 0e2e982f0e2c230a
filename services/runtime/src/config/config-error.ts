/** The process cannot run as it is configured. The message is for the person who configures it: no stack is needed. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}
