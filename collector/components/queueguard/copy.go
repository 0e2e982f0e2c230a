package queueguard

import (
	"errors"
	"fmt"
	"runtime/debug"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
)

const (
	lockPatience = time.Second
	// transactionBytes bounds the memory that a copy takes.
	transactionBytes = 1 << 20
)

// copySound writes a compact copy of a queue file and returns what it holds. An error describes what is wrong with the file. As it may be
// damaged in any way, all of it is read here, in one goroutine, where a fault does not end the process.
func copySound(target, file string) (found content, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%v", fault)
		}
	}()
	// bbolt looks for free pages in a goroutine of its own, but not in a file opened read-only.
	source, err := bbolt.Open(file, 0o600, &bbolt.Options{ReadOnly: true, Timeout: lockPatience})
	if err != nil {
		return content{}, err
	}
	defer func() { _ = source.Close() }()
	if err := checkPages(file); err != nil {
		return content{}, err
	}
	return compact(target, source)
}

func compact(target string, source *bbolt.DB) (content, error) {
	fresh, err := bbolt.Open(target, 0o600, &bbolt.Options{NoSync: true, NoFreelistSync: true, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return content{}, err
	}
	defer func() { _ = fresh.Close() }()
	if err := bbolt.Compact(fresh, source, transactionBytes); err != nil {
		return content{}, err
	}
	found, err := readQueue(fresh, signalOf(source.Path()))
	return found, errors.Join(err, fresh.Sync())
}

func isOutOfSpace(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
