package redact

// Deepest nesting of percent or Unicode encodings that is resolved: a URL in a URL in a URL.
const mostEncodings = 3

// part is a range of a text: its first byte, and the one after its last.
type part struct{ start, end int }

var none = part{}

func (p part) isNone() bool { return p.end == 0 }

// scanner goes through a text once. `done` is the end of the last removed part: nothing before it is searched again.
type scanner struct {
	text string
	done int
	// End of a text that cannot be a JSON Web Token: without it `eyJeyJeyJ…` would be read once for each `eyJ`.
	noJWTBefore int
	isEncoded   bool
}

// find returns the part to remove that begins, ends or has its sign at a byte. All other bytes cost one look-up. A table of functions would put every scanner on the heap.
func (s *scanner) find(at int) part {
	switch s.text[at] {
	case '=', ':':
		return s.assignment(at)
	case ' ', '\t':
		return s.argument(at)
	case ',':
		return s.listedArgument(at)
	case '@':
		return s.address(at)
	case '%':
		return s.encoded(at)
	case '&':
		return s.entity(at)
	case '\\':
		return s.escape(at)
	case 'J':
		return s.webToken(at)
	case '-':
		return s.dashed(at)
	}
	return s.providerToken(at)
}

var isSign = tableOf("=: \t,@%&\\J-_.KSz")

func tableOf(bytes string) (table [256]bool) {
	for i := range len(bytes) {
		table[bytes[i]] = true
	}
	return table
}

// Text returns a text without the credentials and e-mail addresses in it. A text without any is returned unchanged.
func Text(text string) string {
	return redacted(text, mostEncodings)
}

// Query is Text for the query string of a URL.
func Query(text string) string {
	return Text("?" + text)[1:]
}

func redacted(text string, encodings int) string {
	s := scanner{text: text}
	result := s.replaced()
	if !s.isEncoded || encodings == 0 {
		return result
	}
	decoded := decode(result)
	if decoded == result {
		return result
	}
	if safe := redacted(decoded, encodings-1); safe != decoded {
		return safe
	}
	return result
}

func (s *scanner) replaced() string {
	var out []byte
	for i := 0; i < len(s.text); i++ {
		if !isSign[s.text[i]] {
			continue
		}
		found := s.find(i)
		if found.isNone() {
			continue
		}
		if out == nil {
			out = make([]byte, 0, len(s.text))
		}
		out = append(append(out, s.text[s.done:max(found.start, s.done)]...), Mask...)
		s.done = found.end
		i = max(i, found.end-1)
	}
	if out == nil {
		return s.text
	}
	return string(append(out, s.text[s.done:]...))
}
