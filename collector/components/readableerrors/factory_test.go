package readableerrors

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
)

func answered(t *testing.T, status int, body string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	wrap, err := (&middleware{}).GetHTTPHandler(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	handler, err := wrap(context.Background(), http.HandlerFunc(func(response http.ResponseWriter, _ *http.Request) {
		for _, value := range header {
			response.Header().Set(retryAfter, value)
		}
		response.WriteHeader(status)
		if body != "" {
			_, _ = response.Write([]byte(body))
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequest(http.MethodPost, "/v1/traces", nil))
	return recorder
}

func TestAnErrorThatCannotBeEncodedIsAMistakeOfTheClient(t *testing.T) {
	recorder := answered(t, http.StatusInternalServerError, `{"code": 13, "message": "failed to marshal error message"}`)
	if recorder.Code != http.StatusBadRequest || recorder.Body.String() != string(malformed) {
		t.Errorf("%d %s", recorder.Code, recorder.Body)
	}
}

func TestEveryOtherAnswerStays(t *testing.T) {
	for _, body := range []string{"", `{"code":13,"message":"the queue is broken"}`} {
		for _, status := range []int{http.StatusOK, http.StatusBadRequest, http.StatusInternalServerError, http.StatusServiceUnavailable} {
			if recorder := answered(t, status, body); recorder.Code != status || recorder.Body.String() != body {
				t.Errorf("%d %s, not %d %s", recorder.Code, recorder.Body, status, body)
			}
		}
	}
}

func TestARefusalSaysWhenToComeAgain(t *testing.T) {
	for _, test := range []struct {
		status int
		header []string
		want   string
	}{
		{http.StatusServiceUnavailable, nil, "1"},
		{http.StatusServiceUnavailable, []string{"30"}, "30"},
		{http.StatusOK, nil, ""},
		{http.StatusInternalServerError, nil, ""},
	} {
		recorder := answered(t, test.status, `{"code":14,"message":"data refused due to high memory usage"}`, test.header...)
		if after := recorder.Header().Get(retryAfter); after != test.want {
			t.Errorf("%d says %q, not %q", test.status, after, test.want)
		}
	}
}

func TestNoStatedEncodingIsQuotedThatCannotBe(t *testing.T) {
	for _, test := range []struct{ contentType, encoding, left string }{
		{"application/json", "gzip", "gzip"},
		{"application/json; charset=utf-8", "\xff\xfe", "\uFFFD"},
		{"application/x-protobuf", "x\xff", "x\uFFFD"},
		{"", "x\xff", "x\uFFFD"},
		{"text/plain", "gzip", ""},
		{"\xff", "\xff", ""},
	} {
		header := http.Header{"Content-Type": {test.contentType}, "Content-Encoding": {test.encoding}}
		if _, err := (&middleware{}).Authenticate(context.Background(), header); err != nil {
			t.Errorf("%q is refused: %v", test, err)
		}
		if left := header.Get("Content-Encoding"); left != test.left {
			t.Errorf("of %q %q is left", test, left)
		}
	}
}
