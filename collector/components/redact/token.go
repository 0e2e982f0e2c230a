package redact

import "strings"

// webToken finds a JSON Web Token: `eyJ` is how the base64 of `{"` begins.
func (s *scanner) webToken(at int) part {
	start := at - 2
	if start < max(s.done, s.noJWTBefore) || s.text[start:at] != "ey" {
		return none
	}
	header := s.skipBase64(at + 1)
	if header == len(s.text) || s.text[header] != '.' {
		s.noJWTBefore = header
		return none
	}
	end := s.skipBase64(header + 1)
	if header-at < 7 || end-header < 7 {
		return none
	}
	for end < len(s.text) && s.text[end] == '.' {
		end = s.skipBase64(end + 1)
	}
	return part{start, end}
}

func (s *scanner) skipBase64(at int) int {
	for at < len(s.text) && isTokenByte(s.text[at]) {
		at++
	}
	return at
}

func isTokenByte(c byte) bool { return isAlphanumeric(c) || c == '_' || c == '-' }

// providerToken finds a provider's credential by its prefix.
func (s *scanner) providerToken(at int) part {
	for _, known := range providers[s.text[at]] {
		start := at - known.sign
		if start < s.done || s.text[start] != known.prefix[0] || !strings.HasPrefix(s.text[start:], known.prefix) || start > 0 && isTokenByte(s.text[start-1]) {
			continue
		}
		if end := s.endOfToken(start+len(known.prefix), known); end > 0 {
			return part{start, end}
		}
	}
	return none
}

// endOfToken returns where a provider's token ends, or 0 if it is too short or has no digit: then it is a word.
func (s *scanner) endOfToken(start int, known provider) int {
	end := start
	hasDigit := false
	for end < len(s.text) && (isAlphanumeric(s.text[end]) || known.isOpen && (isTokenByte(s.text[end]) || s.text[end] == '.')) {
		hasDigit = hasDigit || isDigit(s.text[end])
		end++
		if end-start == 2*known.rest && !hasDigit {
			return 0
		}
	}
	if end-start < known.rest || !hasDigit {
		return 0
	}
	return end
}

// dashed finds a private key in PEM, or a provider's token.
func (s *scanner) dashed(at int) part {
	const begin, end = "-----BEGIN ", "-----END "
	if isRule := at > 0 && s.text[at-1] == '-'; isRule {
		return none
	}
	if !strings.HasPrefix(s.text[at:], begin) {
		return s.providerToken(at)
	}
	label, _, _ := strings.Cut(s.text[at+len(begin):min(len(s.text), at+longestName)], "-----")
	if !strings.Contains(label, "PRIVATE KEY") {
		return none
	}
	closing := strings.Index(s.text[at:], end)
	if closing < 0 {
		return part{at, len(s.text)}
	}
	closing += at + len(end)
	if last := strings.Index(s.text[closing:], "-----"); last >= 0 {
		return part{at, closing + last + len("-----")}
	}
	return part{at, len(s.text)}
}
