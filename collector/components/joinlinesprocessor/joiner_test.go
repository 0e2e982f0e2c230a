package joinlinesprocessor

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processortest"
	"go.uber.org/zap"
)

type part struct {
	id, text string
	ordinal  int
	isLast   bool
}

func logsOf(parts ...part) plog.Logs {
	logs := plog.NewLogs()
	records := logs.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords()
	for _, p := range parts {
		record := records.AppendEmpty()
		record.Body().SetStr(p.text)
		record.Attributes().PutStr("container_id", "c0ffee")
		record.SetTimestamp(100)
		if p.id != "" {
			record.Attributes().PutStr(attributePartial, "true")
			record.Attributes().PutStr(attributeID, p.id)
			record.Attributes().PutStr(attributeOrdinal, strconv.Itoa(p.ordinal))
			record.Attributes().PutStr(attributeLast, strconv.FormatBool(p.isLast))
		}
	}
	return logs
}

func started(t *testing.T) (processor.Logs, *consumertest.LogsSink) {
	t.Helper()
	sink := &consumertest.LogsSink{}
	made, err := NewFactory().CreateLogs(context.Background(), processortest.NewNopSettings(componentType), &config{}, sink)
	if err == nil {
		err = made.Start(context.Background(), componenttest.NewNopHost())
	}
	if err != nil {
		t.Fatal(err)
	}
	return made, sink
}

func send(t *testing.T, to processor.Logs, logs plog.Logs) {
	t.Helper()
	if err := to.ConsumeLogs(context.Background(), logs); err != nil {
		t.Fatal(err)
	}
}

func stop(t *testing.T, made processor.Logs) {
	t.Helper()
	if err := made.Shutdown(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func textsOf(sink *consumertest.LogsSink) (texts []string) {
	for _, logs := range sink.AllLogs() {
		for _, resource := range logs.ResourceLogs().All() {
			for _, record := range resource.ScopeLogs().At(0).LogRecords().All() {
				texts = append(texts, record.Body().Str())
			}
		}
	}
	return texts
}

func expectTexts(t *testing.T, sink *consumertest.LogsSink, want ...string) {
	t.Helper()
	if got := textsOf(sink); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%q, not %q", got, want)
	}
}

func TestPartsOfOneBatchAndOfSeveralAreOneLine(t *testing.T) {
	made, sink := started(t)
	send(t, made, logsOf(part{text: "before"}, part{id: "1", text: "a", ordinal: 1}, part{id: "2", text: "x", ordinal: 1}))
	send(t, made, logsOf(part{id: "1", text: "b", ordinal: 2}))
	send(t, made, logsOf(part{id: "1", text: "c", ordinal: 3, isLast: true}, part{id: "2", text: "y", ordinal: 2, isLast: true}, part{text: "after"}))
	stop(t, made)
	expectTexts(t, sink, "before", "abc", "xy", "after")
	record := sink.AllLogs()[1].ResourceLogs().At(0).ScopeLogs().At(0).LogRecords().At(0)
	if record.Attributes().Len() != 1 || record.Timestamp() != 100 {
		t.Errorf("%v at %d", record.Attributes().AsRaw(), record.Timestamp())
	}
}

func TestACharacterThatIsSplitIsWholeAgain(t *testing.T) {
	made, sink := started(t)
	send(t, made, logsOf(part{id: "1", text: "f\xc3"}, part{id: "1", text: "\xbcr", isLast: true}))
	stop(t, made)
	expectTexts(t, sink, "für")
}

func TestALineWithoutItsLastPartIsSentOn(t *testing.T) {
	sink := &consumertest.LogsSink{}
	j := newJoiner(zap.NewNop(), sink)
	if _, err := j.join(context.Background(), logsOf(part{id: "1", text: "a"}, part{text: "b"})); err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	j.release(context.Background(), now.Add(-patience))
	expectTexts(t, sink)
	j.release(context.Background(), now)
	expectTexts(t, sink, "a")
	if j.waiting != 0 || len(j.lines) != 0 {
		t.Errorf("%d bytes of %d lines still wait", j.waiting, len(j.lines))
	}
}

func TestWhatWaitsIsSentOnAtTheEnd(t *testing.T) {
	made, sink := started(t)
	send(t, made, logsOf(part{id: "1", text: "a"}))
	stop(t, made)
	expectTexts(t, sink, "a")
}

func TestALineAndAllThatWaitAreBounded(t *testing.T) {
	made, sink := started(t)
	text := strings.Repeat("a", 16*1024)
	for range 100 {
		send(t, made, logsOf(part{id: "1", text: text}))
	}
	for id := range mostWaiting / len(text) {
		send(t, made, logsOf(part{id: strconv.Itoa(id + 2), text: text}))
	}
	passed := len(textsOf(sink))
	if passed == 0 || passed > 100 {
		t.Errorf("%d parts found no room", passed)
	}
	send(t, made, logsOf(part{id: "1", text: text, isLast: true}))
	if texts := textsOf(sink); len(texts[len(texts)-1]) != longestLine {
		t.Errorf("a line of %d bytes", len(texts[len(texts)-1]))
	}
	stop(t, made)
}

func TestLinesThatGrowWhileTheyWaitAreBoundedToo(t *testing.T) {
	sink := &consumertest.LogsSink{}
	j := newJoiner(zap.NewNop(), sink)
	text := strings.Repeat("a", 16*1024)
	lines, joined := mostWaiting/len(text)/2, 0
	for range 4 {
		for id := range lines {
			logs := logsOf(part{id: strconv.Itoa(id + 1), text: text})
			if _, err := j.join(context.Background(), logs); err != nil {
				continue
			}
			joined += len(logs.ResourceLogs().At(0).ScopeLogs().At(0).LogRecords().At(0).Body().Str())
		}
	}
	if j.waiting > mostWaiting {
		t.Errorf("%d bytes wait, more than %d", j.waiting, mostWaiting)
	}
	if all := 4 * lines * len(text); joined+j.waiting != all {
		t.Errorf("%d bytes went on and %d wait, of %d", joined, j.waiting, all)
	}
}
