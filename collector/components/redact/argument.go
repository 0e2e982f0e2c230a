package redact

import "strings"

// argument finds what follows a word and a space: `--password hunter2`, `Bearer abc123`, `token abc123`.
func (s *scanner) argument(at int) part {
	if at == s.done || !mayEndSecret(s.text[at-1]) && s.text[at-1]|0x20 != 'c' {
		return none
	}
	start := at
	for start > s.done && at-start < longestName && isNameByte(s.text[start-1]) {
		start--
	}
	return s.afterWord(s.text[start:at], at)
}

func (s *scanner) afterWord(word string, at int) part {
	if word == "" {
		return none
	}
	next := at
	for next < len(s.text) && isSpace(s.text[next]) {
		next++
	}
	if IsFlag(word) {
		return s.flagValue(next)
	}
	switch lower(word) {
	case "bearer", "basic":
		return s.schemeValue(next)
	case "token", "password", "passwd", "secret", "apikey", "pwd", "passphrase":
		return s.namedValue(next)
	}
	return none
}

// IsFlag reports whether an argument of a command announces a credential: `--password`.
func IsFlag(word string) bool {
	return len(word) > 2 && word[0] == '-' && !strings.ContainsAny(word, "= ") && classOfWords(lastWords(word)) != Plain
}

func (s *scanner) flagValue(start int) part {
	if start == len(s.text) || s.text[start] == '-' {
		return none
	}
	if quoted, isQuoted := s.quotedAt(start); isQuoted {
		return quoted
	}
	value := s.word(start)
	if value.isNone() || isHarmless(s.text[value.start:value.end], Secret, "") {
		return none
	}
	return value
}

var (
	// Words that follow `basic` and `bearer` in ordinary sentences.
	schemeNouns = setOf("authentication", "authorization", "credentials", "scheme", "header", "tokens")
)

// schemeValue finds the credential after the name of an HTTP authentication scheme.
func (s *scanner) schemeValue(start int) part {
	end := start
	for end < len(s.text) && isCredentialByte(s.text[end]) {
		end++
	}
	value := s.text[start:end]
	if len(strings.TrimRight(value, "=")) < 6 || schemeNouns.has(lower(strings.TrimRight(value, "."))) {
		return none
	}
	return part{start, end}
}

func isCredentialByte(c byte) bool { return isAlphanumeric(c) || strings.IndexByte("._~+/-=", c) >= 0 }

// namedValue finds the word after `token` or `password` in a sentence, if it has letters and digits: others are ordinary words.
func (s *scanner) namedValue(start int) part {
	end := start
	hasLetter, hasDigit := false, false
	for end < len(s.text) && isCredentialByte(s.text[end]) {
		hasLetter = hasLetter || isLetter(s.text[end])
		hasDigit = hasDigit || isDigit(s.text[end])
		end++
	}
	if end-start < 8 || !hasLetter || !hasDigit || end < len(s.text) && s.text[end] == '(' {
		return none
	}
	return part{start, end}
}

// listedArgument finds the argument after a flag in a JSON list: `"--password","hunter2"`.
func (s *scanner) listedArgument(at int) part {
	if at < s.done+4 || s.text[at-1] != '"' {
		return none
	}
	end := at - 1
	for end > s.done && s.text[end-1] == '\\' {
		end--
	}
	start := end
	for start > s.done && end-start < longestName && isNameByte(s.text[start-1]) {
		start--
	}
	next := at + 1
	for next < len(s.text) && isSpace(s.text[next]) {
		next++
	}
	if !IsFlag(s.text[start:end]) {
		return none
	}
	quoted, _ := s.quotedAt(next)
	return quoted
}
