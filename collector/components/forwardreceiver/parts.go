package forwardreceiver

import (
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/tinylib/msgp/msgp"
)

const (
	// Entries that are passed to the stock receiver at once.
	partEntries = 1000
	partBytes   = 256 * 1024
	// Longer than the stock receiver waits for the pipeline.
	acknowledgeWithin = 40 * time.Second
	partChunk         = "part"
)

// parts passes the entries of a message to the stock receiver in portions, so that no whole message has to be in memory. It waits until the
// pipeline has taken each portion but the last; for the last only when the sender asks for an acknowledgement.
type parts struct {
	stock  net.Conn
	acks   *msgp.Reader
	out    *msgp.Writer
	client *msgp.Writer
	room   *room

	tag     string
	entries *boundedBuffer
	copier  *msgp.Writer
	count   uint32
}

func newParts(stock, client net.Conn, room *room) *parts {
	entries := room.buffer(partBytes + mostEntry)
	return &parts{stock: stock, acks: msgp.NewReader(stock), out: msgp.NewWriter(stock), client: msgp.NewWriter(client), room: room,
		entries: entries, copier: msgp.NewWriter(entries)}
}

func (p *parts) begin(tag string) { p.tag = tag }

// add appends one entry. It is passed on with the others of its portion.
func (p *parts) add(copyInto func(*entryCopier) error) error {
	if p.count >= partEntries || p.entries.Len() >= partBytes {
		if err := p.send(map[string]any{"chunk": partChunk}); err != nil {
			return err
		}
		if _, err := p.acknowledged(); err != nil {
			return err
		}
	}
	if err := copyInto(&entryCopier{to: p.copier}); err != nil {
		return err
	}
	p.count++
	return p.copier.Flush()
}

// end of a message: passes on the rest, with the option that asks to acknowledge the whole.
func (p *parts) end(options map[string]any) error {
	if err := p.send(options); err != nil {
		return err
	}
	if chunk, _ := options["chunk"].(string); chunk == "" {
		return nil
	}
	ack, err := p.acknowledged()
	if err != nil {
		return err
	}
	return errors.Join(p.client.WriteMapStrIntf(ack), p.client.Flush())
}

func (p *parts) send(options map[string]any) error {
	defer func() {
		p.entries.release()
		p.count = 0
	}()
	err := errors.Join(p.out.WriteArrayHeader(3), p.out.WriteString(p.tag), p.out.WriteArrayHeader(p.count))
	if err != nil {
		return err
	}
	if _, err := p.out.Write(p.entries.Bytes()); err != nil {
		return err
	}
	if options == nil {
		options = map[string]any{}
	}
	return errors.Join(p.out.WriteMapStrIntf(options), p.out.Flush())
}

func (p *parts) acknowledged() (map[string]any, error) {
	if err := p.stock.SetReadDeadline(time.Now().Add(acknowledgeWithin)); err != nil {
		return nil, err
	}
	ack := map[string]any{}
	if err := p.acks.ReadMapStrIntf(ack); err != nil {
		return nil, fmt.Errorf("the records were not taken: %w", err)
	}
	return ack, nil
}
