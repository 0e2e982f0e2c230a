package isolatingexporter

import (
	"context"
	"errors"
	"regexp"

	"go.opentelemetry.io/collector/consumer/consumererror"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// answer is what an attempt to send shows about the data.
type answer int

const (
	accepted answer = iota
	// refused: the backend will never accept this, whatever its state.
	refused
	// doubtful: the backend or the data may be at fault. Jaeger answers Unavailable to a span that Badger cannot store,
	// Prometheus 500 to a metric that it cannot translate.
	doubtful
	// slow: no answer in time.
	slow
	// absent: nothing answers, or nothing that accepts such data; this shows nothing about the data.
	absent
)

// tooLarge finds HTTP's 413, which has no gRPC code, in the message of the stock exporter.
var tooLarge = regexp.MustCompile(`error exporting items, request to \S+ responded with HTTP Status Code 413\b`)

// answerOf classifies the error of a stock OTLP exporter, gRPC or HTTP.
func answerOf(err error) answer {
	if err == nil {
		return accepted
	}
	if errors.Is(err, context.Canceled) {
		return absent
	}
	reply, ok := status.FromError(err)
	if !ok {
		return answerWithoutStatus(err)
	}
	switch reply.Code() {
	case codes.InvalidArgument:
		return refused
	case codes.ResourceExhausted:
		if consumererror.IsPermanent(err) {
			return refused
		}
		return absent
	case codes.DeadlineExceeded:
		return slow
	case codes.Unknown:
		if tooLarge.MatchString(reply.Message()) {
			return refused
		}
	case codes.Canceled, codes.Unauthenticated, codes.PermissionDenied, codes.Unimplemented:
		return absent
	}
	return doubtful
}

func answerWithoutStatus(err error) answer {
	var timeout interface{ Timeout() bool }
	switch {
	case errors.As(err, &timeout) && timeout.Timeout():
		return slow
	case consumererror.IsPermanent(err):
		return refused
	}
	return absent
}
