package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
)

// sent is the body of a request. It records whether the client's bytes could be read.
type sent struct {
	io.ReadCloser
	broken atomic.Bool
}

// sentKey finds the body in the context: the proxy replaces the body of the request, but keeps the context.
type sentKey struct{}

func (body *sent) Read(buffer []byte) (int, error) {
	count, err := body.ReadCloser.Read(buffer)
	// A backend that answers before it has read everything has the body closed.
	if err != nil && err != io.EOF && !errors.Is(err, http.ErrBodyReadAfterClose) {
		body.broken.Store(true)
	}
	return count, err
}

// noting makes mistakes in the body of a request visible to isMistake.
func noting(next http.Handler) http.Handler {
	return http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		if request.Body != nil && request.Body != http.NoBody {
			body := &sent{ReadCloser: request.Body}
			request = request.WithContext(context.WithValue(request.Context(), sentKey{}, body))
			request.Body = body
		}
		next.ServeHTTP(response, request)
	})
}

// isMistake reports whether a request failed because of what the client sent.
func isMistake(request *http.Request) bool {
	body, ok := request.Context().Value(sentKey{}).(*sent)
	isUnprintable := func(char rune) bool { return char < ' ' || char > '~' }
	return ok && body.broken.Load() || strings.ContainsFunc(request.Header.Get("Upgrade"), isUnprintable)
}
