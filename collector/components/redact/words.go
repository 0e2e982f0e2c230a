package redact

// words holds the last three words of a name: `x-api-key` and `xApiKey` are x, api, key.
type words struct {
	list  [3]string
	count int
}

// last returns the nth word from the end, counted from 0; empty if there are fewer.
func (w *words) last(n int) string {
	if n >= w.count {
		return ""
	}
	return w.list[w.count-1-n]
}

func (w *words) add(word string) {
	if w.count == len(w.list) {
		copy(w.list[:], w.list[1:])
		w.count--
	}
	w.list[w.count] = word
	w.count++
}

// lastWords splits a name at non-letters and at changes from lower to upper case. Words of digits are left out: they are list indices.
func lastWords(name string) words {
	var result words
	start := -1
	for i := 0; i <= len(name); i++ {
		ends := i == len(name) || !isAlphanumeric(name[i])
		if start >= 0 && (ends || isHump(name, i)) {
			if word := withoutCount(lower(name[start:i])); word != "" {
				result.add(word)
			}
			start = -1
		}
		if !ends && start < 0 {
			start = i
		}
	}
	return result
}

// isHump reports whether a word of camel case begins at i: `accessToken`, `APIKey`, but not `PASSWORD`.
func isHump(name string, i int) bool {
	if !isUpper(name[i]) {
		return false
	}
	previous := name[i-1]
	if isLower(previous) || isDigit(previous) {
		return true
	}
	return isUpper(previous) && i+1 < len(name) && isLower(name[i+1])
}

// withoutCount strips the digits at the end of `password2`.
func withoutCount(word string) string {
	for word != "" && isDigit(word[len(word)-1]) {
		word = word[:len(word)-1]
	}
	return word
}

// lower is strings.ToLower for ASCII that does not allocate when nothing changes.
func lower(text string) string {
	for i := 0; i < len(text); i++ {
		if !isUpper(text[i]) {
			continue
		}
		copied := []byte(text)
		for ; i < len(copied); i++ {
			if isUpper(copied[i]) {
				copied[i] += 'a' - 'A'
			}
		}
		return string(copied)
	}
	return text
}

func isUpper(c byte) bool        { return c >= 'A' && c <= 'Z' }
func isLower(c byte) bool        { return c >= 'a' && c <= 'z' }
func isDigit(c byte) bool        { return c >= '0' && c <= '9' }
func isLetter(c byte) bool       { return isUpper(c) || isLower(c) }
func isAlphanumeric(c byte) bool { return isLetter(c) || isDigit(c) }
func isBlank(c byte) bool        { return c == ' ' || c == '\t' }
func isSpace(c byte) bool        { return isBlank(c) || c == '\n' || c == '\r' || c == '\v' || c == '\f' }
func isQuote(c byte) bool        { return c == '"' || c == '\'' || c == '`' }
