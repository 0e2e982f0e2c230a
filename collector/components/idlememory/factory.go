// Package idlememory is an extension that returns free memory to the kernel while the process is idle. Go itself keeps up to as much free
// memory as is in use, so that the process would stay large after a flood.
package idlememory

import (
	"context"
	"runtime/debug"
	"syscall"
	"time"

	"cortex.local/collector/components/periodic"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension"
)

const (
	// lookEvery is how often Go collects garbage in an idle process; that collection is most of the work.
	lookEvery = 2 * time.Minute
	// mostAtRest is the share of a core that an idle process uses at most.
	mostAtRest = 0.1
)

// Type is the name of the extension in a configuration.
var Type = component.MustNewType("idle_memory")

// NewFactory makes the factory of the extension.
func NewFactory() extension.Factory {
	return extension.NewFactory(Type, func() component.Config { return &struct{}{} }, create, component.StabilityLevelAlpha)
}

func create(context.Context, extension.Settings, component.Config) (extension.Extension, error) {
	return &freer{used: used, free: debug.FreeOSMemory}, nil
}

type freer struct {
	// used is how much CPU time the process has used.
	used    func() time.Duration
	free    func()
	before  time.Duration
	looking *periodic.Task
}

// Start begins to watch.
func (f *freer) Start(context.Context, component.Host) error {
	f.before = f.used()
	f.looking = periodic.Start(lookEvery, func(time.Time) { f.look() })
	return nil
}

// Shutdown stops watching.
func (f *freer) Shutdown(context.Context) error {
	f.looking.Stop()
	return nil
}

// look frees memory if the process has been idle since the previous look.
func (f *freer) look() {
	now := f.used()
	if (now - f.before).Seconds() <= mostAtRest*lookEvery.Seconds() {
		f.free()
	}
	f.before = f.used()
}

func used() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
