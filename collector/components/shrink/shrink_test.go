package shrink

import (
	"maps"
	"runtime"
	"testing"
)

const many = 200_000

func heapBytes() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

func filled() map[int]int {
	held := map[int]int{}
	for id := range many {
		held[id] = id
	}
	return held
}

func TestWhatIsDeletedTakesNoRoom(t *testing.T) {
	before := heapBytes()
	held, room := filled(), 0
	full := heapBytes()
	// A little at a time, so that no sweep alone deletes half.
	for left := many; left > 10; left -= left/10 + 1 {
		held = Sweep(held, &room, func(id, _ int) bool { return id >= left })
	}
	after := heapBytes()
	if after > before+(full-before)/10 {
		t.Errorf("%d bytes before, %d when full, %d after", before, full, after)
	}
	runtime.KeepAlive(held)
}

func TestWhatIsNotOverStays(t *testing.T) {
	room := 0
	held := Sweep(map[string]int{"a": 1, "b": 2, "c": 3}, &room, func(_ string, value int) bool { return value > 1 })
	if !maps.Equal(held, map[string]int{"a": 1}) {
		t.Errorf("%v is left", held)
	}
	held["d"] = 4
	held = Sweep(held, &room, func(string, int) bool { return false })
	if !maps.Equal(held, map[string]int{"a": 1, "d": 4}) {
		t.Errorf("%v is left", held)
	}
}
