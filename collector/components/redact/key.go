package redact

import "strings"

type set map[string]struct{}

func setOf(list ...string) set {
	result := make(set, len(list))
	for _, item := range list {
		result[item] = struct{}{}
	}
	return result
}

func (s set) has(item string) bool {
	_, ok := s[item]
	return ok
}

var (
	// What a name ends in when it holds a credential.
	secretWords = setOf("password", "passwd", "pwd", "passphrase", "passcode", "secret", "secrets", "authorization", "cookie", "cookies",
		"credential", "credentials", "creds", "jwt", "bearer", "passwords")
	// The same, written as one word: `dbpassword`, `xapikey`.
	secretEndings = []string{"password", "passwd", "passphrase", "secret", "apikey", "accesskey", "secretkey", "privatekey", "encryptionkey",
		"signingkey", "accountkey", "accesssignature", "setcookie"}
	// What stands before `key` when that opens something: not `primary`, `foreign`, `cache`, `public`.
	keyKinds = setOf("api", "access", "private", "secret", "encryption", "signing", "shared", "account", "master", "subscription", "license",
		"ssh", "hmac", "storage", "deploy", "role", "webhook", "app", "application", "client", "admin")
	// What stands before `token` when that is not one that gives access: places in lists, and what models and parsers count.
	harmlessTokens = setOf("next", "page", "continuation", "pagination", "cancel", "cancellation", "sync", "progress", "resume", "prompt",
		"completion", "input", "output", "total", "max", "min", "usage", "cached", "reasoning", "unexpected", "invalid", "stop", "special", "pad",
		"eos", "bos", "unk", "mask", "first", "last", "start", "end", "per", "audio", "image", "text", "thinking", "budget", "num", "n",
		"remaining", "used", "syntax", "parser", "creation", "read", "write", "prediction", "context")
	// What follows `password` or `secret` and still gives it away.
	secretForms = setOf("hash", "salt", "value", "plain", "plaintext", "confirm", "confirmation", "old", "new", "text")
	// Signatures that stand for a credential, as in a signed URL.
	signers = setOf("amz", "goog", "access")
)

func classOfWords(w words) Class {
	last, previous := w.last(0), w.last(1)
	switch {
	case last == "":
		return Plain
	case secretWords.has(last), last == "token" && !harmlessTokens.has(previous):
		return Secret
	case last == "tokens" && !harmlessTokens.has(previous):
		return SecretText
	case last == "key" && keyKinds.has(previous), last == "signature" && signers.has(previous):
		return Secret
	case last == "auth" && (previous == "x" || previous == "basic" || previous == "proxy" || previous == "npm"):
		return Secret
	case secretForms.has(last) && isSecretWord(previous):
		return Secret
	case previous == "client" && last == "secret", w.last(2) == "client" && previous == "secret":
		return Secret
	}
	return classOfEnding(last)
}

func isSecretWord(word string) bool {
	return word == "password" || word == "passwd" || word == "pwd" || word == "secret" || word == "passphrase"
}

func classOfEnding(word string) Class {
	for _, ending := range secretEndings {
		if strings.HasSuffix(word, ending) {
			return Secret
		}
	}
	if kind, isToken := strings.CutSuffix(word, "token"); isToken && kind != "" && !harmlessTokens.has(kind) {
		return Secret
	}
	return Plain
}

// mayEndSecret reports whether a secret's name can end in c: most names are done with after this.
func mayEndSecret(c byte) bool {
	switch c | 0x20 {
	// password, secret, token, cookie, credential, key, auth, …s, jwt, salt, bearer, confirm
	case 'd', 't', 'n', 'e', 'l', 'y', 'h', 's', 'r', 'm', 'w', 'g':
		return true
	}
	return isDigit(c)
}
