// Package foreignpages refuses the HTTP requests of web pages of other origins, by the rule of services/runtime/src/http/foreign-pages.ts.
package foreignpages

import (
	"encoding/json"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Rule holds the names by which a server may be addressed, besides addresses and localhost; pages of these hosts may call it.
type Rule struct {
	names map[string]bool
}

// Setting is the environment variable that lists the names.
const Setting = "CORTEX_ALLOWED_HOSTS"

const shownBytes = 100

// NewRule reads names without ports, separated by commas.
func NewRule(allowedHosts string) *Rule {
	names := map[string]bool{}
	for name := range strings.SplitSeq(allowedHosts, ",") {
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
			names[name] = true
		}
	}
	return &Rule{names}
}

// Handler answers 403 to the requests that the rule refuses, and passes on the others.
func (rule *Rule) Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		if detail := rule.Refusal(request); detail != "" {
			Answer(response, http.StatusForbidden, detail)
			return
		}
		next.ServeHTTP(response, request)
	})
}

// Refusal returns why a request is refused, or an empty text. Programs send neither Origin nor Sec-Fetch-Site, so they pass, as does a user who
// follows a link. An unknown Host may be a name that a page has rebound to this machine; an address cannot be.
func (rule *Rule) Refusal(request *http.Request) string {
	if !rule.isServed(nameIn(request.Host)) {
		return refusal("This Host is not served here: expected an address, localhost or a name", request.Host)
	}
	const pages = "Pages of other origins are refused: expected the server's own, or one of a host"
	if origins := request.Header.Values("Origin"); len(origins) > 0 {
		if len(origins) > 1 || !rule.mayCall(origins[0], request.Host) {
			return refusal(pages, strings.Join(origins, ", "))
		}
	} else if isForPage(request) {
		return refusal(pages, "a request that another page makes")
	}
	return ""
}

func refusal(expected, came string) string {
	if came == "" {
		came = "none"
	}
	return expected + " of " + Setting + ", came " + came[:min(len(came), shownBytes)]
}

func (rule *Rule) isServed(name string) bool {
	if address, err := netip.ParseAddr(name); err == nil {
		// 0.0.0.0 and IPv4 within IPv6 lead to this machine, and browsers do not mark a page's requests to them as cross-site.
		return !address.IsUnspecified() && !address.Is4In6()
	}
	return name == "localhost" || strings.HasSuffix(name, ".localhost") || rule.names[name]
}

// The scheme is not compared: a proxy may have ended TLS.
func (rule *Rule) mayCall(origin, host string) bool {
	_, caller, _ := strings.Cut(origin, "://")
	return caller != "" && (strings.EqualFold(caller, host) || rule.names[nameIn(caller)])
}

// nameIn strips the port, and the brackets of an IPv6 address.
func nameIn(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"))
}

// isForPage reports whether another page embeds the answer, as an image, a script or a frame. A link leaves its page instead.
func isForPage(request *http.Request) bool {
	header := request.Header
	switch header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return false
	}
	isLink := header.Get("Sec-Fetch-Mode") == "navigate" && header.Get("Sec-Fetch-Dest") == "document"
	return !isLink || request.Method != http.MethodGet
}

// Answer sends an error as application/problem+json, as the services do.
func Answer(response http.ResponseWriter, status int, detail string) {
	response.Header().Set("Content-Type", "application/problem+json")
	response.WriteHeader(status)
	problem := map[string]any{"type": "about:blank", "title": http.StatusText(status), "status": status, "detail": detail}
	// The client may have disconnected.
	_ = json.NewEncoder(response).Encode(problem)
}
