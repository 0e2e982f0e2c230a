// Package esapi has the one Elasticsearch call that Jaeger makes with it.
package esapi

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Indices sends its requests to the first of its addresses that answers.
type Indices struct {
	Addresses []string
	Username  string
	Password  string
	Header    http.Header
	Client    *http.Client
}

// Response is what Elasticsearch answered.
type Response struct {
	StatusCode int
	Body       string
}

func (r *Response) String() string {
	return fmt.Sprintf("[%d %s] %s", r.StatusCode, http.StatusText(r.StatusCode), r.Body)
}

// PutIndexTemplate creates an index template or replaces it.
func (i *Indices) PutIndexTemplate(name string, body io.Reader) (*Response, error) {
	template, err := io.ReadAll(body)
	if err != nil {
		return nil, err
	}
	for _, address := range i.Addresses {
		var response *Response
		if response, err = i.put(address, "/_index_template/"+url.PathEscape(name), template); err == nil {
			return response, nil
		}
	}
	return nil, err
}

func (i *Indices) put(address, path string, body []byte) (*Response, error) {
	request, err := http.NewRequest(http.MethodPut, strings.TrimRight(address, "/")+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	i.authorize(request)
	request.Header.Set("Content-Type", "application/json")
	answer, err := i.Client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	return &Response{StatusCode: answer.StatusCode, Body: string(content)}, err
}

func (i *Indices) authorize(request *http.Request) {
	for name, values := range i.Header {
		request.Header[name] = values
	}
	if i.Username != "" {
		request.SetBasicAuth(i.Username, i.Password)
	} else if user := request.URL.User; user != nil {
		password, _ := user.Password()
		request.SetBasicAuth(user.Username(), password)
	}
}
