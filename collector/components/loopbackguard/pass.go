package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"time"

	"cortex.local/collector/components/foreignpages"
)

const corsPrefix = "Access-Control-"

// Less than the minute after which the log store closes idle connections; a request on a closing one would fail.
var transport = &http.Transport{MaxIdleConnsPerHost: 16, IdleConnTimeout: 30 * time.Second, DisableCompression: true}

// passOn forwards to the backend, with the Host that the client asked for. It removes Origin, so that the backend admits no page, and the
// backend's CORS headers.
func passOn(backend string) http.Handler {
	return noting(&httputil.ReverseProxy{
		Transport:  transport,
		BufferPool: buffers{},
		Rewrite: func(request *httputil.ProxyRequest) {
			request.SetURL(&url.URL{Scheme: "http", Host: backend})
			request.Out.Host = request.In.Host
			request.Out.Header.Del("Origin")
		},
		ModifyResponse: func(response *http.Response) error {
			for name := range response.Header {
				if strings.HasPrefix(name, corsPrefix) {
					response.Header.Del(name)
				}
			}
			return nil
		},
		ErrorHandler: func(response http.ResponseWriter, request *http.Request, err error) {
			if errors.Is(err, context.Canceled) {
				// The client has disconnected.
				return
			}
			if isMistake(request) {
				foreignpages.Answer(response, http.StatusBadRequest, "The request is not valid HTTP: expected a body of the stated length, got "+err.Error())
				return
			}
			log.Printf("%s did not answer: %v", backend, err)
			foreignpages.Answer(response, http.StatusBadGateway, "What is behind this port did not answer: it may be starting. Its log file says more.")
		},
	})
}

const bufferBytes = 32 * 1024

var pool = sync.Pool{New: func() any { return make([]byte, bufferBytes) }}

// buffers reuses the buffers through which answers are copied.
type buffers struct{}

func (buffers) Get() []byte       { return pool.Get().([]byte) }
func (buffers) Put(buffer []byte) { pool.Put(buffer) }
