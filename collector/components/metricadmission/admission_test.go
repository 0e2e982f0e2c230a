package metricadmission

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"cortex.local/collector/components/sender"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/consumer/consumererror"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

func admissionWith(t *testing.T, change func(*config)) *admission {
	t.Helper()
	c := newDefaultConfig().(*config)
	change(c)
	if err := c.Validate(); err != nil {
		t.Fatal(err)
	}
	a, err := newAdmission(componenttest.NewNopTelemetrySettings(), c)
	if err != nil {
		t.Fatal(err)
	}
	a.now = func() time.Time { return noon }
	return a
}

func defaults(*config) {}

// from makes a request of one sender.
func from(name string, fill func(pmetric.MetricSlice)) pmetric.Metrics {
	md := pmetric.NewMetrics()
	rm := md.ResourceMetrics().AppendEmpty()
	rm.Resource().Attributes().PutStr(sender.ServiceName, name)
	fill(rm.ScopeMetrics().AppendEmpty().Metrics())
	return md
}

func gauge(name string, values ...float64) func(pmetric.MetricSlice) {
	return func(metrics pmetric.MetricSlice) {
		m := metrics.AppendEmpty()
		m.SetName(name)
		points := m.SetEmptyGauge().DataPoints()
		for _, value := range values {
			p := points.AppendEmpty()
			p.SetTimestamp(pcommon.NewTimestampFromTime(noon))
			p.SetDoubleValue(value)
		}
	}
}

func at(offset time.Duration) func(pmetric.MetricSlice) {
	return func(metrics pmetric.MetricSlice) {
		gauge("wait", 1)(metrics)
		metrics.At(metrics.Len() - 1).Gauge().DataPoints().At(0).SetTimestamp(pcommon.NewTimestampFromTime(noon.Add(offset)))
	}
}

func sum(temporality pmetric.AggregationTemporality) func(pmetric.MetricSlice) {
	return func(metrics pmetric.MetricSlice) {
		m := metrics.AppendEmpty()
		m.SetName("calls")
		m.SetEmptySum().SetAggregationTemporality(temporality)
		m.Sum().DataPoints().AppendEmpty().SetTimestamp(pcommon.NewTimestampFromTime(noon))
	}
}

func exponential(scale int32, count uint64) func(pmetric.MetricSlice) {
	return func(metrics pmetric.MetricSlice) {
		m := metrics.AppendEmpty()
		m.SetName("sizes")
		m.SetEmptyExponentialHistogram().SetAggregationTemporality(pmetric.AggregationTemporalityCumulative)
		p := m.ExponentialHistogram().DataPoints().AppendEmpty()
		p.SetTimestamp(pcommon.NewTimestampFromTime(noon))
		p.SetScale(scale)
		p.SetCount(count)
		p.Positive().BucketCounts().FromRaw([]uint64{1, 2})
	}
}

func labelled(key, value string) func(pmetric.MetricSlice) {
	return func(metrics pmetric.MetricSlice) {
		gauge("wait", 1)(metrics)
		metrics.At(metrics.Len()-1).Gauge().DataPoints().At(0).Attributes().PutStr(key, value)
	}
}

