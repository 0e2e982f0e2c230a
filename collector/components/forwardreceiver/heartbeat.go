package forwardreceiver

import "net"

// answerHeartbeats by UDP, which a Fluentd with `heartbeat_type udp` sends to the same port: one zero byte each.
func answerHeartbeats(packets net.PacketConn) {
	buffer := make([]byte, 1)
	for {
		_, from, err := packets.ReadFrom(buffer)
		if err != nil {
			return
		}
		_, _ = packets.WriteTo([]byte{0}, from)
	}
}
