package isolatingexporter

import "sync"

// history is what happened to a batch in earlier attempts.
type history struct {
	// doubts counts doubtful answers in a row.
	doubts int
	// timeouts counts attempts without an answer in time.
	timeouts int
}

// memory keeps the history of batches between attempts. The retry sender hands back the very data that it was given.
type memory[T comparable] struct {
	mutex   sync.Mutex
	batches map[T]history
}

// take also forgets the batch: a failed attempt enters it again.
func (m *memory[T]) take(batch T) history {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	past := m.batches[batch]
	delete(m.batches, batch)
	return past
}

func (m *memory[T]) put(batch T, past history) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.batches[batch] = past
}
