package main

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"cortex.local/collector/components/foreignpages"
)

// guarded starts the guard before a backend.
func guarded(t *testing.T, backend http.HandlerFunc) *httptest.Server {
	behind := httptest.NewServer(backend)
	t.Cleanup(behind.Close)
	guard := httptest.NewServer(foreignpages.NewRule("").Handler(passOn(behind.Listener.Addr().String())))
	t.Cleanup(guard.Close)
	return guard
}

func ask(t *testing.T, url string, header map[string]string) *http.Response {
	request, err := http.NewRequest("POST", url, strings.NewReader("asked"))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	return response
}

func TestPassesOnWithoutTheOriginAndWithoutCors(t *testing.T) {
	guard := guarded(t, func(response http.ResponseWriter, request *http.Request) {
		body, _ := io.ReadAll(request.Body)
		response.Header().Set("Access-Control-Allow-Origin", "*")
		response.Header().Set("X-Asked", request.Host+request.URL.String()+" "+request.Header.Get("Origin")+string(body))
	})
	own := strings.TrimPrefix(guard.URL, "http://")
	response := ask(t, guard.URL+"/path?a=%2F", map[string]string{"Origin": guard.URL})
	if asked := response.Header.Get("X-Asked"); asked != own+"/path?a=%2F asked" {
		t.Errorf("the backend was asked for %q", asked)
	}
	if cors := response.Header.Get("Access-Control-Allow-Origin"); cors != "" {
		t.Errorf("expected no CORS, got %s", cors)
	}
}

func TestAPageReachesNoBackend(t *testing.T) {
	guard := guarded(t, func(http.ResponseWriter, *http.Request) { t.Error("the backend was reached") })
	if response := ask(t, guard.URL, map[string]string{"Origin": "http://evil.example"}); response.StatusCode != 403 {
		t.Errorf("expected 403, got %d", response.StatusCode)
	}
}

func TestPassesOnAStreamAsItComes(t *testing.T) {
	end := make(chan struct{})
	guard := guarded(t, func(response http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(response, "first\n")
		response.(http.Flusher).Flush()
		<-end
	})
	defer close(end)
	line := make(chan string, 1)
	response := ask(t, guard.URL, nil)
	go func() {
		text, _ := bufio.NewReader(response.Body).ReadString('\n')
		line <- text
	}()
	select {
	case text := <-line:
		if text != "first\n" {
			t.Errorf("expected the first line, got %q", text)
		}
	case <-time.After(10 * time.Second):
		t.Error("the first line did not come before the end of the stream")
	}
}

func TestABackendThatIsAwayIsAnsweredFor(t *testing.T) {
	behind := httptest.NewServer(http.NotFoundHandler())
	address := behind.Listener.Addr().String()
	behind.Close()
	guard := httptest.NewServer(passOn(address))
	defer guard.Close()
	response := ask(t, guard.URL, nil)
	if kind := response.Header.Get("Content-Type"); response.StatusCode != 502 || kind != "application/problem+json" {
		t.Errorf("expected a problem with 502, got %d %s", response.StatusCode, kind)
	}
}

func TestSaysWhatIsWrongWithItsArguments(t *testing.T) {
	for _, pairs := range [][]string{{}, {"127.0.0.1:1"}} {
		if _, err := listenAll("127.0.0.1:0", "", pairs); err == nil || !strings.Contains(err.Error(), "<address>=<backend>") {
			t.Errorf("%v: expected an error that names the form, got %v", pairs, err)
		}
	}
}
