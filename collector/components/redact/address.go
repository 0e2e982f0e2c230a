package redact

import "strings"

const (
	// Longest user and password of a URL that are recognized, in bytes.
	longestUser = 512
	// Longest local part of an address; without encodings it is 64 bytes.
	longestLocalPart = 128
)

// address finds the user and password of a URL, or an e-mail address.
func (s *scanner) address(at int) part {
	if user := s.userInfo(at); !user.isNone() {
		return user
	}
	return s.mail(at, 1)
}

// userInfo is the part before the last at sign of a URL's authority.
func (s *scanner) userInfo(at int) part {
	start := at
	for start > s.done && at-start < longestUser && !isEndOfUser(s.text[start-1]) {
		start--
	}
	if start-2 < s.done || s.text[start-2:start] != "//" || start == at {
		return none
	}
	end := at
	for i := at + 1; i < len(s.text) && s.text[i] != '?' && s.text[i] != '#'; i++ {
		if s.text[i] == '@' {
			end = i
		} else if isEndOfUser(s.text[i]) {
			break
		}
	}
	if s.text[start:end] == Mask {
		return none
	}
	return part{start, end}
}

// isEndOfUser reports whether an at sign ends the user. An authority may have several; the last one counts.
func isEndOfUser(c byte) bool {
	return c == '/' || c == '@' || isSpace(c) || isQuote(c) || c == '<' || c == '>' || c == '\\'
}

// mail finds an e-mail address around an at sign of `width` bytes.
func (s *scanner) mail(at, width int) part {
	start := s.localPart(at)
	if start == at {
		return none
	}
	end := at + width
	for end < len(s.text) && isHostByte(s.text[end]) {
		end++
	}
	host := strings.TrimRight(s.text[at+width:end], ".-_")
	if !isMailHost(host) {
		return none
	}
	return part{start, at + width + len(host)}
}

func (s *scanner) localPart(at int) int {
	if at > s.done && s.text[at-1] == '"' {
		opening := strings.LastIndexByte(s.text[max(s.done, at-longestLocalPart):at-1], '"')
		if opening >= 0 {
			return max(s.done, at-longestLocalPart) + opening
		}
	}
	start := at
	for start > s.done && at-start < longestLocalPart && isLocalByte(s.text[start-1]) {
		start--
	}
	return start
}

func isLocalByte(c byte) bool {
	return isAlphanumeric(c) || c >= 0x80 || c == '.' || c == '_' || c == '%' || c == '+' || c == '-'
}

func isHostByte(c byte) bool { return isAlphanumeric(c) || c >= 0x80 || c == '.' || c == '-' }

// isMailHost reports whether a host has a top-level domain and is not a package version such as `next@16.0.0-rc.one`.
func isMailHost(host string) bool {
	dot := strings.LastIndexByte(host, '.')
	if dot < 1 || len(host)-dot < 3 {
		return false
	}
	for i := dot + 1; i < len(host); i++ {
		if !isLetter(host[i]) && host[i] < 0x80 {
			return false
		}
	}
	first, rest, _ := strings.Cut(host, ".")
	second, _, isLong := strings.Cut(rest, ".")
	return !(isLong && isNumber(first) && isNumber(second))
}

// encoded finds an e-mail address with %40, and notes that more of the text may be encoded.
func (s *scanner) encoded(at int) part {
	if at+2 >= len(s.text) {
		return none
	}
	switch lower(s.text[at+1 : at+3]) {
	case "40":
		s.isEncoded = true
		return s.mail(at, 3)
	case "3d", "3a", "22", "25":
		s.isEncoded = true
	}
	return none
}

// entity finds an e-mail address whose at sign is an HTML entity.
func (s *scanner) entity(at int) part {
	for _, sign := range []string{"&#64;", "&#x40;", "&commat;"} {
		if strings.HasPrefix(s.text[at:], sign) {
			return s.mail(at, len(sign))
		}
	}
	return none
}

// escape notes that a text contains character escapes.
func (s *scanner) escape(at int) part {
	if strings.HasPrefix(s.text[at:], `\u00`) {
		s.isEncoded = true
	}
	return none
}
