package sanitizeprocessor

import (
	"hash/maphash"
	"strconv"
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"

	"cortex.local/collector/components/redact"
)

// attributeTruncated counts the texts of a span, a log record, a resource or a scope that were cut.
const attributeTruncated = "cortex.truncated"

// item is one span, log record, data point, resource or scope on its way through.
type item struct {
	*sanitizer
	// Longest value, in bytes.
	longest int
	// Texts that were cut.
	cuts int
	// Bytes and fields that are left; what does not fit is dropped.
	room, fields int
	// Whether the fields are those of a model's message, whatever their prefix.
	isMessage bool
	// Whether the values are labels: those of two series must stay different.
	isLabel bool
}

func (s *sanitizer) item(longest int) item {
	return item{sanitizer: s, longest: longest, room: largestItem, fields: mostFields}
}

// text without secrets, and at most `limit` bytes.
func (i *item) text(text string, limit int) string {
	whole := len(text)
	if whole > limit+overlap {
		text = text[:limit+overlap]
	}
	text = redact.Text(text)
	if len(text) <= limit && whole <= limit+overlap {
		return text
	}
	i.cuts++
	if len(text) <= limit {
		return text + ellipsis
	}
	return cut(text, limit)
}

// mark adds an attribute with the number of cut texts.
func (i *item) mark(attributes pcommon.Map) {
	if i.cuts > 0 {
		attributes.PutInt(attributeTruncated, int64(i.cuts))
	}
}

// attributes sanitizes the attributes in place. It returns how many were dropped for lack of room.
func (i *item) attributes(attributes pcommon.Map) uint32 {
	var renamed, kept int
	for key, value := range attributes.All() {
		if i.room <= 0 || i.fields <= 0 {
			break
		}
		kept++
		i.fields--
		i.room -= len(key)
		known := i.names.of(key)
		if known.safe != key {
			renamed++
		}
		i.valueOf(known, key, value)
	}
	dropped := attributes.Len() - kept
	if dropped > 0 {
		attributes.RemoveIf(func(string, pcommon.Value) bool { kept--; return kept < 0 })
	}
	if renamed > 0 {
		i.rename(attributes)
	}
	// Keys can become equal when their secrets are removed.
	return uint32(dropped) + dropDoubles(attributes)
}

// rename shortens and masks the keys of attributes.
func (i *item) rename(attributes pcommon.Map) {
	renamed := pcommon.NewMap()
	renamed.EnsureCapacity(attributes.Len())
	for key, value := range attributes.All() {
		known := i.names.of(key)
		if known.isCut {
			i.cuts++
		}
		value.CopyTo(renamed.PutEmpty(known.safe))
	}
	renamed.MoveTo(attributes)
}

func (i *item) valueOf(known name, key string, value pcommon.Value) {
	switch {
	case known.class == redact.Secret, known.class == redact.Payload && !i.keepPayloads, i.isMessage && redact.IsPayloadField(key):
		i.mask(value)
	case known.class == redact.SecretText && holdsText(value):
		i.mask(value)
	default:
		if known.isQuery && value.Type() == pcommon.ValueTypeStr {
			if safe := redact.Query(value.Str()); safe != value.Str() {
				value.SetStr(safe)
			}
		}
		i.value(value)
	}
}

// mask replaces a value. A boolean or an empty text reveals nothing.
func (i *item) mask(value pcommon.Value) {
	switch value.Type() {
	case pcommon.ValueTypeEmpty, pcommon.ValueTypeBool:
		return
	case pcommon.ValueTypeStr:
		if value.Str() == "" {
			return
		}
	}
	value.SetStr(i.distinct(redact.Mask, value.AsString()))
}

// distinct keeps labels apart that became equal when their secrets were removed. The number reveals nothing: its seed is of this process.
func (i *item) distinct(safe, whole string) string {
	if !i.isLabel || safe == whole {
		return safe
	}
	suffix := "#" + strconv.FormatUint(maphash.String(i.seed, whole), 36)
	if len(safe)+len(suffix) > i.longest {
		safe = cut(safe, i.longest-len(suffix))
	}
	return safe + suffix
}

func holdsText(value pcommon.Value) bool {
	switch value.Type() {
	case pcommon.ValueTypeStr:
		return strings.Trim(value.Str(), "0123456789") != ""
	case pcommon.ValueTypeSlice:
		return value.Slice().Len() > 0 && value.Slice().At(0).Type() == pcommon.ValueTypeStr
	}
	return false
}

func (i *item) value(value pcommon.Value) {
	switch value.Type() {
	case pcommon.ValueTypeStr:
		text := value.Str()
		if safe := i.text(text, i.longest); safe != text {
			value.SetStr(i.distinct(safe, text))
		}
		i.room -= len(value.Str())
	case pcommon.ValueTypeBytes:
		i.bytes(value)
	case pcommon.ValueTypeMap:
		i.cuts += int(i.attributes(value.Map()))
		i.shorten(value)
	case pcommon.ValueTypeSlice:
		i.slice(value.Slice())
		i.shorten(value)
	}
}

// bytes are searched as text, and cut so that their base64 is not too long.
func (i *item) bytes(value pcommon.Value) {
	text := string(value.Bytes().AsRaw())
	if safe := i.text(text, i.longest/4*3); safe != text {
		value.Bytes().FromRaw([]byte(safe))
	}
	i.room -= value.Bytes().Len()
}

func (i *item) slice(list pcommon.Slice) {
	isSecret := false
	for _, value := range list.All() {
		if isSecret {
			i.mask(value)
		}
		i.room -= elementOverhead
		isSecret = value.Type() == pcommon.ValueTypeStr && redact.IsFlag(value.Str())
		i.value(value)
	}
}

// shorten replaces a map or a list that is too long with the beginning of its JSON, which is what backends store.
func (i *item) shorten(value pcommon.Value) {
	// A control character becomes six bytes of JSON.
	if sizeOf(value) <= i.longest/6 {
		return
	}
	if text := value.AsString(); len(text) > i.longest {
		i.cuts++
		value.SetStr(cut(text, i.longest))
	}
}

// What an element of a list takes besides its text, roughly.
const elementOverhead = 8

func sizeOf(value pcommon.Value) int {
	size := elementOverhead
	switch value.Type() {
	case pcommon.ValueTypeStr:
		size += len(value.Str())
	case pcommon.ValueTypeBytes:
		size += value.Bytes().Len()
	case pcommon.ValueTypeMap:
		for key, field := range value.Map().All() {
			size += len(key) + sizeOf(field)
		}
	case pcommon.ValueTypeSlice:
		for _, field := range value.Slice().All() {
			size += sizeOf(field)
		}
	}
	return size
}
