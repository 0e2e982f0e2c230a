package queueguard

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"go.etcd.io/bbolt"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/otel/metric"
	"go.uber.org/zap"
)

// freshPrefix marks unfinished copies; a Collector that is killed leaves one behind.
const freshPrefix = ".fresh-"

type guard struct {
	config       *Config
	settings     component.TelemetrySettings
	registration metric.Registration
}

// Start checks every queue file. Extensions start before exporters, which open the files.
func (guard *guard) Start(context.Context, component.Host) error {
	if err := os.MkdirAll(guard.config.Directory, 0o750); err != nil {
		return err
	}
	entries, err := os.ReadDir(guard.config.Directory)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if err := guard.visit(entry); err != nil {
			return err
		}
	}
	if err := guard.forgetOldest(); err != nil {
		return err
	}
	return guard.report()
}

// Shutdown stops reporting.
func (guard *guard) Shutdown(context.Context) error {
	if guard.registration == nil {
		return nil
	}
	return guard.registration.Unregister()
}

func (guard *guard) visit(entry os.DirEntry) error {
	file := filepath.Join(guard.config.Directory, entry.Name())
	info, err := entry.Info()
	switch {
	case err != nil:
		return err
	case strings.HasPrefix(entry.Name(), freshPrefix):
		return os.Remove(file)
	case isSetAside(entry.Name()), info.Size() == 0:
		return nil
	default:
		return guard.renew(file)
	}
}

// renew replaces the file with a copy of its sound content. A file that cannot be copied is set aside.
func (guard *guard) renew(file string) error {
	fresh := filepath.Join(guard.config.Directory, freshPrefix+filepath.Base(file))
	defer func() { _ = os.Remove(fresh) }()
	content, err := copySound(fresh, file)
	log := guard.settings.Logger.With(zap.String("queue", file))
	switch {
	case errors.Is(err, bbolt.ErrTimeout):
		return fmt.Errorf("another process has opened the queue %s: stop that Collector, or give this one a directory of its own", file)
	case isOutOfSpace(err):
		log.Warn("The queue is sound but was not compacted: the disk is full", zap.Error(err))
		return nil
	case err != nil:
		return guard.setAside(file, zap.String("reason", err.Error()))
	case content.unreadable > 0:
		if err := guard.setAside(file, zap.String("reason", "requests that this Collector cannot read"), zap.Int("requests_lost", content.unreadable), zap.Int("requests_kept", content.readable)); err != nil {
			return err
		}
	}
	return os.Rename(fresh, file)
}
