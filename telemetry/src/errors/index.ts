export { errorTypeOf, isTimeout, TIMEOUT } from './error-type.ts';
