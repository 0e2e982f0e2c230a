// biome-ignore-all format: written by the generator
// Generated from secret-names.yaml by `npm run secret-names`: change that file, not this one.

/** What a name ends in when it holds a credential. */
export const secretWords: ReadonlySet<string> = new Set(['password', 'passwd', 'pwd', 'passphrase', 'passcode', 'secret', 'secrets', 'authorization', 'cookie', 'cookies', 'credential', 'credentials', 'creds', 'jwt', 'bearer', 'passwords']);

/** The same, written as one word: `dbpassword`, `xapikey`. */
export const secretEndings: readonly string[] = ['password', 'passwd', 'passphrase', 'secret', 'apikey', 'accesskey', 'secretkey', 'privatekey', 'encryptionkey', 'signingkey', 'accountkey', 'accesssignature', 'setcookie'];

/** What stands before `key` when that opens something: not `primary`, `foreign`, `cache`, `public`. */
export const keyKinds: ReadonlySet<string> = new Set(['api', 'access', 'private', 'secret', 'encryption', 'signing', 'shared', 'account', 'master', 'subscription', 'license', 'ssh', 'hmac', 'storage', 'deploy', 'role', 'webhook', 'app', 'application', 'client', 'admin']);

/** What stands before `auth` when that is a credential. */
export const authKinds: ReadonlySet<string> = new Set(['x', 'basic', 'proxy', 'npm']);

/** What stands before `token` when that gives no access: places in lists, and what models and parsers count. */
export const harmlessTokens: ReadonlySet<string> = new Set(['next', 'page', 'continuation', 'pagination', 'cancel', 'cancellation', 'sync', 'progress', 'resume', 'prompt', 'completion', 'input', 'output', 'total', 'max', 'min', 'usage', 'cached', 'reasoning', 'unexpected', 'invalid', 'stop', 'special', 'pad', 'eos', 'bos', 'unk', 'mask', 'first', 'last', 'start', 'end', 'per', 'audio', 'image', 'text', 'thinking', 'budget', 'num', 'n', 'remaining', 'used', 'syntax', 'parser', 'creation', 'read', 'write', 'prediction', 'context']);

/** What gives a credential away in some forms, too. */
export const guardedWords: ReadonlySet<string> = new Set(['password', 'passwd', 'pwd', 'secret', 'passphrase']);

/** These forms, which follow it. */
export const secretForms: ReadonlySet<string> = new Set(['hash', 'salt', 'value', 'plain', 'plaintext', 'confirm', 'confirmation', 'old', 'new', 'text']);

/** Whose signatures stand for a credential, as in a signed URL. */
export const signers: ReadonlySet<string> = new Set(['amz', 'goog', 'access']);
