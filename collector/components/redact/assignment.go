package redact

import "strings"

// Longest name of a field that is recognized, in bytes.
const longestName = 64

var (
	// Parameters that give access in a URL, but are harmless elsewhere.
	queryParameters = setOf("code", "sig", "signature", "auth", "ticket", "assertion", "client_assertion", "samlresponse", "code_verifier", "hmac")
	// Headers whose values have more than one word.
	headers = setOf("cookie", "authorization")
)

// assignment finds the value of `name=value`, `name: value` and `"name":"value"`, if the name is that of a credential.
func (s *scanner) assignment(at int) part {
	name, before, isQuoted := s.nameBefore(at)
	if name == "" {
		return none
	}
	class := Plain
	if mayEndSecret(name[len(name)-1]) {
		class = classOfWords(s.wordsOf(name, before))
	}
	if class == Plain && !(s.text[at] == '=' && s.isQueryParameter(name, before)) {
		return none
	}
	value := s.valueAfter(at, name, isQuoted)
	if value.isNone() || isHarmless(s.text[value.start:value.end], class, name) {
		return none
	}
	if s.text[at] == ':' && !isQuoted && value.start == at+1 && isPosition(s.text[value.start:value.end]) && !secretWords.has(lower(name)) {
		return none
	}
	return value
}

// nameBefore returns the name that ends before an equals sign or a colon, where it begins, and whether it is in quotes.
func (s *scanner) nameBefore(at int) (name string, start int, isQuoted bool) {
	end := at
	for end > s.done && (isBlank(s.text[end-1]) || s.text[end-1] == ']') {
		end--
	}
	if end > s.done && isQuote(s.text[end-1]) {
		isQuoted = true
		end--
		for end > s.done && s.text[end-1] == '\\' {
			end--
		}
	}
	start = end
	for start > s.done && end-start < longestName && isNameByte(s.text[start-1]) {
		start--
	}
	// In an encoded text, the two or four digits of %3F or \u0026 come before the name.
	if start > s.done && s.text[start-1] == '%' && end-start > 2 {
		start += 2
	}
	return s.text[start:end], start, isQuoted
}

func isNameByte(c byte) bool {
	return isAlphanumeric(c) || c == '_' || c == '-' || c == '.' || c == '$'
}

// wordsOf splits a name. If it is `key` alone, the word before it counts, too: `api key: …`.
func (s *scanner) wordsOf(name string, start int) words {
	if lower(name) != "key" || start == s.done || !isBlank(s.text[start-1]) {
		return lastWords(name)
	}
	first := start - 1
	for first > s.done && start-first < longestName && isNameByte(s.text[first-1]) {
		first--
	}
	return lastWords(s.text[first : start+len(name)])
}

func (s *scanner) isQueryParameter(name string, start int) bool {
	if start == 0 || !queryParameters.has(lower(name)) {
		return false
	}
	before := s.text[start-1]
	return before == '?' || before == '&' || before == '#' || strings.HasSuffix(s.text[:start], "&amp;")
}

// valueAfter finds what is assigned: a text in quotes, a list or an object in brackets, or the text up to the next separator.
func (s *scanner) valueAfter(at int, name string, isQuotedName bool) part {
	start := s.skipSign(at + 1)
	isSpaced := start < len(s.text) && isBlank(s.text[start])
	for start < len(s.text) && (isBlank(s.text[start]) || isQuotedName && isSpace(s.text[start])) {
		start++
	}
	if start == len(s.text) {
		return none
	}
	if quoted, isQuoted := s.quotedAt(start); isQuoted {
		return quoted
	}
	c := s.text[start]
	isHeader := headers.has(lastWordOf(name))
	switch {
	case (c == '[' || c == '{') && isQuotedName:
		return s.bracketed(start)
	case isQuotedName:
		return s.until(start, isEndOfJSON)
	case isHeader, s.text[at] == ':' && isSpaced:
		return s.line(start, s.text[at] == '=')
	}
	return s.word(start)
}

// skipSign skips signs of two or three characters: == => := and =\u003e.
func (s *scanner) skipSign(at int) int {
	for at < len(s.text) && (s.text[at] == '=' || s.text[at] == '>' || s.text[at] == ':') {
		at++
	}
	if unescaped := strings.TrimLeft(s.text[at:min(len(s.text), at+longestName)], `\`); strings.HasPrefix(unescaped, "u003e") {
		return at + strings.Index(s.text[at:], "u003e") + len("u003e")
	}
	return at
}

func lastWordOf(name string) string {
	w := lastWords(name)
	return w.last(0)
}
