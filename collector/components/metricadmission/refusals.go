package metricadmission

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// reason is why a point was refused, as a label of the counter.
type reason string

const (
	reasonTemporality reason = "temporality"
	reasonOld         reason = "too_old"
	reasonAhead       reason = "in_the_future"
	reasonTwoValues   reason = "two_values_at_one_time"
	reasonName        reason = "invalid_name"
	reasonHistogram   reason = "invalid_histogram"
	reasonSeries      reason = "too_many_series"
	reasonSenders     reason = "too_many_senders"
)

var explanations = map[reason]string{
	reasonTemporality: "its temporality is unspecified; send cumulative or delta",
	reasonOld:         "it is too old or has no time; check the clock and send what was measured within the last hour",
	reasonAhead:       "it lies in the future; check the clock",
	reasonTwoValues:   "its series has another value at that time; give each process a service.instance.id of its own",
	reasonName:        "its name or an attribute's is empty in Prometheus; use letters and digits",
	reasonHistogram:   "its exponential histogram has a scale below -4 or buckets that do not add up to its count",
	reasonSeries:      "its sender has too many series; use fewer values of attributes and names of metrics",
	reasonSenders:     "there are too many senders; check service.name",
}

type refusal struct {
	sender string
	reason reason
}

// refusals counts the refused points of one request.
type refusals map[refusal]*refusedPoints

type refusedPoints struct {
	count int64
	// metric is the name of one of them, as an example.
	metric string
}

func (r refusals) add(sender string, because reason, metric string) {
	key := refusal{sender: sender, reason: because}
	if r[key] == nil {
		r[key] = &refusedPoints{metric: metric}
	}
	r[key].count++
}

// error describes a request of which nothing was admitted. The sender sees it as HTTP status 400, or as its gRPC equivalent.
func (r refusals) error() error {
	var lines []string
	for key, points := range r {
		lines = append(lines, fmt.Sprintf("%d of %s (such as %.100q): %s", points.count, key.sender, points.metric, explanations[key.reason]))
	}
	slices.Sort(lines)
	return status.Errorf(codes.InvalidArgument, "no metric point of this request is taken: %s", strings.Join(lines, "; "))
}
