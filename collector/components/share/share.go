// Package share divides a bound among senders, so that none of them can use it up alone.
package share

// Limits bounds what senders may have. When the total is used up, each sender still gets an even share.
type Limits struct {
	Senders   int
	All       int
	PerSender int
}

// HasRoom reports whether a sender may have more, by what it and all senders together have.
func (l Limits) HasRoom(own, all, more int) bool {
	if own+more > l.PerSender {
		return false
	}
	return all+more <= l.All || own+more <= l.All/l.Senders
}
