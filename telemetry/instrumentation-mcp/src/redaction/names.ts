// biome-ignore-all format: written by the generator
// Generated from secret-names.yaml by `npm run secret-names`: change that file, not this one.

/** The last word of a name that holds a credential. */
export const secretWords: ReadonlySet<string> = new Set(['password', 'passwd', 'pwd', 'passphrase', 'passcode', 'secret', 'secrets', 'authorization', 'cookie', 'cookies', 'credential', 'credentials', 'creds', 'jwt', 'bearer', 'passwords']);

/** The same, written as one word: `dbpassword`, `xapikey`. */
export const secretEndings: readonly string[] = ['password', 'passwd', 'passphrase', 'secret', 'apikey', 'accesskey', 'secretkey', 'privatekey', 'encryptionkey', 'signingkey', 'accountkey', 'accesssignature', 'setcookie'];

/** Words before `key` that make it a credential; `primary`, `foreign`, `cache` and `public` do not. */
export const keyKinds: ReadonlySet<string> = new Set(['api', 'access', 'private', 'secret', 'encryption', 'signing', 'shared', 'account', 'master', 'subscription', 'license', 'ssh', 'hmac', 'storage', 'deploy', 'role', 'webhook', 'app', 'application', 'client', 'admin']);

/** Words before `auth` that make it a credential. */
export const authKinds: ReadonlySet<string> = new Set(['x', 'basic', 'proxy', 'npm']);

/** Words before `token` that make it harmless: positions in lists, and tokens that models and parsers count. */
export const harmlessTokens: ReadonlySet<string> = new Set(['next', 'page', 'continuation', 'pagination', 'cancel', 'cancellation', 'sync', 'progress', 'resume', 'prompt', 'completion', 'input', 'output', 'total', 'max', 'min', 'usage', 'cached', 'reasoning', 'unexpected', 'invalid', 'stop', 'special', 'pad', 'eos', 'bos', 'unk', 'mask', 'first', 'last', 'start', 'end', 'per', 'audio', 'image', 'text', 'thinking', 'budget', 'num', 'n', 'remaining', 'used', 'syntax', 'parser', 'creation', 'read', 'write', 'prediction', 'context']);

/** Words that hold a credential also with one of the forms below after them. */
export const guardedWords: ReadonlySet<string> = new Set(['password', 'passwd', 'pwd', 'secret', 'passphrase']);

/** The forms after a guarded word that still hold a credential, such as `passwordHash`. */
export const secretForms: ReadonlySet<string> = new Set(['hash', 'salt', 'value', 'plain', 'plaintext', 'confirm', 'confirmation', 'old', 'new', 'text']);

/** Words before `signature` that make it a credential, as in a signed URL. */
export const signers: ReadonlySet<string> = new Set(['amz', 'goog', 'access']);
