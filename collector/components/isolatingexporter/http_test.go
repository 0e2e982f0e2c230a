package isolatingexporter_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/exporter/xexporter"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/plog/plogotlp"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/pmetric/pmetricotlp"
	"go.opentelemetry.io/collector/pdata/pprofile"
	"go.opentelemetry.io/collector/pdata/pprofile/pprofileotlp"

	"cortex.local/collector/components/isolatingexporter/otlphttp"
)

const (
	honestItem = "honest"
	guiltyItem = "guilty"
)

// httpBackend is an OTLP server over HTTP that refuses a whole request for one guilty item in it.
type httpBackend struct {
	*httptest.Server
	mutex  sync.Mutex
	stored map[string]int
	// failures is how many requests are refused whatever they contain.
	failures int
	takesAll bool
}

// startHTTPBackend answers `refusal` to guilty requests. itemsIn names the items in a request's body.
func startHTTPBackend(t *testing.T, refusal int, itemsIn func([]byte) []string) *httpBackend {
	t.Helper()
	b := &httpBackend{stored: map[string]int{}}
	b.Server = httptest.NewServer(http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(request.Body)
		if err != nil {
			t.Error(err)
		}
		items := itemsIn(body)
		b.mutex.Lock()
		defer b.mutex.Unlock()
		if b.refuses(items) {
			http.Error(writer, "out of order sample", refusal)
			return
		}
		for _, item := range items {
			b.stored[item]++
		}
	}))
	t.Cleanup(b.Close)
	return b
}

func (b *httpBackend) refuses(items []string) bool {
	if b.takesAll {
		b.failures--
		return b.failures >= 0
	}
	return slices.ContainsFunc(items, func(item string) bool { return strings.HasPrefix(item, guiltyItem) })
}

// refuseAll makes the server refuse the next requests, and accept all after them.
func (b *httpBackend) refuseAll(requests int) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.failures, b.takesAll = requests, true
}

// times returns how many honest items were stored, and how often at most: once if all went well.
func (b *httpBackend) times() (items int, most int) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for item, times := range b.stored {
		if strings.HasPrefix(item, honestItem) {
			items++
			most = max(most, times)
		}
	}
	return items, most
}

// refusals are the answers to a request that can never be accepted (400), and to one where the code does not show whose fault it is (500).
var refusals = []int{http.StatusBadRequest, http.StatusInternalServerError}

func TestARefusedDataPointDoesNotTakeOtherSendersWithIt(t *testing.T) {
	forEachRefusal(t, func(t *testing.T, refusal int) {
		server := startHTTPBackend(t, refusal, pointsIn)
		h := newHarness(t, otlphttp.NewFactory())
		started, err := otlphttp.NewFactory().CreateMetrics(context.Background(), h.set, h.httpConfig(server.URL))
		fatal(t, err)
		start(t, started)
		fatal(t, started.ConsumeMetrics(context.Background(), points()))
		h.expectDelivery(server, 120, 3)
	})
}

func TestARefusedLogRecordDoesNotTakeOthersWithIt(t *testing.T) {
	forEachRefusal(t, func(t *testing.T, refusal int) {
		server := startHTTPBackend(t, refusal, recordsIn)
		h := newHarness(t, otlphttp.NewFactory())
		started, err := otlphttp.NewFactory().CreateLogs(context.Background(), h.set, h.httpConfig(server.URL))
		fatal(t, err)
		start(t, started)
		fatal(t, started.ConsumeLogs(context.Background(), records()))
		h.expectDelivery(server, 40, 1)
		if server.stored["A log record was set aside: the log store refused it"] != 1 {
			t.Errorf("nothing stands in place of the refused record: %v", server.stored)
		}
	})
}

func TestARefusedProfileDoesNotTakeOthersWithIt(t *testing.T) {
	for _, refusal := range []int{http.StatusBadRequest, http.StatusRequestEntityTooLarge} {
		t.Run(http.StatusText(refusal), func(t *testing.T) {
			server := startHTTPBackend(t, refusal, profilesIn)
			h := newHarness(t, otlphttp.NewFactory())
			h.sendProfiles(server.URL)
			h.expectDelivery(server, 10, 1)
		})
	}
}

// A store whose disk is full answers this to every profile, and there is no harmless profile to probe it with.
func TestAProfileStoreThatCannotStoreNowLosesNothing(t *testing.T) {
	for _, code := range []int{http.StatusInternalServerError, http.StatusServiceUnavailable, http.StatusInsufficientStorage} {
		t.Run(http.StatusText(code), func(t *testing.T) {
			server := startHTTPBackend(t, code, profilesIn)
			server.refuseAll(20)
			h := newHarness(t, otlphttp.NewFactory())
			h.sendProfiles(server.URL)
			h.eventually("all profiles", func() bool { items, _ := server.times(); return items == 10 })
			h.drained()
			h.expectSetAside(map[string]int64{})
		})
	}
}

