package forwardreceiver

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/klauspost/compress/zstd"
	"github.com/tinylib/msgp/msgp"
)

// Most that a compressed message may be once it is not, in bytes.
const mostUnpacked = 64 * 1024 * 1024

// copyMessage copies one message of https://github.com/fluent/fluentd/wiki/Forward-Protocol-Specification-v1.5, of any of its modes: the
// entries are a list, or one text of bytes, or the message itself is one.
func copyMessage(from *msgp.Reader, to *msgp.Writer) error {
	size, err := from.ReadArrayHeader()
	if err != nil {
		return err
	}
	if size < 2 || size > 4 {
		return fmt.Errorf("expected a message of 2 to 4 elements, got one of %d", size)
	}
	tag, err := from.ReadString()
	if err != nil {
		return err
	}
	kind, err := from.NextType()
	if err != nil {
		return err
	}
	if err := errors.Join(to.WriteArrayHeader(size), to.WriteString(tag)); err != nil {
		return err
	}
	switch kind {
	case msgp.ArrayType:
		return errors.Join(copyEntries(from, to), copyRest(from, to, size-2))
	case msgp.BinType, msgp.StrType:
		return copyPacked(from, to, size)
	}
	return errors.Join(copyTime(from, to), copyRest(from, to, size-2))
}

func copyRest(from *msgp.Reader, to *msgp.Writer, count uint32) error {
	for range count {
		if _, err := from.CopyNext(to); err != nil {
			return err
		}
	}
	return nil
}

func copyEntries(from *msgp.Reader, to *msgp.Writer) error {
	count, err := from.ReadArrayHeader()
	if err != nil {
		return err
	}
	if err := to.WriteArrayHeader(count); err != nil {
		return err
	}
	for range count {
		if err := copyEntry(from, to); err != nil {
			return err
		}
	}
	return nil
}

func copyEntry(from *msgp.Reader, to *msgp.Writer) error {
	size, err := from.ReadArrayHeader()
	if err != nil {
		return err
	}
	if size != 2 {
		return fmt.Errorf("expected an entry of a time and a record, got one of %d elements", size)
	}
	if err := to.WriteArrayHeader(size); err != nil {
		return err
	}
	return errors.Join(copyTime(from, to), copyRest(from, to, 1))
}

// copyTime leaves out the metadata that Fluent Bit has beside a time, and makes of one with a fraction what Fluentd has for that.
func copyTime(from *msgp.Reader, to *msgp.Writer) error {
	kind, err := from.NextType()
	if err != nil {
		return err
	}
	switch kind {
	case msgp.ArrayType:
		return copyTimeOfList(from, to)
	case msgp.Float64Type, msgp.Float32Type:
		seconds, err := from.ReadFloat64()
		if err != nil {
			return err
		}
		_, err = to.Write(eventTime(seconds))
		return err
	}
	_, err = from.CopyNext(to)
	return err
}

func copyTimeOfList(from *msgp.Reader, to *msgp.Writer) error {
	size, err := from.ReadArrayHeader()
	if err != nil {
		return err
	}
	if size == 0 {
		return errors.New("expected a time and metadata, got an empty list")
	}
	if err := copyTime(from, to); err != nil {
		return err
	}
	for range size - 1 {
		if err := from.Skip(); err != nil {
			return err
		}
	}
	return nil
}

// eventTime is an extension of type 0 and eight bytes: seconds and nanoseconds.
func eventTime(seconds float64) []byte {
	whole, fraction := math.Modf(seconds)
	encoded := []byte{0xd7, 0x00}
	encoded = binary.BigEndian.AppendUint32(encoded, uint32(whole))
	return binary.BigEndian.AppendUint32(encoded, uint32(fraction*1e9))
}

// copyPacked unpacks entries that are one text of bytes, to look at their times.
func copyPacked(from *msgp.Reader, to *msgp.Writer, size uint32) error {
	packed, err := readBytes(from)
	if err != nil {
		return err
	}
	options := map[string]any{}
	if size > 2 {
		if err := from.ReadMapStrIntf(options); err != nil {
			return err
		}
	}
	entries, err := unpacked(packed, options["compressed"])
	if err != nil {
		return err
	}
	delete(options, "compressed")
	if err := to.WriteBytes(entries); err != nil || size == 2 {
		return err
	}
	return to.WriteMapStrIntf(options)
}

func readBytes(from *msgp.Reader) ([]byte, error) {
	if kind, err := from.NextType(); err != nil || kind == msgp.BinType {
		packed, readError := from.ReadBytes(nil)
		return packed, errors.Join(err, readError)
	}
	text, err := from.ReadString()
	return []byte(text), err
}

func unpacked(packed []byte, compression any) ([]byte, error) {
	reader, err := decompressing(bytes.NewReader(packed), compression)
	if err != nil {
		return nil, err
	}
	var entries bytes.Buffer
	from, to := msgp.NewReader(io.LimitReader(reader, mostUnpacked)), msgp.NewWriter(&entries)
	for {
		if _, err := from.NextType(); errors.Is(err, io.EOF) {
			err = to.Flush()
			return entries.Bytes(), err
		}
		if err := copyEntry(from, to); err != nil {
			return nil, fmt.Errorf("in packed entries: %w", err)
		}
	}
}

func decompressing(packed io.Reader, compression any) (io.Reader, error) {
	switch compression {
	case nil, "", "text":
		return packed, nil
	case "gzip":
		return gzip.NewReader(packed)
	case "zstd":
		reader, err := zstd.NewReader(packed, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(mostUnpacked))
		return reader, err
	}
	return nil, fmt.Errorf("expected entries compressed by gzip or zstd, got %v", compression)
}