func TestOnlyWhatPrometheusTakesPasses(t *testing.T) {
	for name, test := range map[string]struct {
		fill func(pmetric.MetricSlice)
		want reason
	}{
		"a gauge":                         {gauge("wait", 1), ""},
		"a cumulative sum":                {sum(pmetric.AggregationTemporalityCumulative), ""},
		"a delta, converted on the way":   {sum(pmetric.AggregationTemporalityDelta), ""},
		"an unspecified temporality":      {sum(pmetric.AggregationTemporalityUnspecified), reasonTemporality},
		"a point of 50 minutes ago":       {at(-50 * time.Minute), ""},
		"a point of hours ago":            {at(-3 * time.Hour), reasonOld},
		"a point without a time":          {at(noon.Sub(time.Unix(0, 0)) * -1), reasonOld},
		"a point that is 2 minutes ahead": {at(2 * time.Minute), ""},
		"a point that is hours ahead":     {at(3 * time.Hour), reasonAhead},
		"a point at the end of time":      {at(math.MaxInt64 - time.Duration(noon.UnixNano())), reasonAhead},
		"one value twice":                 {gauge("wait", 1, 1), ""},
		"two values at one time":          {gauge("wait", 1, 2), reasonTwoValues},
		"a metric without a name":         {gauge("", 1), reasonName},
		"an attribute without a name":     {labelled("", "x"), reasonName},
		"an attribute of underscores":     {labelled("__", "x"), reasonName},
		"an exponential histogram":        {exponential(0, 3), ""},
		"one of too low a scale":          {exponential(-5, 3), reasonHistogram},
		"one that does not add up":        {exponential(0, 4), reasonHistogram},
	} {
		t.Run(name, func(t *testing.T) {
			refused := admissionWith(t, defaults).filter(from("app", test.fill))
			if test.want == "" && len(refused) > 0 {
				t.Fatalf("refused: %v", refused.error())
			}
			if test.want != "" && refused[refusal{sender: "app", reason: test.want}] == nil {
				t.Fatalf("want %s, got %v", test.want, refused)
			}
		})
	}
}

func TestTwoValuesInTwoRequests(t *testing.T) {
	a := admissionWith(t, defaults)
	for value, want := range []int{0, 1} {
		md := from("app", gauge("wait", float64(value)))
		if refused := a.filter(md); len(refused) != want {
			t.Fatalf("request %d: refused %v", value, refused)
		}
	}
}

func TestAttributesThatPrometheusMakesNoLabelsOfDoNotTellSeriesApart(t *testing.T) {
	a := admissionWith(t, defaults)
	var refused refusals
	for value, worker := range []string{"1", "2"} {
		md := from("app", gauge("wait", float64(value)))
		md.ResourceMetrics().At(0).Resource().Attributes().PutStr("process.pid", worker)
		refused = a.filter(md)
	}
	if refused[refusal{sender: "app", reason: reasonTwoValues}] == nil {
		t.Fatalf("refused %v", refused)
	}
	md := from("app", gauge("wait", 3))
	md.ResourceMetrics().At(0).Resource().Attributes().PutStr("service.instance.id", "3")
	if refused := a.filter(md); len(refused) > 0 {
		t.Fatalf("refused %v of an instance of its own", refused)
	}
}

func TestABadRequestIsAPermanentErrorAndAMixedOneKeepsItsGoodPoints(t *testing.T) {
	a := admissionWith(t, defaults)
	_, err := a.process(context.Background(), from("app", at(-3*time.Hour)))
	if !consumererror.IsPermanent(err) {
		t.Fatalf("error %v", err)
	}
	given, _ := status.FromError(err)
	want := `no metric point of this request is taken: 1 of app (such as "wait"): ` + explanations[reasonOld]
	if given.Code() != codes.InvalidArgument || !strings.HasSuffix(given.Message(), want) {
		t.Fatalf("error %q, want %q", err, want)
	}
	mixed, err := a.process(context.Background(), from("app", func(metrics pmetric.MetricSlice) {
		sum(pmetric.AggregationTemporalityUnspecified)(metrics)
		gauge("wait", 1)(metrics)
	}))
	if err != nil || mixed.DataPointCount() != 1 {
		t.Fatalf("%d points, error %v", mixed.DataPointCount(), err)
	}
}

func bomb(sender string, count int) pmetric.Metrics {
	return from(sender, func(metrics pmetric.MetricSlice) {
		for i := range count {
			gauge(fmt.Sprintf("invented_%d", i), 1)(metrics)
		}
	})
}

func TestASeriesBombIsBoundedAndCostsNobodyElse(t *testing.T) {
	a := admissionWith(t, func(c *config) { c.MaxSeriesPerSender, c.MaxSeries, c.MaxSenders = 100, 150, 15 })
	a.filter(from("honest", gauge("early", 1)))
	for _, sender := range []string{"one", "two"} {
		if refused := a.filter(bomb(sender, 1000)); refused[refusal{sender: sender, reason: reasonSeries}] == nil {
			t.Fatalf("%s: refused %v", sender, refused)
		}
	}
	if got := a.seriesBySender(); got["one"] != 100 || got["two"] != 49 {
		t.Fatalf("series %v", got)
	}
	for name, md := range map[string]pmetric.Metrics{"a known series": from("honest", gauge("early", 1)), "the even share": bomb("late", 10)} {
		if refused := a.filter(md); len(refused) > 0 {
			t.Fatalf("%s: refused %v", name, refused)
		}
	}
}

