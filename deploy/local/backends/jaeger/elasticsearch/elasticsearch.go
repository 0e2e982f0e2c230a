// Package elasticsearch is the part of go-elasticsearch that Jaeger calls: it creates index templates on
// Elasticsearch 8. The whole package brings 850 others along, a quarter of Jaeger's compile time, for that one request.
package elasticsearch

import (
	"errors"
	"net/http"

	"github.com/elastic/go-elasticsearch/v9/esapi"
)

// Config has the settings that Jaeger makes.
type Config struct {
	Addresses []string
	Username  string
	Password  string
	Header    http.Header
	Transport http.RoundTripper
	// The two that follow change nothing for a single small request to the given addresses.
	DiscoverNodesOnStart bool
	CompressRequestBody  bool
}

// Client has the one group of calls that Jaeger uses.
type Client struct {
	Indices *esapi.Indices
}

// NewClient does not connect.
func NewClient(config Config) (*Client, error) {
	if len(config.Addresses) == 0 {
		return nil, errors.New("no Elasticsearch address is configured")
	}
	return &Client{Indices: &esapi.Indices{
		Addresses: config.Addresses,
		Username:  config.Username,
		Password:  config.Password,
		Header:    config.Header,
		Client:    &http.Client{Transport: config.Transport},
	}}, nil
}
