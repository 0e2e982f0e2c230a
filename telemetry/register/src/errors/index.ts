export { errorTypeOf, isTimeout } from './error-type.ts';
