export { isSecret } from './is-secret.ts';
