package redact

import "strings"

// Values that stand for another value, or for none.
var placeholders = setOf("null", "nil", "none", "undefined", "true", "false", "redacted", "removed", "filtered", "hidden")

// isHarmless reports whether a value holds no secret: a placeholder, a count of tokens, a status, a line of source code.
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

// isCall reports whether a value is a call in source code: `next(tokens`.
func isCall(value string) bool {
	callee, _, isCall := strings.Cut(value, "(")
	return isCall && callee != "" && strings.Trim(lower(callee), "abcdefghijklmnopqrstuvwxyz_.") == ""
}

func isNumber(value string) bool {
	return strings.Trim(value, "0123456789.,") == ""
}

// isPlaceholder reports whether a value is one of a prepared statement, a format or a template: `$1`, `:name`, `@p1`, `?`, `%s`, `${NAME}`, `<password>`.
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

// isPosition reports whether a value is a source location: `readToken:12`, `readToken:parser.js:12:5`.
func isPosition(value string) bool {
	rest := strings.TrimRight(value, "0123456789:")
	return len(rest) < len(value) && (rest == "" && len(value) < 8 || strings.Contains(rest, ".") && value[len(rest)] == ':')
}
