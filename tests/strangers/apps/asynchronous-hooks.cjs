/** Registers hooks that run in a separate thread, like tsx and others on versions of Node.js without in-thread hooks. */
const { register } = require('node:module');

register('data:text/javascript,export const resolve = (specifier, context, next) => next(specifier, context);');
