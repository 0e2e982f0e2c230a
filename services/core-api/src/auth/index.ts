export { hashPassword } from './password.ts';
export { UserTokens } from './user-tokens.ts';
