// Code generated from telemetry/register/secret-names.yaml by npm run secret-names. DO NOT EDIT.

package redact

// What a name ends in when it holds a credential.
var secretWords = setOf("password", "passwd", "pwd", "passphrase", "passcode", "secret", "secrets", "authorization", "cookie", "cookies", "credential", "credentials", "creds", "jwt", "bearer", "passwords")

// The same, written as one word: `dbpassword`, `xapikey`.
var secretEndings = []string{"password", "passwd", "passphrase", "secret", "apikey", "accesskey", "secretkey", "privatekey", "encryptionkey", "signingkey", "accountkey", "accesssignature", "setcookie"}

// What stands before `key` when that opens something: not `primary`, `foreign`, `cache`, `public`.
var keyKinds = setOf("api", "access", "private", "secret", "encryption", "signing", "shared", "account", "master", "subscription", "license", "ssh", "hmac", "storage", "deploy", "role", "webhook", "app", "application", "client", "admin")

// What stands before `auth` when that is a credential.
var authKinds = setOf("x", "basic", "proxy", "npm")

// What stands before `token` when that gives no access: places in lists, and what models and parsers count.
var harmlessTokens = setOf("next", "page", "continuation", "pagination", "cancel", "cancellation", "sync", "progress", "resume", "prompt", "completion", "input", "output", "total", "max", "min", "usage", "cached", "reasoning", "unexpected", "invalid", "stop", "special", "pad", "eos", "bos", "unk", "mask", "first", "last", "start", "end", "per", "audio", "image", "text", "thinking", "budget", "num", "n", "remaining", "used", "syntax", "parser", "creation", "read", "write", "prediction", "context")

// What gives a credential away in some forms, too.
var guardedWords = setOf("password", "passwd", "pwd", "secret", "passphrase")

// These forms, which follow it.
var secretForms = setOf("hash", "salt", "value", "plain", "plaintext", "confirm", "confirmation", "old", "new", "text")

// Whose signatures stand for a credential, as in a signed URL.
var signers = setOf("amz", "goog", "access")
