package forwardreceiver

import (
	"bytes"
	"errors"
	"fmt"
	"sync/atomic"
)

// mostInHand bounds the bytes of messages in memory, over all connections.
const mostInHand = 64 * 1024 * 1024

var errNoRoom = errors.New("the messages of all senders together are too large at the moment: send this one again")

// room counts what all connections use.
type room struct{ used atomic.Int64 }

// boundedBuffer fails when it, or all buffers together, would become too large.
type boundedBuffer struct {
	bytes.Buffer
	room *room
	most int
	took int64
}

func (r *room) buffer(most int) *boundedBuffer { return &boundedBuffer{room: r, most: most} }

func (buffer *boundedBuffer) Write(data []byte) (int, error) {
	if buffer.Len()+len(data) > buffer.most {
		return 0, fmt.Errorf("expected at most %d bytes at once", buffer.most)
	}
	buffer.took += int64(len(data))
	if buffer.room.used.Add(int64(len(data))) > mostInHand {
		return 0, errNoRoom
	}
	return buffer.Buffer.Write(data)
}

// release empties the buffer. A large one is freed, a small one is reused.
func (buffer *boundedBuffer) release() {
	buffer.room.used.Add(-buffer.took)
	buffer.took = 0
	if buffer.Cap() > 2*partBytes {
		buffer.Buffer = bytes.Buffer{}
	}
	buffer.Reset()
}
