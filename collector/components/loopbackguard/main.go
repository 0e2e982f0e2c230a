// Command loopbackguard stands before the backends of a machine, which have no checks of their own: it listens on their usual ports,
// refuses requests of web pages of other origins, and passes on all others.
//
//	loopbackguard [-health <address>] [-alertmanager <address>=<backend>] <address>=<backend> ...
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"cortex.local/collector/components/foreignpages"
)

const (
	headerTimeout = 10 * time.Second
	// Longer than clients keep idle connections, so that they close first, and not the guard under their next request.
	idleTimeout = 6 * time.Minute
	stopTimeout = 2 * time.Second
)

func main() {
	health := flag.String("health", "", "address that answers 200 as soon as all others are open; default none")
	alertmanager := flag.String("alertmanager", "", "<address>=<backend> of Alertmanager, of whose API only what exists is passed on; default none")
	flag.Parse()
	log.SetFlags(log.LstdFlags | log.LUTC)
	if err := run(*health, *alertmanager, flag.Args()); err != nil {
		log.Fatal(err)
	}
}

func run(health, alertmanager string, pairs []string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	servers, err := listenAll(health, alertmanager, pairs)
	if err != nil {
		return err
	}
	failed := make(chan error, len(servers))
	for _, one := range servers {
		go func() { failed <- one.server.Serve(one.listener) }()
	}
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.Background(), stopTimeout)
	defer cancel()
	for _, one := range servers {
		// Streams that are still open by then are cut.
		_ = one.server.Shutdown(ctx)
	}
	return nil
}

type listening struct {
	server   *http.Server
	listener net.Listener
}

// listenAll opens the health address last: once it answers, all others do.
func listenAll(health, alertmanager string, pairs []string) ([]listening, error) {
	rule := foreignpages.NewRule(os.Getenv(foreignpages.Setting))
	var all []listening
	for _, pair := range pairs {
		one, err := guard(pair, rule, passOn)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	if alertmanager != "" {
		one, err := guard(alertmanager, rule, passOnToAlertmanager)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	if len(all) == 0 {
		return nil, errors.New("expected at least one <address>=<backend>, got none")
	}
	if health == "" {
		return all, nil
	}
	one, err := listen(health, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	return append(all, one), err
}

func guard(pair string, rule *foreignpages.Rule, to func(backend string) http.Handler) (listening, error) {
	address, backend, ok := strings.Cut(pair, "=")
	if !ok {
		return listening{}, fmt.Errorf("expected <address>=<backend>, got %q", pair)
	}
	one, err := listen(address, rule.Handler(to(backend)))
	if err == nil {
		log.Printf("guarding %s before %s", address, backend)
	}
	return one, err
}

func listen(address string, handler http.Handler) (listening, error) {
	listener, err := net.Listen("tcp", address)
	server := &http.Server{Handler: handler, ReadHeaderTimeout: headerTimeout, IdleTimeout: idleTimeout}
	return listening{server, listener}, err
}
