package forwardreceiver

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/tinylib/msgp/msgp"
)

// Limits of one message. The format announces lengths and counts before their content, and the stock receiver allocates what is announced:
// eight bytes could take all memory.
const (
	mostTag = 1024
	// Limits of one entry: its bytes, its keys and values, and their depth.
	mostEntry    = 16 * 1024 * 1024
	mostElements = 20_000
	mostDepth    = 32
	// Limit of the options of a message, in bytes.
	mostOptions = 64 * 1024
)

// copyMessage passes on one message of https://github.com/fluent/fluentd/wiki/Forward-Protocol-Specification-v1.5 in any of its modes: the
// entries are a list, or packed into one text of bytes, or the message is a single entry.
func copyMessage(from *msgp.Reader, to *parts) error {
	size, err := from.ReadArrayHeader()
	if err != nil {
		return err
	}
	if size < 2 || size > 4 {
		return fmt.Errorf("expected a message of 2 to 4 elements, got one of %d", size)
	}
	tag, err := readTag(from)
	if err != nil {
		return err
	}
	to.begin(tag)
	kind, err := from.NextType()
	if err != nil {
		return err
	}
	switch kind {
	case msgp.ArrayType:
		return copyList(from, to, size == 3)
	case msgp.BinType, msgp.StrType:
		return copyPacked(from, to, size == 3)
	}
	if size < 3 {
		return errors.New("expected a time and a record behind the tag, got one of them")
	}
	if err := to.add(func(entry *entryCopier) error { return entry.timeAndRecord(from) }); err != nil {
		return err
	}
	return copyOptions(from, to, size == 4)
}

func readTag(from *msgp.Reader) (string, error) {
	length, err := from.ReadStringHeader()
	if err != nil {
		return "", err
	}
	if length > mostTag {
		return "", fmt.Errorf("expected a tag of at most %d bytes, got one of %d", mostTag, length)
	}
	tag := make([]byte, length)
	_, err = io.ReadFull(from.R, tag)
	return string(tag), err
}

func copyList(from *msgp.Reader, to *parts, hasOptions bool) error {
	count, err := from.ReadArrayHeader()
	if err != nil {
		return err
	}
	for range count {
		if err := to.add(func(entry *entryCopier) error { return entry.copy(from) }); err != nil {
			return err
		}
	}
	return copyOptions(from, to, hasOptions)
}

func copyOptions(from *msgp.Reader, to *parts, hasOptions bool) error {
	options, err := readOptions(from, hasOptions)
	if err != nil {
		return err
	}
	return to.end(options)
}

func readOptions(from *msgp.Reader, hasOptions bool) (map[string]any, error) {
	if !hasOptions {
		return nil, nil
	}
	from.SetMaxElements(mostOptions)
	from.SetMaxStringLength(mostOptions)
	from.SetMaxRecursionDepth(mostDepth)
	count, err := from.ReadMapHeader()
	if err != nil {
		return nil, err
	}
	// Many lists, or nested ones, could each announce as many elements again.
	if count > mostDepth {
		return nil, fmt.Errorf("expected at most %d options, got %d", mostDepth, count)
	}
	options := map[string]any{}
	for range count {
		if err := readOption(from, options); err != nil {
			return nil, err
		}
	}
	return options, nil
}

// readOption keeps texts and numbers; no option of the protocol has another type.
func readOption(from *msgp.Reader, options map[string]any) error {
	key, err := from.ReadString()
	if err != nil {
		return err
	}
	kind, err := from.NextType()
	if err != nil {
		return err
	}
	switch kind {
	case msgp.ArrayType, msgp.MapType, msgp.ExtensionType:
		return from.Skip()
	}
	options[key], err = from.ReadIntf()
	return err
}

// entryCopier copies one entry, which is a time and a record.
type entryCopier struct {
	to       *msgp.Writer
	elements int
}

func (entry *entryCopier) copy(from *msgp.Reader) error {
	size, err := from.ReadArrayHeader()
	if err != nil {
		return err
	}
	if size != 2 {
		return fmt.Errorf("expected an entry of a time and a record, got one of %d elements", size)
	}
	return entry.timeAndRecord(from)
}

func (entry *entryCopier) timeAndRecord(from *msgp.Reader) error {
	if err := entry.to.WriteArrayHeader(2); err != nil {
		return err
	}
	if err := entry.time(from); err != nil {
		return err
	}
	kind, err := from.NextType()
	if err != nil {
		return err
	}
	if kind != msgp.MapType {
		return fmt.Errorf("expected a record that is a map, got %s", kind)
	}
	return entry.value(from, 0)
}

// value allocates only what has arrived, not what is announced.
func (entry *entryCopier) value(from *msgp.Reader, depth int) error {
	if entry.elements++; entry.elements > mostElements {
		return fmt.Errorf("expected an entry of at most %d keys and values", mostElements)
	}
	if depth > mostDepth {
		return fmt.Errorf("expected an entry nested at most %d times", mostDepth)
	}
	kind, err := from.NextType()
	if err != nil {
		return err
	}
	count, announce := uint32(0), entry.to.WriteArrayHeader
	switch kind {
	case msgp.MapType:
		count, err = from.ReadMapHeader()
		announce = entry.to.WriteMapHeader
	case msgp.ArrayType:
		count, err = from.ReadArrayHeader()
	default:
		_, err = from.CopyNext(entry.to)
		return err
	}
	if err != nil {
		return err
	}
	if count > mostElements {
		return fmt.Errorf("expected an entry of at most %d keys and values, one list or map alone has %d", mostElements, count)
	}
	if err := announce(count); err != nil {
		return err
	}
	if kind == msgp.MapType {
		count *= 2
	}
	for range count {
		if err := entry.value(from, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// time drops the metadata that Fluent Bit adds to a time, and converts a time with a fraction to Fluentd's EventTime.
func (entry *entryCopier) time(from *msgp.Reader) error {
	kind, err := from.NextType()
	if err != nil {
		return err
	}
	switch kind {
	case msgp.ArrayType:
		return entry.timeOfList(from)
	case msgp.Float64Type, msgp.Float32Type:
		seconds, err := from.ReadFloat64()
		if err != nil {
			return err
		}
		_, err = entry.to.Write(eventTime(seconds))
		return err
	case msgp.MapType:
		return errors.New("expected a time, got a map")
	}
	_, err = from.CopyNext(entry.to)
	return err
}

func (entry *entryCopier) timeOfList(from *msgp.Reader) error {
	size, err := from.ReadArrayHeader()
	if err != nil {
		return err
	}
	if size == 0 || size > mostDepth {
		return fmt.Errorf("expected a time and metadata, got a list of %d", size)
	}
	if kind, err := from.NextType(); err != nil || kind == msgp.ArrayType {
		return errors.Join(err, errors.New("expected a time, got a list in a list"))
	}
	if err := entry.time(from); err != nil {
		return err
	}
	for range size - 1 {
		if err := from.Skip(); err != nil {
			return err
		}
	}
	return nil
}

// eventTime is an extension of type 0 with eight bytes: seconds and nanoseconds.
func eventTime(seconds float64) []byte {
	whole, fraction := math.Modf(seconds)
	encoded := []byte{0xd7, 0x00}
	encoded = binary.BigEndian.AppendUint32(encoded, uint32(whole))
	return binary.BigEndian.AppendUint32(encoded, uint32(fraction*1e9))
}
