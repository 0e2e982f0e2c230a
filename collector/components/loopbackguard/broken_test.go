package main

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// A broken request is not the backend's fault, which the guard would report with 502.
func TestABrokenRequestIsTheClientsMistake(t *testing.T) {
	guard := guarded(t, func(_ http.ResponseWriter, request *http.Request) { _, _ = io.Copy(io.Discard, request.Body) })
	for name, request := range map[string]string{
		"a tunnel":                         "CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
		"a body that ends early":           "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999\r\n\r\n{",
		"a chunk that ends early":          "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\nabc",
		"a chunk without a length":         "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
		"an impossible chunk":              "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n",
		"another protocol":                 "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: \x80websocket\r\nConnection: Upgrade\r\n\r\n",
		"all of the server":                "OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
		"a method that nobody knows":       "PROPFIND / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
		"a path that is encoded wrongly":   "GET /%zz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
		"a Host that is no authority":      "GET / HTTP/1.1\r\nHost: 127.0.0.1:port\r\n\r\n",
		"another scheme":                   "GET ftp://127.0.0.1/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
		"a path that is none":              "GET 127.0.0.1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
		"a trailer that is none":           "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTrailer: Content-Length\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"an expectation that nobody meets": "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: tea\r\nContent-Length: 0\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			if status := statusOf(t, guard.Listener.Addr().String(), request); status >= 500 {
				t.Errorf("expected a mistake of the client, got %d", status)
			}
		})
	}
}

// statusOf sends the bytes and closes its side. 0: the guard closed the connection.
func statusOf(t *testing.T, address, request string) int {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	_ = connection.SetDeadline(time.Now().Add(10 * time.Second))
	_, _ = io.Copy(connection, strings.NewReader(request))
	_ = connection.(*net.TCPConn).CloseWrite()
	response, err := http.ReadResponse(bufio.NewReader(connection), nil)
	if err != nil {
		// It closed the connection.
		return 0
	}
	return response.StatusCode
}
