package spanadmission

import (
	"hash/maphash"

	"cortex.local/collector/components/sender"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

const (
	// maxIdentityBytes and maxCombinationBytes bound the values that distinguish processes and spans, which are held many times.
	maxIdentityBytes    = 1024
	maxCombinationBytes = 1024
	// maxResourceBytes bounds the attributes that are held for a process; of a larger resource only the identifying ones are held.
	maxResourceBytes = 8 * 1024
)

// seed is shared by all hashes of this process; no hash leaves the process.
var seed = maphash.MakeSeed()

// digest hashes values one after the other, and adds up their lengths.
type digest struct {
	hash  maphash.Hash
	bytes int
}

func newDigest() *digest {
	d := &digest{}
	d.hash.SetSeed(seed)
	return d
}

func (d *digest) add(value string) {
	_, _ = d.hash.WriteString(value)
	_ = d.hash.WriteByte(0)
	d.bytes += len(value)
}

// addFrom distinguishes a value from equal ones of another type, and from a missing one, as the span metrics do.
func (d *digest) addFrom(attributes pcommon.Map, key string) {
	value, found := attributes.Get(key)
	if found {
		_ = d.hash.WriteByte(byte(value.Type()))
		d.add(value.AsString())
	}
	_ = d.hash.WriteByte(0xff)
}

// resource holds what matters of the resource of spans.
type resource struct {
	attributes pcommon.Map
	// sender is the label `job`.
	sender string
	// id is equal for everything that the span metrics take for one process.
	id uint64
	// isLarge: only the identifying attributes may be held.
	isLarge bool
	// isTooLong: not even those may be held.
	isTooLong bool
	// isUnknown: there is no room for its sender.
	isUnknown bool
}

func (a *admission) resourceOf(attributes pcommon.Map) resource {
	identity := newDigest()
	for _, key := range a.book.config.IdentifyingAttributes {
		identity.addFrom(attributes, key)
	}
	return resource{
		attributes: attributes,
		sender:     sender.Of(attributes),
		id:         identity.hash.Sum64(),
		isLarge:    bytesOf(attributes) > maxResourceBytes,
		isTooLong:  identity.bytes > maxIdentityBytes,
	}
}

// combinationOf is equal for all spans that the span metrics count together; false when its values are too long.
func (a *admission) combinationOf(span ptrace.Span, of resource) (uint64, bool) {
	d := newDigest()
	d.add(span.Name())
	_ = d.hash.WriteByte(byte(span.Kind()))
	_ = d.hash.WriteByte(byte(span.Status().Code()))
	for _, dimension := range a.book.config.Dimensions {
		from := span.Attributes()
		if _, found := from.Get(dimension.Name); !found {
			from = of.attributes
		}
		d.addFrom(from, dimension.Name)
	}
	return d.hash.Sum64(), d.bytes <= maxCombinationBytes
}

func bytesOf(attributes pcommon.Map) int {
	bytes := 0
	for key, value := range attributes.All() {
		bytes += len(key) + len(value.AsString())
	}
	return bytes
}