func TestInventedSendersAreBoundedAndBecomeOneLabel(t *testing.T) {
	a := admissionWith(t, func(c *config) { c.MaxSenders = 10 })
	seen := map[string]bool{}
	for i := range 100 {
		for key := range a.filter(from(fmt.Sprint("invented", i), gauge("wait", 1))) {
			seen[key.sender] = true
		}
		for key := range a.filter(from(fmt.Sprint("wrong", i), at(-3*time.Hour))) {
			seen[key.sender] = true
		}
	}
	if len(a.book.senders) != 10 || len(seen) > 6 || !seen[sender.Others] {
		t.Fatalf("%d senders, counted as %v", len(a.book.senders), seen)
	}
}

func TestInventedSendersDoNotShutOutWhatTheCollectorCountsOfAll(t *testing.T) {
	a := admissionWith(t, func(c *config) { c.MaxSenders = 1 })
	a.filter(from("invented", gauge("wait", 1)))
	for _, name := range []string{"", sender.Others} {
		if refused := a.filter(from(name, gauge("calls", 1))); len(refused) > 0 {
			t.Errorf("%q: refused %v", name, refused)
		}
	}
}

func TestWhatIsIdleMakesRoom(t *testing.T) {
	a := admissionWith(t, func(c *config) { c.MaxSenders, c.MaxSeriesPerSender = 1, 10 })
	a.filter(bomb("gone", 20))
	a.now = func() time.Time { return noon.Add(31 * time.Minute) }
	if refused := a.filter(from("next", at(31*time.Minute))); len(refused) > 0 {
		t.Fatalf("refused %v", refused)
	}
	if a.book.series != 1 {
		t.Fatalf("%d series", a.book.series)
	}
}

func TestAHistogramWeighsAsManySeriesAsPrometheusMakesOfIt(t *testing.T) {
	a := admissionWith(t, defaults)
	a.filter(from("app", func(metrics pmetric.MetricSlice) {
		m := metrics.AppendEmpty()
		m.SetName("duration")
		m.SetEmptyHistogram().SetAggregationTemporality(pmetric.AggregationTemporalityCumulative)
		p := m.Histogram().DataPoints().AppendEmpty()
		p.SetTimestamp(pcommon.NewTimestampFromTime(noon))
		p.ExplicitBounds().FromRaw([]float64{1, 2})
		p.BucketCounts().FromRaw([]uint64{1, 0, 0})
	}))
	// Buckets 1, 2 and +Inf, the sum and the count.
	if got := a.seriesBySender()["app"]; got != 5 {
		t.Fatalf("%d series", got)
	}
}

func BenchmarkServiceRequest(b *testing.B) {
	a, err := newAdmission(componenttest.NewNopTelemetrySettings(), newDefaultConfig().(*config))
	if err != nil {
		b.Fatal(err)
	}
	a.now = func() time.Time { return noon }
	md := from("app", func(metrics pmetric.MetricSlice) {
		for i := range 1000 {
			labelled("http.route", fmt.Sprint("/", i%50))(metrics)
			metrics.At(i).SetName(fmt.Sprint("metric_", i))
		}
	})
	for b.Loop() {
		a.filter(md)
	}
}

func TestInventedNamesOfAttributesTakeBoundedRoom(t *testing.T) {
	names := labelNames{}
	for i := range 3 * maxLabelNames {
		attribute := fmt.Sprint("invented.", i)
		label, err := names.of(attribute)
		if want := fmt.Sprint("invented_", i); err != nil || label != want {
			t.Fatalf("%s is %q, %v", attribute, label, err)
		}
	}
	if len(names) > maxLabelNames {
		t.Errorf("%d are remembered", len(names))
	}
}
