package redact

import "strings"

// Longest name of a field that is looked at, in bytes.
const longestName = 64

var (
	// Parameters that give access in a URL, and say nothing elsewhere.
	queryParameters = setOf("code", "sig", "signature", "auth", "ticket", "assertion", "client_assertion", "samlresponse", "code_verifier", "hmac")
	// Headers with more than one word in their values.
	headers = setOf("cookie", "authorization")
	// Values that stand for another, or for none.
	placeholders = setOf("null", "nil", "none", "undefined", "true", "false", "redacted", "removed", "filtered", "hidden")
)

// assignment is the value of `name=value`, `name: value` and `"name":"value"`, where the name is that of a credential.
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

// isPosition reports whether a value is a place in a source: `readToken:12`, `readToken:parser.js:12:5`.
func isPosition(value string) bool {
	rest := strings.TrimRight(value, "0123456789:")
	return len(rest) < len(value) && (rest == "" && len(value) < 8 || strings.Contains(rest, ".") && value[len(rest)] == ':')
}

// nameBefore is the name that ends before an equals sign or a colon, where it begins, and whether it is in quotes.
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
	// What comes after %3F or \u0026 in an encoded text begins with two or four digits of that.
	if start > s.done && s.text[start-1] == '%' && end-start > 2 {
		start += 2
	}
	return s.text[start:end], start, isQuoted
}

func isNameByte(c byte) bool {
	return isAlphanumeric(c) || c == '_' || c == '-' || c == '.' || c == '$'
}

// wordsOf a name, with the word before it where that is `key` alone: `api key: …`.
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

// valueAfter is what is assigned: a text in quotes, a list or an object in brackets, or what comes before the next separator.
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

// skipSign goes over what makes one sign of two or three: == => := and =\u003e.
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

// quotedAt is the text in the quotes that begin here, which are escaped where they stand within a text in quotes themselves.
func (s *scanner) quotedAt(start int) (part, bool) {
	quote := start
	for quote < len(s.text) && s.text[quote] == '\\' {
		quote++
	}
	if quote == len(s.text) || !isQuote(s.text[quote]) {
		return none, false
	}
	return s.quoted(quote+1, s.text[quote], quote-start), true
}

// quoted is what comes before the quote that ends a text, in which a quote has more backslashes than the `escapes` before its end.
func (s *scanner) quoted(start int, quote byte, escapes int) part {
	backslashes := 0
	for i := start; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case c == '\\':
			backslashes++
			continue
		case c == quote && (backslashes < escapes || backslashes%(2*(escapes+1)) == escapes):
			return nonEmpty(start, max(start, i-min(escapes, backslashes)))
		}
		backslashes = 0
	}
	return nonEmpty(start, len(s.text))
}

func nonEmpty(start, end int) part {
	if start >= end {
		return none
	}
	return part{start, end}
}

// bracketed is a list or an object, to the bracket that closes it.
func (s *scanner) bracketed(start int) part {
	depth := 0
	for i := start; i < len(s.text); i++ {
		switch s.text[i] {
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return part{start, i + 1}
			}
		}
	}
	return part{start, len(s.text)}
}

func (s *scanner) until(start int, isEnd func(byte) bool) part {
	end := start
	for end < len(s.text) && !isEnd(s.text[end]) {
		end++
	}
	return nonEmpty(start, end)
}

func isEndOfJSON(c byte) bool { return c == ',' || c == '}' || c == ']' || isSpace(c) }

// line goes to the end of its line, or to the quote in which the line stands. A quote after an equals sign is that of a cookie's value.
func (s *scanner) line(start int, isForm bool) part {
	end := start
	for end < len(s.text) && s.text[end] != '\n' && s.text[end] != '\r' && !(isForm && s.text[end] == '&') {
		quoted, isQuoted := s.quotedAt(end)
		if isQuoted && s.text[end-1] != '=' || s.text[end] == '\\' && !isQuoted && s.endsLine(end) {
			break
		}
		end = max(end, quoted.end) + 1
	}
	return nonEmpty(start, min(end, len(s.text)))
}

// endsLine reports whether an escape sequence is that of a line's end or of a quote.
func (s *scanner) endsLine(at int) bool {
	rest := strings.TrimLeft(s.text[at:min(len(s.text), at+4)], `\`)
	return rest != "" && (rest[0] == 'n' || rest[0] == 'r' || isQuote(rest[0]))
}

// word goes to a space, a quote, or a separator that another assignment follows.
func (s *scanner) word(start int) part {
	end := start
	for end < len(s.text) {
		c := s.text[end]
		if isSpace(c) || isQuote(c) || c == '&' || c == '<' || c == '\\' && s.endsLine(end) || isSeparator(c) && s.isAtEnd(end+1) {
			break
		}
		end++
	}
	return nonEmpty(start, end)
}

func isSeparator(c byte) bool { return c == ',' || c == ';' || c == ')' || c == '}' || c == ']' }

// isAtEnd reports whether a value has ended before here: by the end of the text, a space, more separators, or the name of another.
func (s *scanner) isAtEnd(at int) bool {
	if at == len(s.text) {
		return true
	}
	c := s.text[at]
	if isSpace(c) || isQuote(c) || isSeparator(c) || c == '.' || c == '&' || c == '\\' {
		return true
	}
	end := at
	for end < len(s.text) && end-at < longestName && (isNameByte(s.text[end]) || s.text[end] == ' ') {
		end++
	}
	return end > at && end < len(s.text) && (s.text[end] == '=' || s.text[end] == ':')
}

// isHarmless reports whether a value holds no secret: a placeholder of a statement, a count of tokens, a status, a line of source.
func isHarmless(value string, class Class, name string) bool {
	if value == Mask || placeholders.has(strings.Trim(lower(value), "[]<>()")) || isCall(value) {
		return true
	}
	if class == SecretText && isNumber(value) {
		return true
	}
	if class == Plain && lower(name) == "code" && len(value) < 6 {
		return true
	}
	switch value[0] {
	case '$', ':', '@', '?', '%', '<':
		return isPlaceholder(value)
	case '\\':
		return strings.HasPrefix(strings.TrimLeft(value, `\`), "u003c")
	}
	return !strings.ContainsFunc(value, func(r rune) bool { return r >= 0x80 || isAlphanumeric(byte(r)) })
}

// isCall reports whether a value is one of a source: `next(tokens`.
func isCall(value string) bool {
	callee, _, isCall := strings.Cut(value, "(")
	return isCall && callee != "" && strings.Trim(lower(callee), "abcdefghijklmnopqrstuvwxyz_.") == ""
}

func isNumber(value string) bool {
	return strings.Trim(value, "0123456789.,") == ""
}

// isPlaceholder of a prepared statement, a format or a template: `$1`, `:name`, `@p1`, `?`, `%s`, `${NAME}`, `<password>`.
func isPlaceholder(value string) bool {
	rest := strings.TrimRight(value[1:], ")}>];, ")
	if value[0] == '$' && !strings.HasPrefix(rest, "{") {
		return isNumber(rest)
	}
	if value[0] == '%' || value[0] == '?' {
		return len(rest) <= 1
	}
	return strings.Trim(strings.TrimPrefix(rest, "{"), "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") == "" || value[0] == '@' && isShortParameter(rest)
}

func isShortParameter(name string) bool { return len(name) <= 3 }