func (h harness) sendProfiles(url string) {
	h.t.Helper()
	factory := otlphttp.NewFactory().(xexporter.Factory)
	started, err := factory.CreateProfiles(context.Background(), h.set, h.httpConfig(url))
	fatal(h.t, err)
	start(h.t, started)
	fatal(h.t, started.ConsumeProfiles(context.Background(), someProfiles()))
}

func TestABackendThatIsNotAuthorizedOrNotThereLosesNothing(t *testing.T) {
	for _, code := range []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusTooManyRequests, http.StatusServiceUnavailable} {
		t.Run(http.StatusText(code), func(t *testing.T) {
			var mutex sync.Mutex
			asked, taken := 0, 0
			server := httptest.NewServer(http.HandlerFunc(func(writer http.ResponseWriter, _ *http.Request) {
				mutex.Lock()
				defer mutex.Unlock()
				if asked++; asked < 10 {
					http.Error(writer, "later", code)
					return
				}
				taken++
			}))
			t.Cleanup(server.Close)
			h := newHarness(t, otlphttp.NewFactory())
			started, err := otlphttp.NewFactory().CreateMetrics(context.Background(), h.set, h.httpConfig(server.URL))
			fatal(t, err)
			start(t, started)
			fatal(t, started.ConsumeMetrics(context.Background(), points()))
			h.eventually("the samples to be taken", func() bool {
				mutex.Lock()
				defer mutex.Unlock()
				return taken > 0
			})
			h.drained()
			h.expectSetAside(map[string]int64{})
		})
	}
}

func TestABoundOnTheTimeOfRetriesIsRefused(t *testing.T) {
	factory := otlphttp.NewFactory()
	h := newHarness(t, factory)
	config := configure(t, factory, map[string]any{"timeout": "1s", "compression": "none", "endpoint": "http://127.0.0.1:1",
		"retry_on_failure": map[string]any{"max_elapsed_time": "5m"}})
	_, err := factory.CreateLogs(context.Background(), h.set, config)
	if err == nil || !strings.Contains(err.Error(), "max_elapsed_time is 5m0s: expected 0s") {
		t.Errorf("expected a refusal of max_elapsed_time, got %v", err)
	}
}

func forEachRefusal(t *testing.T, test func(*testing.T, int)) {
	for _, refusal := range refusals {
		t.Run(http.StatusText(refusal), func(t *testing.T) { test(t, refusal) })
	}
}

func (h harness) httpConfig(url string) component.Config {
	return configure(h.t, otlphttp.NewFactory(), map[string]any{"endpoint": url})
}

// expectDelivery waits until all is settled: each honest item is stored once, guilty ones are counted.
func (h harness) expectDelivery(server *httpBackend, honest int, guilty int64) {
	h.t.Helper()
	h.eventually(fmt.Sprintf("%d honest items", honest), func() bool { items, _ := server.times(); return items == honest })
	h.drained()
	if items, most := server.times(); items != honest || most != 1 {
		h.t.Errorf("%d honest items, one of them %d times: expected %d, once each", items, most, honest)
	}
	h.expectSetAside(map[string]int64{guiltyItem: guilty})
}

func fatal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// points has a metric of each type from an honest sender, and from a sender with 3 guilty points among 20 honest ones.
func points() pmetric.Metrics {
	data := pmetric.NewMetrics()
	honest := senderOf(data.ResourceMetrics().AppendEmpty(), honestItem).ScopeMetrics().AppendEmpty().Metrics()
	gauge := honest.AppendEmpty()
	gauge.SetName("gauge")
	addPoints(gauge.SetEmptyGauge().DataPoints(), honestItem+" gauge", 20)
	sum := honest.AppendEmpty()
	sum.SetName("sum")
	addPoints(sum.SetEmptySum().DataPoints(), honestItem+" sum", 20)
	histogram := honest.AppendEmpty()
	histogram.SetName("histogram")
	addPoints(histogram.SetEmptyHistogram().DataPoints(), honestItem+" histogram", 20)
	exponential := honest.AppendEmpty()
	exponential.SetName("exponential")
	addPoints(exponential.SetEmptyExponentialHistogram().DataPoints(), honestItem+" exponential", 20)
	summary := honest.AppendEmpty()
	summary.SetName("summary")
	addPoints(summary.SetEmptySummary().DataPoints(), honestItem+" summary", 20)
	mixed := senderOf(data.ResourceMetrics().AppendEmpty(), guiltyItem).ScopeMetrics().AppendEmpty().Metrics().AppendEmpty().SetEmptySum().DataPoints()
	addPoints(mixed, honestItem+" of the guilty", 10)
	addPoints(mixed, guiltyItem, 3)
	addPoints(mixed, honestItem+" of the guilty too", 10)
	return data
}

