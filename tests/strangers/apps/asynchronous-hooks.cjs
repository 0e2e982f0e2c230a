/** Hooks in a thread of their own, as tsx and others register them where Node.js has no hooks in the thread. */
const { register } = require('node:module');

register('data:text/javascript,export const resolve = (specifier, context, next) => next(specifier, context);');
