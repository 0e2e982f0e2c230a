package isolatingexporter

import "sync"

// history is what happened to a batch when it was sent before.
type history struct {
	// doubts counts doubtful answers in a row.
	doubts int
	// timeouts counts how often there was no answer in time.
	timeouts int
}

// memory keeps the history of batches between the attempts of the retry sender, which hands back the very data that it was given.
type memory[T comparable] struct {
	mutex   sync.Mutex
	batches map[T]history
}

// take also forgets: an attempt that fails puts the batch back.
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
