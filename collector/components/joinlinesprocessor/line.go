package joinlinesprocessor

import (
	"strings"
	"time"

	"go.opentelemetry.io/collector/pdata/plog"
)

// What Docker's fluentd driver says of a part.
const (
	attributePartial = "partial_message"
	attributeID      = "partial_id"
	attributeLast    = "partial_last"
	attributeOrdinal = "partial_ordinal"
	attributeOf      = "container_id"
)

// Longest line that is joined, in bytes: a little more than what is kept of a body, so that it is marked as cut.
const longestLine = 1024*1024 + 16*1024

// line whose last part has not come yet.
type line struct {
	// Its first part, with the time and attributes of it.
	record plog.LogRecord
	text   strings.Builder
	// When its latest part came.
	at time.Time
}

func newLine(first plog.LogRecord) *line {
	l := &line{record: plog.NewLogRecord()}
	first.CopyTo(l.record)
	return l
}

// add keeps of a text what there is room for, and returns how much that is.
func (l *line) add(text string, now time.Time) int {
	l.at = now
	kept := text[:min(len(text), max(0, longestLine-l.text.Len()))]
	l.text.WriteString(kept)
	return len(kept)
}

// whole writes the joined line, which is no part any more, where a record is to be.
func (l *line) whole(to plog.LogRecord) {
	l.record.Body().SetStr(l.text.String())
	for _, key := range []string{attributePartial, attributeID, attributeLast, attributeOrdinal} {
		l.record.Attributes().Remove(key)
	}
	l.record.MoveTo(to)
}

// lineOf a part; empty where a record is not one.
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
