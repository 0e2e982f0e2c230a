package redact

import "strings"

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
