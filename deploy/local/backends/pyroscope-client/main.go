// Calls a Pyroscope with its generated Go client: reads {call: request} in JSON, and prints {protocol: {call: answer or {"code": …}}}.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"

	"connectrpc.com/connect"
	querierv1 "github.com/grafana/pyroscope/api/gen/proto/go/querier/v1"
	"github.com/grafana/pyroscope/api/gen/proto/go/querier/v1/querierv1connect"
	typesv1 "github.com/grafana/pyroscope/api/gen/proto/go/types/v1"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

var protocols = map[string][]connect.ClientOption{
	"default":      nil,
	"gzip":         {connect.WithSendGzip()},
	"json":         {connect.WithProtoJSON()},
	"grpcweb":      {connect.WithGRPCWeb()},
	"grpcweb-gzip": {connect.WithGRPCWeb(), connect.WithSendGzip()},
}

type call func(client querierv1connect.QuerierServiceClient, request []byte) (proto.Message, error)

var calls = map[string]call{
	"ProfileTypes":           by(querierv1connect.QuerierServiceClient.ProfileTypes, &querierv1.ProfileTypesRequest{}),
	"LabelNames":             by(querierv1connect.QuerierServiceClient.LabelNames, &typesv1.LabelNamesRequest{}),
	"LabelValues":            by(querierv1connect.QuerierServiceClient.LabelValues, &typesv1.LabelValuesRequest{}),
	"Series":                 by(querierv1connect.QuerierServiceClient.Series, &querierv1.SeriesRequest{}),
	"SelectSeries":           by(querierv1connect.QuerierServiceClient.SelectSeries, &querierv1.SelectSeriesRequest{}),
	"SelectMergeStacktraces": by(querierv1connect.QuerierServiceClient.SelectMergeStacktraces, &querierv1.SelectMergeStacktracesRequest{}),
	"SelectMergeSpanProfile": by(querierv1connect.QuerierServiceClient.SelectMergeSpanProfile, &querierv1.SelectMergeSpanProfileRequest{}),
	"SelectMergeProfile":     by(querierv1connect.QuerierServiceClient.SelectMergeProfile, &querierv1.SelectMergeProfileRequest{}),
	"Diff":                   by(querierv1connect.QuerierServiceClient.Diff, &querierv1.DiffRequest{}),
	"AnalyzeQuery":           by(querierv1connect.QuerierServiceClient.AnalyzeQuery, &querierv1.AnalyzeQueryRequest{}),
	"GetProfileStats":        by(querierv1connect.QuerierServiceClient.GetProfileStats, &typesv1.GetProfileStatsRequest{}),
}

// by makes a call from one of the client's methods; the type of its request follows from the message.
func by[Request, Answer any, Sent message[Request], Received message[Answer]](
	method func(querierv1connect.QuerierServiceClient, context.Context, *connect.Request[Request]) (*connect.Response[Answer], error),
	_ Sent,
) call {
	return func(client querierv1connect.QuerierServiceClient, text []byte) (proto.Message, error) {
		request := Sent(new(Request))
		if err := protojson.Unmarshal(text, request); err != nil {
			return nil, err
		}
		answer, err := method(client, context.Background(), connect.NewRequest((*Request)(request)))
		if err != nil {
			return nil, err
		}
		return Received(answer.Msg), nil
	}
}

type message[T any] interface {
	*T
	proto.Message
}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(url string) error {
	var requests map[string]json.RawMessage
	if err := json.NewDecoder(os.Stdin).Decode(&requests); err != nil {
		return err
	}
	answers := map[string]map[string]json.RawMessage{}
	for protocol, options := range protocols {
		client := querierv1connect.NewQuerierServiceClient(http.DefaultClient, url, options...)
		answers[protocol] = map[string]json.RawMessage{}
		for name, request := range requests {
			answer, err := answerOf(client, name, request)
			if err != nil {
				return fmt.Errorf("%s by %s: %w", name, protocol, err)
			}
			answers[protocol][name] = answer
		}
	}
	return json.NewEncoder(os.Stdout).Encode(answers)
}

func answerOf(client querierv1connect.QuerierServiceClient, name string, request []byte) (json.RawMessage, error) {
	// The text after a space distinguishes requests to the same call.
	var method string
	if _, err := fmt.Sscan(name, &method); err != nil {
		return nil, err
	}
	ask, known := calls[method]
	if !known {
		return nil, fmt.Errorf("unknown call %s", method)
	}
	answer, err := ask(client, request)
	var refused *connect.Error
	if errors.As(err, &refused) {
		return json.Marshal(map[string]string{"code": refused.Code().String()})
	}
	if err != nil {
		return nil, err
	}
	return protojson.Marshal(answer)
}
