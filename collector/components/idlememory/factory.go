// Package idlememory is an extension that gives free memory back to the kernel while the process is at rest. Go itself keeps up to as much
// free memory as it has in use, so that after a flood the process stayed larger for good.
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
	// lookEvery is as often as Go collects garbage in a process that does nothing, which is most of the work.
	lookEvery = 2 * time.Minute
	// mostAtRest is how much of a core a process at rest uses.
	mostAtRest = 0.1
)

// Type is what the extension is called in a configuration.
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

// Start begins to look.
func (f *freer) Start(context.Context, component.Host) error {
	f.before = f.used()
	f.looking = periodic.Start(lookEvery, func(time.Time) { f.look() })
	return nil
}

// Shutdown ends the looking.
func (f *freer) Shutdown(context.Context) error {
	f.looking.Stop()
	return nil
}

// look frees memory if the process has been at rest since the look before.
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
