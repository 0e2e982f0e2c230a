package joinlinesprocessor

import (
	"strings"
	"time"

	"go.opentelemetry.io/collector/pdata/plog"
)

// Fields by which Docker's fluentd driver marks a part.
const (
	attributePartial = "partial_message"
	attributeID      = "partial_id"
	attributeLast    = "partial_last"
	attributeOrdinal = "partial_ordinal"
	attributeOf      = "container_id"
)

// Longest joined line in bytes: a little more than is kept of a body, so that the body is marked as cut.
const longestLine = 1024*1024 + 16*1024

// line is a line whose last part has not arrived yet.
type line struct {
	// The first part, whose time and attributes the line keeps.
	record plog.LogRecord
	text   strings.Builder
	// When the latest part arrived.
	at time.Time
}

func newLine(first plog.LogRecord) *line {
	l := &line{record: plog.NewLogRecord()}
	first.CopyTo(l.record)
	return l
}

// add appends as much of a text as there is room for, and returns how many bytes that is.
func (l *line) add(text string, now time.Time) int {
	l.at = now
	kept := text[:min(len(text), max(0, longestLine-l.text.Len()))]
	l.text.WriteString(kept)
	return len(kept)
}

// whole writes the joined line, without the marks of a part, into a record.
func (l *line) whole(to plog.LogRecord) {
	l.record.Body().SetStr(l.text.String())
	for _, key := range []string{attributePartial, attributeID, attributeLast, attributeOrdinal} {
		l.record.Attributes().Remove(key)
	}
	l.record.MoveTo(to)
}

// lineOf identifies the line of a part; empty when the record is not a part.
func lineOf(record plog.LogRecord) string {
	if textOf(record, attributePartial) != "true" || textOf(record, attributeID) == "" {
		return ""
	}
	return textOf(record, attributeOf) + " " + textOf(record, attributeID)
}

func textOf(record plog.LogRecord, key string) string {
	if value, ok := record.Attributes().Get(key); ok {
		return value.AsString()
	}
	return ""
}
