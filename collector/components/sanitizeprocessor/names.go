package sanitizeprocessor

import (
	"maps"
	"sync/atomic"

	"cortex.local/collector/components/redact"
)

// How many attribute names are remembered. Further ones are classified each time.
const mostNames = 4096

// name holds what is known about an attribute from its key.
type name struct {
	class redact.Class
	// The key without secrets, and cut: nearly always the key itself.
	safe  string
	isCut bool
	// How its values are read: the query of a URL begins within a list of assignments.
	isQuery bool
}

// names remembers the few hundred keys in use. Reading takes no lock.
type names struct {
	known atomic.Pointer[map[string]name]
}

func newNames() *names {
	n := &names{}
	n.known.Store(&map[string]name{})
	return n
}

func (n *names) of(key string) name {
	known := *n.known.Load()
	if found, ok := known[key]; ok {
		return found
	}
	made := classify(key)
	if len(known) < mostNames && len(key) <= longestKey {
		larger := maps.Clone(known)
		larger[key] = made
		n.known.Store(&larger)
	}
	return made
}

func classify(key string) name {
	made := name{class: redact.Key(key), isQuery: key == "url.query" || key == "http.query" || key == "query_string"}
	made.safe = redact.Text(key[:min(len(key), longestKey+overlap)])
	if len(made.safe) > longestKey {
		made.safe, made.isCut = cut(made.safe, longestKey), true
	}
	return made
}
