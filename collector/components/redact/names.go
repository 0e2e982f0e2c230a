// Code generated from telemetry/register/secret-names.yaml by npm run secret-names. DO NOT EDIT.

package redact

// The last word of a name that holds a credential.
var secretWords = setOf("password", "passwd", "pwd", "passphrase", "passcode", "secret", "secrets", "authorization", "cookie", "cookies", "credential", "credentials", "creds", "jwt", "bearer", "passwords")

// The same, written as one word: `dbpassword`, `xapikey`.
var secretEndings = []string{"password", "passwd", "passphrase", "secret", "apikey", "accesskey", "secretkey", "privatekey", "encryptionkey", "signingkey", "accountkey", "accesssignature", "setcookie"}

// Words before `key` that make it a credential; `primary`, `foreign`, `cache` and `public` do not.
var keyKinds = setOf("api", "access", "private", "secret", "encryption", "signing", "shared", "account", "master", "subscription", "license", "ssh", "hmac", "storage", "deploy", "role", "webhook", "app", "application", "client", "admin")

// Words before `auth` that make it a credential.
var authKinds = setOf("x", "basic", "proxy", "npm")

// Words before `token` that make it harmless: positions in lists, and tokens that models and parsers count.
var harmlessTokens = setOf("next", "page", "continuation", "pagination", "cancel", "cancellation", "sync", "progress", "resume", "prompt", "completion", "input", "output", "total", "max", "min", "usage", "cached", "reasoning", "unexpected", "invalid", "stop", "special", "pad", "eos", "bos", "unk", "mask", "first", "last", "start", "end", "per", "audio", "image", "text", "thinking", "budget", "num", "n", "remaining", "used", "syntax", "parser", "creation", "read", "write", "prediction", "context")

// Words that hold a credential also with one of the forms below after them.
var guardedWords = setOf("password", "passwd", "pwd", "secret", "passphrase")

// The forms after a guarded word that still hold a credential, such as `passwordHash`.
var secretForms = setOf("hash", "salt", "value", "plain", "plaintext", "confirm", "confirmation", "old", "new", "text")

// Words before `signature` that make it a credential, as in a signed URL.
var signers = setOf("amz", "goog", "access")
