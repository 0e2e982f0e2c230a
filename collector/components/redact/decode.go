package redact

import "strconv"

// decode resolves %3D and \u003d once. Malformed encodings stay.
func decode(text string) string {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		prefix := prefixOfCode(text, i)
		if prefix == 0 {
			out = append(out, text[i])
			continue
		}
		code, err := strconv.ParseUint(text[i+prefix:i+prefix+2], 16, 8)
		if err != nil || code < ' ' || code > '~' {
			out = append(out, text[i])
			continue
		}
		out = append(out, byte(code))
		i += prefix + 1
	}
	return string(out)
}

// prefixOfCode returns the length of the prefix of two hexadecimal digits: % or \u00, with as many backslashes as JSON is nested.
func prefixOfCode(text string, at int) int {
	switch {
	case text[at] == '%' && at+2 < len(text):
		return 1
	case text[at] == '\\' && (at == 0 || text[at-1] != '\\'):
		end := at + 1
		for end < len(text) && text[end] == '\\' {
			end++
		}
		if end+4 < len(text) && text[end:end+3] == "u00" {
			return end + 3 - at
		}
	}
	return 0
}
