/** What a client calls, from its arguments: `<url>` or `<command> [argument ...]`. */
const [target, ...args] = process.argv.slice(2);

export const url = /^http:/.test(target) ? target : undefined;
export const stdio = { command: target, args, env: { ...process.env, OTEL_SERVICE_NAME: 'program' } };
