package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestOfAlertmanagersApiOnlyWhatExistsIsPassedOn(t *testing.T) {
	const passedOn = http.StatusTeapot
	guard := httptest.NewServer(pathsOfAlertmanager(http.HandlerFunc(func(response http.ResponseWriter, _ *http.Request) { response.WriteHeader(passedOn) })))
	defer guard.Close()
	for path, expected := range map[string]int{
		"/":                         passedOn,
		"/script.js":                passedOn,
		"/-/ready":                  passedOn,
		"/metrics":                  passedOn,
		"/api/v2/status":            passedOn,
		"/api/v2/receivers":         passedOn,
		"/api/v2/silences?filter=a": passedOn,
		"/api/v2/silence/1234":      passedOn,
		"/api/v2/alerts":            passedOn,
		"/api/v2/alerts/groups":     passedOn,
		"/api/v2/al%65rts":          passedOn,
		"/api/v2/":                  http.StatusNotFound,
		"/api/v2/alerts1":           http.StatusNotFound,
		"/api/v2/alerts/":           http.StatusNotFound,
		"/api/v2/alerts%2Fgroups":   http.StatusNotFound,
		"/api/v2/alerts%ff":         http.StatusNotFound,
		"/api//v2/invented":         http.StatusNotFound,
		"/x/../api/v2/invented":     http.StatusNotFound,
	} {
		if response := ask(t, guard.URL+path, nil); response.StatusCode != expected {
			t.Errorf("%s: expected %d, got %d", path, expected, response.StatusCode)
		}
	}
}
