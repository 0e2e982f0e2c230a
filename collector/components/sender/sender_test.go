package sender

import (
	"strings"
	"testing"
	"unicode/utf8"

	"go.opentelemetry.io/collector/pdata/pcommon"
)

func TestASenderIsNamedAsPrometheusNamesItsJob(t *testing.T) {
	for want, attributes := range map[string]map[string]any{
		"api":               {ServiceName: "api"},
		"shop/api":          {ServiceName: "api", ServiceNamespace: "shop"},
		"(unnamed)":         {ServiceNamespace: "shop"},
		"7":                 {ServiceName: 7},
		"a" + long("é", 63): {ServiceName: "a" + long("é", 1_000)},
	} {
		resource := pcommon.NewMap()
		if err := resource.FromRaw(attributes); err != nil {
			t.Fatal(err)
		}
		if got := Of(resource); got != want || !utf8.ValidString(got) {
			t.Errorf("%q of %.100v, expected %q", got, attributes, want)
		}
	}
}

func long(text string, times int) string { return strings.Repeat(text, times) }
