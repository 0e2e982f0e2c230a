package forwardreceiver

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
	"github.com/tinylib/msgp/msgp"
)

const (
	// Bytes of packed entries, as sent and decompressed.
	mostPacked   = 16 * 1024 * 1024
	mostUnpacked = 256 * 1024 * 1024
	// Window that a compressed text may ask for.
	mostWindow = 8 * 1024 * 1024
)

// copyPacked passes on entries that are packed into one text of bytes. The options behind them name their compression.
func copyPacked(from *msgp.Reader, to *parts, hasOptions bool) error {
	packed := to.room.buffer(mostPacked)
	defer packed.release()
	if err := readBytes(from, packed); err != nil {
		return err
	}
	options, err := readOptions(from, hasOptions)
	if err != nil {
		return err
	}
	reader, err := decompressing(bytes.NewReader(packed.Bytes()), options["compressed"])
	if err != nil {
		return err
	}
	defer reader.Close()
	delete(options, "compressed")
	if err := copyUnpacked(msgp.NewReader(io.LimitReader(reader, mostUnpacked)), to); err != nil {
		return fmt.Errorf("in packed entries: %w", err)
	}
	return to.end(options)
}

func copyUnpacked(from *msgp.Reader, to *parts) error {
	for {
		if _, err := from.NextType(); errors.Is(err, io.EOF) {
			return nil
		}
		if err := to.add(func(entry *entryCopier) error { return entry.copy(from) }); err != nil {
			return err
		}
	}
}

// readBytes copies what arrives; it does not allocate what is announced.
func readBytes(from *msgp.Reader, to io.Writer) error {
	kind, err := from.NextType()
	if err != nil {
		return err
	}
	header := from.ReadStringHeader
	if kind == msgp.BinType {
		header = from.ReadBytesHeader
	}
	length, err := header()
	if err != nil {
		return err
	}
	if length > mostPacked {
		return fmt.Errorf("expected packed entries of at most %d bytes, got %d", mostPacked, length)
	}
	_, err = io.CopyN(to, from.R, int64(length))
	return err
}

func decompressing(packed io.Reader, compression any) (io.ReadCloser, error) {
	switch compression {
	case nil, "", "text":
		return io.NopCloser(packed), nil
	case "gzip":
		return gzip.NewReader(packed)
	case "zstd":
		reader, err := zstd.NewReader(packed, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(mostWindow))
		if err != nil {
			return nil, err
		}
		return reader.IOReadCloser(), nil
	}
	return nil, fmt.Errorf("expected entries compressed by gzip or zstd, got %v", compression)
}
