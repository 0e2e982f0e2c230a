package forwardreceiver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tinylib/msgp/msgp"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/receiver"
	"go.uber.org/zap"
	"golang.org/x/net/netutil"
)

// front accepts connections, and passes their records to the stock receiver in the form that it reads.
type front struct {
	stock    receiver.Logs
	endpoint string
	// Address of the stock receiver.
	behind     string
	logger     *zap.Logger
	listener   net.Listener
	heartbeats net.PacketConn
	open       sync.Map
	room       room
	done       sync.WaitGroup
}

const (
	// As many as the stock receiver accepts; further ones wait in the backlog.
	mostConnections = 100
	messageWithin   = 2 * time.Minute
)

var receivers atomic.Int64

// behindAddress is an abstract socket where the system has them: the Collector's image has no directory for a file.
func behindAddress() string {
	name := fmt.Sprintf("cortex-forward-%d-%d", os.Getpid(), receivers.Add(1))
	if runtime.GOOS == "linux" {
		return "@" + name
	}
	return filepath.Join(os.TempDir(), name)
}

// Start listens. It fails when the stock receiver cannot start, or when the address is taken.
func (f *front) Start(ctx context.Context, host component.Host) error {
	if err := f.stock.Start(ctx, host); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", f.endpoint)
	if err != nil {
		return errors.Join(err, f.stock.Shutdown(ctx))
	}
	f.heartbeats, err = net.ListenPacket("udp", f.endpoint)
	if err != nil {
		return errors.Join(err, listener.Close(), f.stock.Shutdown(ctx))
	}
	f.listener = netutil.LimitListener(listener, mostConnections)
	f.done.Go(f.accept)
	f.done.Go(func() { answerHeartbeats(f.heartbeats) })
	return nil
}

// Shutdown closes all connections, then the stock receiver.
func (f *front) Shutdown(ctx context.Context) error {
	if f.listener == nil {
		return nil
	}
	_, _ = f.listener.Close(), f.heartbeats.Close()
	f.open.Range(func(connection, _ any) bool { _ = connection.(net.Conn).Close(); return true })
	f.done.Wait()
	return f.stock.Shutdown(ctx)
}

func (f *front) accept() {
	for {
		connection, err := f.listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			f.logger.Warn("cannot accept a connection", zap.Error(err))
			continue
		}
		f.open.Store(connection, nil)
		f.done.Go(func() {
			defer f.open.Delete(connection)
			defer connection.Close()
			if err := f.serve(connection); err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, net.ErrClosed) {
				f.logger.Warn("cannot read log records of the forward protocol: those that were not acknowledged may be lost",
					zap.Stringer("from", connection.RemoteAddr()), zap.Error(err))
			}
		})
	}
}

// serve passes on messages until either side closes.
func (f *front) serve(connection net.Conn) error {
	stock, err := net.Dial("unix", f.behind)
	if err != nil {
		return err
	}
	defer stock.Close()
	f.open.Store(stock, nil)
	defer f.open.Delete(stock)
	from, to := msgp.NewReader(connection), newParts(stock, connection, &f.room)
	defer to.entries.release()
	for {
		// A connection may be idle for hours, but not in the middle of a message.
		if err := connection.SetReadDeadline(time.Time{}); err != nil {
			return err
		}
		if _, err := from.NextType(); err != nil {
			return err
		}
		if err := connection.SetReadDeadline(time.Now().Add(messageWithin)); err != nil {
			return err
		}
		if err := copyMessage(from, to); err != nil {
			return err
		}
	}
}
