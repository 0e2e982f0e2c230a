package queueguard

import (
	"testing"

	"go.opentelemetry.io/collector/component"
)

func TestFactoryMakesItsType(t *testing.T) {
	if got := NewFactory().Type(); got != component.MustNewType("queue_guard") {
		t.Fatalf("type %s", got)
	}
}
