package forwardreceiver

import (
	"errors"
	"net"
)

// answerHeartbeats answers UDP heartbeats with one zero byte. A Fluentd with `heartbeat_type udp` sends them to the same port.
func answerHeartbeats(packets net.PacketConn) {
	buffer := make([]byte, 1)
	for {
		_, from, err := packets.ReadFrom(buffer)
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			continue
		}
		_, _ = packets.WriteTo([]byte{0}, from)
	}
}
