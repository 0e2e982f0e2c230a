// Package readableerrors is an extension that the OTLP receiver names among its `middlewares`. That receiver answers 500 where it cannot
// encode its own error, which happens where the error quotes bytes of the request that are no UTF-8. The mistake is the client's: here it
// becomes the 400 that it was.
package readableerrors

import (
	"bytes"
	"context"
	"net/http"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension"
	"go.opentelemetry.io/collector/extension/extensionmiddleware"
)

// Type is what the extension is called in a configuration.
var Type = component.MustNewType("readable_errors")

// What the receiver says instead of its error, and what it means by that.
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

var _ extensionmiddleware.HTTPServer = (*middleware)(nil)

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

// errorWriter holds back the status of an error of the server until it is known what the error is.
type errorWriter struct {
	http.ResponseWriter
	held int
}

func (w *errorWriter) WriteHeader(status int) {
	if status == http.StatusInternalServerError {
		w.held = status
		return
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
