package isolatingexporter

import (
	"context"

	"go.opentelemetry.io/collector/consumer/consumererror"
	"go.opentelemetry.io/collector/pdata/plog"
)

func logs(send func(context.Context, plog.Logs) error) signal[plog.Logs] {
	return signal[plog.Logs]{
		name:       "logs",
		empty:      plog.NewLogs,
		items:      plog.Logs.LogRecordCount,
		bytes:      (&plog.ProtoMarshaler{}).LogsSize,
		halve:      halveLogs,
		merge:      func(from, into plog.Logs) { from.ResourceLogs().MoveAndAppendTo(into.ResourceLogs()) },
		sender:     func(data plog.Logs) (string, bool) { return senderOf(data.ResourceLogs().All()) },
		stub:       stubRecord,
		stubStands: true,
		again:      func(err error, rest plog.Logs) error { return consumererror.NewLogs(err, rest) },
		send:       send,
	}
}

func halveLogs(first plog.Logs) (plog.Logs, plog.Logs) {
	second := plog.NewLogs()
	if first.ResourceLogs().Len() > 1 {
		moveTail(first.ResourceLogs(), second.ResourceLogs())
		return first, second
	}
	from, to := first.ResourceLogs().At(0), second.ResourceLogs().AppendEmpty()
	from.Resource().CopyTo(to.Resource())
	to.SetSchemaUrl(from.SchemaUrl())
	if from.ScopeLogs().Len() > 1 {
		moveTail(from.ScopeLogs(), to.ScopeLogs())
		return first, second
	}
	fromScope, toScope := from.ScopeLogs().At(0), to.ScopeLogs().AppendEmpty()
	fromScope.Scope().CopyTo(toScope.Scope())
	toScope.SetSchemaUrl(fromScope.SchemaUrl())
	moveTail(fromScope.LogRecords(), toScope.LogRecords())
	return first, second
}

const recordSetAside = "A log record was set aside: the log store refused it"

// stubRecord is the first record of `data` without its texts.
func stubRecord(data plog.Logs) plog.Logs {
	record := firstRecord(data)
	stub := plog.NewLogs()
	resource := stub.ResourceLogs().AppendEmpty()
	resource.Resource().Attributes().PutStr("service.name", cut(serviceName(data.ResourceLogs().At(0).Resource()), nameBytes))
	short := resource.ScopeLogs().AppendEmpty().LogRecords().AppendEmpty()
	short.SetTimestamp(record.Timestamp())
	short.SetObservedTimestamp(record.ObservedTimestamp())
	short.SetSeverityNumber(record.SeverityNumber())
	short.SetTraceID(record.TraceID())
	short.SetSpanID(record.SpanID())
	short.Body().SetStr(recordSetAside)
	short.Attributes().PutBool(attributeSetAside, true)
	return stub
}

func firstRecord(data plog.Logs) plog.LogRecord {
	for _, resource := range data.ResourceLogs().All() {
		for _, scope := range resource.ScopeLogs().All() {
			for _, record := range scope.LogRecords().All() {
				return record
			}
		}
	}
	return plog.NewLogRecord()
}
