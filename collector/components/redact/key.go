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
	case last == "auth" && authKinds.has(previous):
		return Secret
	case secretForms.has(last) && guardedWords.has(previous):
		return Secret
	case previous == "client" && last == "secret", w.last(2) == "client" && previous == "secret":
		return Secret
	}
	return classOfEnding(last)
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

// mayEndSecret reports whether the name of a secret can end in c. It rules out most names at once.
func mayEndSecret(c byte) bool {
	switch c | 0x20 {
	// password, secret, token, cookie, credential, key, auth, …s, jwt, salt, bearer, confirm
	case 'd', 't', 'n', 'e', 'l', 'y', 'h', 's', 'r', 'm', 'w', 'g':
		return true
	}
	return isDigit(c)
}
