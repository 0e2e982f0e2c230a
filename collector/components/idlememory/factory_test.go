package idlememory

import (
	"context"
	"runtime"
	"testing"
	"time"

	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/extension"
)

func TestMemoryIsFreedAtRestOnly(t *testing.T) {
	var used time.Duration
	freed := 0
	f := &freer{used: func() time.Duration { return used }, free: func() { freed++ }}
	for _, test := range []struct {
		uses  time.Duration
		freed int
	}{{time.Second, 1}, {11 * time.Second, 2}, {13 * time.Second, 2}, {time.Minute, 2}, {0, 3}} {
		used += test.uses
		f.look()
		if freed != test.freed {
			t.Errorf("after %s of CPU time: freed %d times, not %d", test.uses, freed, test.freed)
		}
	}
}

func TestWhatIsFreeGoesBackToTheKernel(t *testing.T) {
	created, err := create(context.Background(), extension.Settings{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := created.Start(context.Background(), componenttest.NewNopHost()); err != nil {
		t.Fatal(err)
	}
	fill()
	created.(*freer).look()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	if kept := stats.HeapIdle - stats.HeapReleased; kept > 1<<20 {
		t.Errorf("%d bytes are free and kept", kept)
	}
	if err := created.Shutdown(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func fill() {
	held := make([][]byte, 1000)
	for index := range held {
		held[index] = make([]byte, 64<<10)
	}
	runtime.KeepAlive(held)
}
