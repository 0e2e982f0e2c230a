package queueguard

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.uber.org/zap"
)

const (
	// asideMark stands between the name of a queue and the time at which its file was set aside.
	asideMark = ".spoilt-"
	// timeLayout sorts by age.
	timeLayout = "20060102T150405.000Z"
	keptFiles  = 5
	scope      = "cortex.local/collector/components/queueguard"
)

func isSetAside(name string) bool { return strings.Contains(name, asideMark) }

// setAside renames the file, and logs the reason and its size.
func (guard *guard) setAside(file string, why ...zap.Field) error {
	size, err := sizeOf(file)
	if err != nil {
		return err
	}
	aside := file + asideMark + time.Now().UTC().Format(timeLayout)
	if err := os.Rename(file, aside); err != nil {
		return fmt.Errorf("the spoilt queue cannot be set aside: move %s away: %w", file, err)
	}
	guard.settings.Logger.Error("A spoilt queue was set aside: what waited in it is not delivered",
		append(why, zap.String("queue", file), zap.String("set_aside", aside), zap.Int64("bytes", size))...)
	return nil
}

// forgetOldest bounds the disk that is used by files set aside.
func (guard *guard) forgetOldest() error {
	aside, err := guard.aside()
	if err != nil {
		return err
	}
	slices.SortFunc(aside, func(a, b string) int { return strings.Compare(timeOf(b), timeOf(a)) })
	for _, name := range aside[min(keptFiles, len(aside)):] {
		guard.settings.Logger.Warn("A queue that was set aside is deleted for newer ones", zap.String("file", name))
		if err := os.RemoveAll(filepath.Join(guard.config.Directory, name)); err != nil {
			return err
		}
	}
	return nil
}

// report exports the size of what is set aside, by queue, until somebody removes it.
func (guard *guard) report() error {
	meter := guard.settings.MeterProvider.Meter(scope)
	gauge, err := meter.Int64ObservableGauge("otelcol_queue_set_aside_size", metric.WithUnit("By"),
		metric.WithDescription("Size of the spoilt queue files that were set aside and are still there."))
	if err != nil {
		return err
	}
	guard.registration, err = meter.RegisterCallback(func(_ context.Context, observer metric.Observer) error {
		sizes, err := guard.asideSizes()
		for queue, size := range sizes {
			observer.ObserveInt64(gauge, size, metric.WithAttributes(attribute.String("queue", queue)))
		}
		return err
	}, gauge)
	return err
}

func (guard *guard) asideSizes() (map[string]int64, error) {
	aside, err := guard.aside()
	sizes := map[string]int64{}
	for _, name := range aside {
		size, _ := sizeOf(filepath.Join(guard.config.Directory, name))
		queue, _, _ := strings.Cut(name, asideMark)
		sizes[queue] += size
	}
	return sizes, err
}

func (guard *guard) aside() ([]string, error) {
	entries, err := os.ReadDir(guard.config.Directory)
	var names []string
	for _, entry := range entries {
		if isSetAside(entry.Name()) {
			names = append(names, entry.Name())
		}
	}
	return names, err
}

func timeOf(name string) string {
	_, at, _ := strings.Cut(name, asideMark)
	return at
}

// sizeOf returns the size of a file, or of everything in a directory.
func sizeOf(path string) (size int64, err error) {
	err = filepath.WalkDir(path, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	return size, err
}
