package redact

import "strings"

// quotedAt finds the text in the quotes that begin here. They are escaped when they are within a quoted text.
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

// quoted finds the end of a quoted text: a quote inside has more backslashes before it than `escapes`, the number before the closing one.
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

// bracketed finds a list or an object, up to its closing bracket.
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

// line extends to the end of the line, or to the quote around it. A quote after an equals sign belongs to the value of a cookie.
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

// endsLine reports whether an escape sequence is that of a line end or a quote.
func (s *scanner) endsLine(at int) bool {
	rest := strings.TrimLeft(s.text[at:min(len(s.text), at+4)], `\`)
	return rest != "" && (rest[0] == 'n' || rest[0] == 'r' || isQuote(rest[0]))
}

// word extends to a space, a quote, or a separator before another assignment.
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

// isAtEnd reports whether a value has ended: at the end of the text, a space, another separator, or the next name.
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
