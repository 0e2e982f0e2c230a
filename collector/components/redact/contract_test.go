package redact

import (
	"os"
	"regexp"
	"testing"
)

// What the services send must stay, except payloads, which are sent on demand only.
func TestNamesOfTheContractStay(t *testing.T) {
	contract, err := os.ReadFile("../../../services/signals/contract.yaml")
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`(?m)^  ([a-z][\w.]*):$`).FindAllSubmatch(contract, -1)
	if len(names) < 200 {
		t.Fatalf("only %d names found in the contract", len(names))
	}
	payloads := setOf("gen_ai.tool.call.arguments", "gen_ai.tool.call.result")
	for _, match := range names {
		name := string(match[1])
		if class := Key(name); class != Plain && !payloads.has(name) {
			t.Errorf("%s is taken for %d: its values would be %s", name, class, Mask)
		}
		if safe := Text(name); safe != name {
			t.Errorf("%s becomes %s", name, safe)
		}
	}
}
