package main

import (
	"net/http"
	"strings"

	"cortex.local/collector/components/foreignpages"
)

const alertmanagerAPI = "/api/v2/"

// From Alertmanager's api/v2/openapi.yaml.
var apiPaths = []string{"alerts", "alerts/groups", "receivers", "silence/", "silences", "status"}

func passOnToAlertmanager(backend string) http.Handler { return pathsOfAlertmanager(passOn(backend)) }

// pathsOfAlertmanager answers 404 to paths outside of Alertmanager's API. Alertmanager 0.31 keeps a series of its own metrics for each path
// below it, known or not, and a single path that is not UTF-8 makes all its metrics unreadable.
func pathsOfAlertmanager(next http.Handler) http.Handler {
	paths := http.NewServeMux()
	paths.Handle("/", next)
	for _, path := range apiPaths {
		paths.Handle(alertmanagerAPI+path, next)
	}
	paths.HandleFunc(alertmanagerAPI, func(response http.ResponseWriter, _ *http.Request) {
		foreignpages.Answer(response, http.StatusNotFound, "Alertmanager's API has no such path: expected one of "+strings.Join(apiPaths, ", ")+" below "+alertmanagerAPI)
	})
	return paths
}
