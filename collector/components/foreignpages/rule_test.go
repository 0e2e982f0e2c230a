package foreignpages

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const own = "127.0.0.1:4318"

var link = map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}

func ask(method string, header map[string]string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, "/", nil)
	request.Host = own
	for name, value := range header {
		if name == "Host" {
			request.Host = value
		} else {
			request.Header.Set(name, value)
		}
	}
	response := httptest.NewRecorder()
	taken := http.HandlerFunc(func(response http.ResponseWriter, _ *http.Request) { _, _ = response.Write([]byte("taken")) })
	NewRule(" Collector,app.example").Handler(taken).ServeHTTP(response, request)
	return response
}

func TestRefusesPagesOfOtherOrigins(t *testing.T) {
	for name, header := range map[string]map[string]string{
		"a page of another origin":             {"Origin": "https://evil.example"},
		"a page of another port":               {"Origin": "http://127.0.0.1:1"},
		"this machine under another name":      {"Origin": "http://localhost:4318"},
		"a sandboxed page":                     {"Origin": "null"},
		"an origin without a host":             {"Origin": ""},
		"an image of a page elsewhere":         {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
		"a page of a sister domain":            {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"},
		"a frame of a page elsewhere":          {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
		"a rebound name":                       {"Host": "evil.example:4318"},
		"a name that begins as an allowed one": {"Host": "collector.evil.example"},
		"a Host that is none":                  {"Host": "127.0.0.1@evil.example"},
		"an empty Host":                        {"Host": ""},
		"the address of no machine":            {"Host": "0.0.0.0:4318"},
		"the same of IPv6":                     {"Host": "[::]:4318"},
		"an address of IPv4 within IPv6":       {"Host": "[::ffff:7f00:1]:4318"},
		"the same, as people write it":         {"Host": "[::FFFF:127.0.0.1]"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, method := range []string{"GET", "POST", "OPTIONS"} {
				response := ask(method, header)
				if response.Code != 403 || !strings.Contains(response.Body.String(), Setting) {
					t.Errorf("%s: expected 403 and the setting, got %d %s", method, response.Code, response.Body)
				}
				if allowed := response.Header().Get("Access-Control-Allow-Origin"); allowed != "" {
					t.Errorf("%s: expected no CORS answer, got %s", method, allowed)
				}
			}
		})
	}
}

func TestLetsOthersIn(t *testing.T) {
	for name, header := range map[string]map[string]string{
		"a program":                           {},
		"a program that asks by an address":   {"Host": "10.1.2.3:4318"},
		"by an IPv6 address":                  {"Host": "[::1]:4318"},
		"by an IPv6 address without a port":   {"Host": "[::1]"},
		"by an allowed name":                  {"Host": "COLLECTOR:4318"},
		"by a name of this machine":           {"Host": "cortex.localhost"},
		"a page of the server itself":         {"Origin": "http://" + own, "Sec-Fetch-Site": "same-origin"},
		"a page behind a proxy that ends TLS": {"Host": "app.example", "Origin": "https://app.example"},
		"a page of an allowed host":           {"Origin": "https://app.example:8443", "Sec-Fetch-Site": "cross-site"},
		"a user who types the address":        {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"},
		"a link on a page elsewhere":          link,
	} {
		t.Run(name, func(t *testing.T) {
			if response := ask("GET", header); response.Body.String() != "taken" {
				t.Errorf("expected to be let in, got %d %s", response.Code, response.Body)
			}
		})
	}
}

func TestRefusesFormsThatLookLikeLinks(t *testing.T) {
	if response := ask("POST", link); response.Code != 403 {
		t.Errorf("expected 403, got %d", response.Code)
	}
}
