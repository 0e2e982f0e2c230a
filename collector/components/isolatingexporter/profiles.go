package isolatingexporter

import (
	"context"

	"go.opentelemetry.io/collector/consumer/consumererror/xconsumererror"
	"go.opentelemetry.io/collector/pdata/pprofile"
)

func profiles(send func(context.Context, pprofile.Profiles) error) signal[pprofile.Profiles] {
	return signal[pprofile.Profiles]{
		name:   "profiles",
		empty:  pprofile.NewProfiles,
		items:  pprofile.Profiles.ProfileCount,
		bytes:  (&pprofile.ProtoMarshaler{}).ProfilesSize,
		halve:  halveProfiles,
		merge:  mergeProfiles,
		sender: func(data pprofile.Profiles) (string, bool) { return senderOf(data.ResourceProfiles().All()) },
		again:  func(err error, rest pprofile.Profiles) error { return xconsumererror.NewProfiles(err, rest) },
		send:   send,
	}
}

// halveProfiles copies the whole dictionary into both halves, since the profiles refer to it by index.
func halveProfiles(first pprofile.Profiles) (pprofile.Profiles, pprofile.Profiles) {
	second := pprofile.NewProfiles()
	first.Dictionary().CopyTo(second.Dictionary())
	if first.ResourceProfiles().Len() > 1 {
		moveTail(first.ResourceProfiles(), second.ResourceProfiles())
		return first, second
	}
	from, to := first.ResourceProfiles().At(0), second.ResourceProfiles().AppendEmpty()
	from.Resource().CopyTo(to.Resource())
	to.SetSchemaUrl(from.SchemaUrl())
	if from.ScopeProfiles().Len() > 1 {
		moveTail(from.ScopeProfiles(), to.ScopeProfiles())
		return first, second
	}
	fromScope, toScope := from.ScopeProfiles().At(0), to.ScopeProfiles().AppendEmpty()
	fromScope.Scope().CopyTo(toScope.Scope())
	toScope.SetSchemaUrl(fromScope.SchemaUrl())
	moveTail(fromScope.Profiles(), toScope.Profiles())
	return first, second
}

// mergeProfiles relies on both being parts of one batch, so that they share a dictionary.
func mergeProfiles(from, into pprofile.Profiles) {
	if into.ResourceProfiles().Len() == 0 {
		from.Dictionary().CopyTo(into.Dictionary())
	}
	from.ResourceProfiles().MoveAndAppendTo(into.ResourceProfiles())
}
