package forwardreceiver

import (
	"errors"
	"net"
)

// answerHeartbeats by UDP, which a Fluentd with `heartbeat_type udp` sends to the same port: one zero byte each.
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
