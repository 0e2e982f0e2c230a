package sanitizeprocessor

import (
	"context"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"
)

func (s *sanitizer) profiles(_ context.Context, profiles pprofile.Profiles) (pprofile.Profiles, error) {
	s.dictionary(profiles.Dictionary())
	for _, resource := range profiles.ResourceProfiles().All() {
		s.resource(resource.Resource(), s.item(longestLabel))
		for _, scope := range resource.ScopeProfiles().All() {
			s.scope(scope.Scope())
			for _, profile := range scope.Profiles().All() {
				// The original format cannot be searched, and no backend reads it.
				profile.OriginalPayload().FromRaw(nil)
				profile.SetOriginalPayloadFormat("")
			}
		}
	}
	return profiles, nil
}

// dictionary sanitizes the labels of samples, and the names of functions and files, which share one table.
func (s *sanitizer) dictionary(dictionary pprofile.ProfilesDictionary) {
	i := s.item(longestLabel)
	strings := dictionary.StringTable()
	for _, attribute := range dictionary.AttributeTable().All() {
		key := ""
		if at := int(attribute.KeyStrindex()); at >= 0 && at < strings.Len() {
			key = strings.At(at)
		}
		i.valueOf(s.names.of(key), key, attribute.Value())
	}
	i.stringTable(strings)
}

func (i *item) stringTable(strings pcommon.StringSlice) {
	for at, text := range strings.All() {
		if safe := i.text(text, longestLabel); safe != text {
			strings.SetAt(at, safe)
		}
	}
}
