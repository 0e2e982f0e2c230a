package sanitizeprocessor

import (
	"hash/maphash"
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"
)

// sanitizer processes all parts of a signal in one pass.
type sanitizer struct {
	names        *names
	keepPayloads bool
	seed         maphash.Seed
}

func newSanitizer(config *Config) *sanitizer {
	return &sanitizer{names: newNames(), keepPayloads: config.KeepPayloads, seed: maphash.MakeSeed()}
}

func (s *sanitizer) resource(resource pcommon.Resource, i item) {
	if service, ok := resource.Attributes().Get("service.name"); ok && len(service.AsString()) > longestName {
		service.SetStr(i.text(service.AsString(), longestName))
	}
	dropped := i.attributes(resource.Attributes())
	resource.SetDroppedAttributesCount(resource.DroppedAttributesCount() + dropped)
	i.mark(resource.Attributes())
}

func (s *sanitizer) scope(scope pcommon.InstrumentationScope) {
	i := s.item(longestValue)
	scope.SetName(i.text(scope.Name(), longestName))
	scope.SetVersion(i.text(scope.Version(), longestName))
	dropped := i.attributes(scope.Attributes())
	scope.SetDroppedAttributesCount(scope.DroppedAttributesCount() + dropped)
	i.mark(scope.Attributes())
}

// isMessage reports whether an event is a message to or from a model, by its name in the GenAI conventions.
func (s *sanitizer) isMessage(event string) bool {
	return !s.keepPayloads && strings.HasPrefix(event, "gen_ai.")
}
