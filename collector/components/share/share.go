// Package share divides what there is room for among senders, so that none of them takes the room of all others.
package share

// Limits of how much senders may have. When all is taken, each still gets its even share.
type Limits struct {
	Senders   int
	All       int
	PerSender int
}

// HasRoom says whether a sender may have more, by what it and all of them have.
func (l Limits) HasRoom(own, all, more int) bool {
	if own+more > l.PerSender {
		return false
	}
	return all+more <= l.All || own+more <= l.All/l.Senders
}
