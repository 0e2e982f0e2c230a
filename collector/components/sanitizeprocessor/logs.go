package sanitizeprocessor

import (
	"context"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
)

func (s *sanitizer) logs(_ context.Context, logs plog.Logs) (plog.Logs, error) {
	for _, resource := range logs.ResourceLogs().All() {
		s.resource(resource.Resource(), s.item(longestValue))
		for _, scope := range resource.ScopeLogs().All() {
			s.scope(scope.Scope())
			for _, record := range scope.LogRecords().All() {
				s.record(record)
			}
		}
	}
	return logs, nil
}

func (s *sanitizer) record(record plog.LogRecord) {
	i := s.item(longestBody)
	i.room = largestRecord
	i.isMessage = s.isMessage(eventName(record))
	if i.isMessage && record.Body().Type() == pcommon.ValueTypeStr {
		i.mask(record.Body())
	}
	i.value(record.Body())
	i.longest = longestField
	if safe := i.text(record.EventName(), longestName); safe != record.EventName() {
		record.SetEventName(safe)
	}
	if safe := i.text(record.SeverityText(), longestName); safe != record.SeverityText() {
		record.SetSeverityText(safe)
	}
	dropped := i.attributes(record.Attributes())
	record.SetDroppedAttributesCount(record.DroppedAttributesCount() + dropped)
	i.mark(record.Attributes())
}

// eventName returns the event name of a record, which was an attribute before it became a field.
func eventName(record plog.LogRecord) string {
	if name, ok := record.Attributes().Get("event.name"); ok && record.EventName() == "" {
		return name.AsString()
	}
	return record.EventName()
}
