// Package readableerrors is an extension for the `middlewares` of the OTLP receiver. The receiver answers 500 when it cannot encode its own
// error, because the error quotes bytes of the request that are not UTF-8. The mistake is the client's, so this extension answers 400. When
// memory is short, the receiver does not say when to retry; this extension adds Retry-After.
// It must also be the receiver's `auth`, the only hook before bodies are decompressed. It refuses nobody there.
package readableerrors

import (
	"bytes"
	"context"
	"mime"
	"net/http"
	"strings"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension"
	"go.opentelemetry.io/collector/extension/extensionauth"
	"go.opentelemetry.io/collector/extension/extensionmiddleware"
)

// Type is what the extension is called in a configuration.
var Type = component.MustNewType("readable_errors")

const (
	contentEncoding = "Content-Encoding"
	retryAfter      = "Retry-After"
)

// refusedSeconds is when the memory limiter checks again (`check_interval`).
const refusedSeconds = "1"

// Texts that the receiver sends instead of its error, and what they mean.
var (
	unencoded = []byte("failed to marshal error message")
	malformed = []byte(`{"code":3,"message":"The request is malformed, and what is wrong with it is not UTF-8: expected an OTLP request"}`)
)

// NewFactory makes the factory of the extension.
func NewFactory() extension.Factory {
	return extension.NewFactory(Type, func() component.Config { return &struct{}{} }, create, component.StabilityLevelAlpha)
}

func create(context.Context, extension.Settings, component.Config) (extension.Extension, error) {
	return &middleware{}, nil
}

var (
	_ extensionmiddleware.HTTPServer = (*middleware)(nil)
	_ extensionauth.Server           = (*middleware)(nil)
)

type middleware struct {
	component.StartFunc
	component.ShutdownFunc
}

// GetHTTPHandler wraps the handler of a server.
func (*middleware) GetHTTPHandler(context.Context) (extensionmiddleware.WrapHTTPHandlerFunc, error) {
	return func(_ context.Context, next http.Handler) (http.Handler, error) {
		return http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
			writer := &errorWriter{ResponseWriter: response}
			next.ServeHTTP(writer, request)
			writer.finish()
		}), nil
	}, nil
}

// Authenticate admits everybody. It removes invalid UTF-8 from the content encoding, which the error about an unknown one quotes, and removes
// the encoding of requests of a type other than OTLP's, whose errors the receiver cannot encode at all: they are answered with 415.
func (*middleware) Authenticate(ctx context.Context, sources map[string][]string) (context.Context, error) {
	header := http.Header(sources)
	if !isOTLP(header.Get("Content-Type")) {
		header.Del(contentEncoding)
	}
	for index, encoding := range header[contentEncoding] {
		header[contentEncoding][index] = strings.ToValidUTF8(encoding, "\uFFFD")
	}
	return ctx, nil
}

// isOTLP reports whether the receiver answers errors in this type. Without a type it assumes JSON.
func isOTLP(contentType string) bool {
	if contentType == "" {
		return true
	}
	mediaType, _, err := mime.ParseMediaType(contentType)
	return err == nil && (mediaType == "application/json" || mediaType == "application/x-protobuf")
}

// errorWriter holds back a server error's status until its text shows what it is, and adds Retry-After to refusals for want of memory.
type errorWriter struct {
	http.ResponseWriter
	held int
}

func (w *errorWriter) WriteHeader(status int) {
	if status == http.StatusInternalServerError {
		w.held = status
		return
	}
	if status == http.StatusServiceUnavailable && w.Header().Get(retryAfter) == "" {
		w.Header().Set(retryAfter, refusedSeconds)
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *errorWriter) Write(body []byte) (int, error) {
	if w.held != 0 && bytes.Contains(body, unencoded) {
		w.held = 0
		w.ResponseWriter.WriteHeader(http.StatusBadRequest)
		_, err := w.ResponseWriter.Write(malformed)
		return len(body), err
	}
	w.finish()
	return w.ResponseWriter.Write(body)
}

func (w *errorWriter) finish() {
	if w.held != 0 {
		w.ResponseWriter.WriteHeader(w.held)
		w.held = 0
	}
}
