package sanitizeprocessor

import "unicode/utf8"

// What every backend accepts, in bytes. Badger, below Jaeger, makes a key of service name, attribute key and value, and refuses the whole
// batch if one exceeds 65,000. The log store drops records over 2 MiB or 2,000 fields, and field names over 128 bytes. Pyroscope refuses
// profiles with a label over 2,048.
const (
	longestKey   = 128
	longestName  = 1024
	longestValue = 32 * 1024
	longestLabel = 2048
	longestBody  = 1024 * 1024
	// A field of a log record: only the log store has them.
	longestField = 256 * 1024
	// All attributes, events and links of one span, and all of one log record. The excess is dropped and counted in OTLP's own fields.
	largestItem   = 512 * 1024
	largestRecord = longestBody + largestItem
	mostFields    = 1500
	// Bytes that are read beyond a limit before cutting: a secret on the edge is recognized only as a whole.
	overlap = 4096
)

const ellipsis = "…"

// cut shortens a text to a limit, without splitting a character.
func cut(text string, limit int) string {
	end := limit - len(ellipsis)
	for end > limit-len(ellipsis)-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + ellipsis
}