func senderOf[R interface{ Resource() pcommon.Resource }](resource R, name string) R {
	resource.Resource().Attributes().PutStr("service.name", name)
	return resource
}

type attributed interface{ Attributes() pcommon.Map }

func addPoints[P attributed](list interface{ AppendEmpty() P }, name string, count int) {
	for index := range count {
		list.AppendEmpty().Attributes().PutStr("id", fmt.Sprintf("%s %d", name, index))
	}
}

func idOf(item attributed) string {
	id, _ := item.Attributes().Get("id")
	return id.Str()
}

func pointsIn(body []byte) []string {
	request := pmetricotlp.NewExportRequest()
	if err := request.UnmarshalProto(body); err != nil {
		panic(err)
	}
	var ids []string
	for _, resource := range request.Metrics().ResourceMetrics().All() {
		for _, scope := range resource.ScopeMetrics().All() {
			for _, metric := range scope.Metrics().All() {
				ids = append(ids, pointIDs(metric)...)
			}
		}
	}
	return ids
}

func pointIDs(metric pmetric.Metric) []string {
	var ids []string
	switch metric.Type() {
	case pmetric.MetricTypeGauge:
		for _, point := range metric.Gauge().DataPoints().All() {
			ids = append(ids, idOf(point))
		}
	case pmetric.MetricTypeSum:
		for _, point := range metric.Sum().DataPoints().All() {
			ids = append(ids, idOf(point))
		}
	case pmetric.MetricTypeHistogram:
		for _, point := range metric.Histogram().DataPoints().All() {
			ids = append(ids, idOf(point))
		}
	case pmetric.MetricTypeExponentialHistogram:
		for _, point := range metric.ExponentialHistogram().DataPoints().All() {
			ids = append(ids, idOf(point))
		}
	case pmetric.MetricTypeSummary:
		for _, point := range metric.Summary().DataPoints().All() {
			ids = append(ids, idOf(point))
		}
	}
	return ids
}

func records() plog.Logs {
	data := plog.NewLogs()
	for _, sender := range []string{honestItem, guiltyItem} {
		resource := senderOf(data.ResourceLogs().AppendEmpty(), sender)
		for scope := range 2 {
			list := resource.ScopeLogs().AppendEmpty().LogRecords()
			for index := range 10 {
				list.AppendEmpty().Body().SetStr(fmt.Sprintf("%s %s %d %d", honestItem, sender, scope, index))
			}
		}
	}
	data.ResourceLogs().At(1).ScopeLogs().At(1).LogRecords().AppendEmpty().Body().SetStr(guiltyItem)
	return data
}

func recordsIn(body []byte) []string {
	request := plogotlp.NewExportRequest()
	if err := request.UnmarshalProto(body); err != nil {
		panic(err)
	}
	var bodies []string
	for _, resource := range request.Logs().ResourceLogs().All() {
		for _, scope := range resource.ScopeLogs().All() {
			for _, record := range scope.LogRecords().All() {
				bodies = append(bodies, record.Body().Str())
			}
		}
	}
	return bodies
}

// someProfiles names its items in the dictionary, which every part must contain.
func someProfiles() pprofile.Profiles {
	data := pprofile.NewProfiles()
	table := data.Dictionary().StringTable()
	table.Append("")
	for _, sender := range []string{honestItem, guiltyItem} {
		list := senderOf(data.ResourceProfiles().AppendEmpty(), sender).ScopeProfiles().AppendEmpty().Profiles()
		for index := range 5 {
			table.Append(fmt.Sprintf("%s %s %d", honestItem, sender, index))
			profile := list.AppendEmpty()
			profile.SampleType().SetTypeStrindex(int32(table.Len() - 1))
			profile.Samples().AppendEmpty()
		}
	}
	table.Append(guiltyItem)
	data.ResourceProfiles().At(1).ScopeProfiles().At(0).Profiles().AppendEmpty().SampleType().SetTypeStrindex(int32(table.Len() - 1))
	return data
}

func profilesIn(body []byte) []string {
	request := pprofileotlp.NewExportRequest()
	if err := request.UnmarshalProto(body); err != nil {
		panic(err)
	}
	var names []string
	table := request.Profiles().Dictionary().StringTable()
	for _, resource := range request.Profiles().ResourceProfiles().All() {
		for _, scope := range resource.ScopeProfiles().All() {
			for _, profile := range scope.Profiles().All() {
				names = append(names, table.At(int(profile.SampleType().TypeStrindex())))
			}
		}
	}
	return names
}
