/** Signs the tokens of users; only core-api knows it. */
const USER_TOKENS = 'CORTEX_JWT_SECRET';
/** Signs the tokens that services send each other. */
const SERVICE_TOKENS = 'CORTEX_INTERNAL_SECRET';

/** Every secret of the platform, by the environment variable that sets it. */
export const SECRET_NAMES = [USER_TOKENS, SERVICE_TOKENS] as const;

export type SecretName = (typeof SECRET_NAMES)[number];
