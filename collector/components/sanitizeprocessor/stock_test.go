package sanitizeprocessor

import (
	"context"
	"strings"
	"testing"

	"github.com/open-telemetry/opentelemetry-collector-contrib/processor/redactionprocessor"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor/processortest"
)

// stock makes the two redaction processors that this one replaced, as config.yaml had them, without the transform processors around
// them.
func stock(t testing.TB, next consumer.Traces) consumer.Traces {
	t.Helper()
	factory := redactionprocessor.NewFactory()
	make := func(config *redactionprocessor.Config, next consumer.Traces) consumer.Traces {
		config.AllowAllKeys = true
		config.Summary = "silent"
		made, err := factory.CreateTraces(context.Background(), processortest.NewNopSettings(factory.Type()), config, next)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	names := factory.CreateDefaultConfig().(*redactionprocessor.Config)
	names.IgnoredKeys = strings.Fields(`client.address client.port db.collection.name db.namespace db.operation.name db.query.summary db.query.text
		db.system.name deployment.environment.name endpoint error.type gen_ai.operation.name gen_ai.tool.name host.name http.request.method
		http.request.method_original http.response.status_code http.route jsonrpc.request.id mcp.method.name mcp.protocol.version
		mcp.request.attempt method milliseconds name network.peer.address network.peer.port network.protocol.name network.protocol.version
		network.transport process.pid process.runtime.name process.runtime.version pyroscope.profile.id request_id route server.address
		server.port service service.instance.id service.name service.version status telemetry.sdk.language telemetry.sdk.name
		telemetry.sdk.version tool url.full url.path url.scheme user.id user_agent.original`)
	names.BlockedKeyPatterns = []string{
		`(?i)(^|[._-])(password|passwd|pwd|secret|authorization|cookie|set[_-]cookie|credentials?)$`,
		`(?i)(api|access|private|secret|encryption|signing)[_-]?key$`,
		`(?i)(access|refresh|id|auth|session|bearer|csrf)[_-]?token$`,
		`(?i)client[_-]?secret`,
	}
	values := factory.CreateDefaultConfig().(*redactionprocessor.Config)
	values.RedactAllTypes = true
	values.IgnoredKeys = strings.Fields(`client.port db.operation.name db.system.name gen_ai.operation.name http.request.method
		http.response.status_code mcp.method.name mcp.protocol.version mcp.request.attempt network.peer.port network.protocol.name
		network.protocol.version network.transport pyroscope.profile.id server.port url.scheme`)
	values.AllowedValues = []string{`^[^J@%=:\s]*$`}
	values.BlockedValues = []string{
		`eyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{6,}(\.[A-Za-z0-9_-]*)?`,
		`(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/-]{6,}=*`,
		`//[^/\s:@]+:[^/\s@]+@`,
		`(?i)\b(password|passwd|pwd|secret|client_secret|access_token|refresh_token|id_token|api[_-]?key)\\?["']?\s*[=:]\s*\\?("[^"]*"|'[^']*'|[^\s"'&,;}]+)`,
		`(?i)[a-z0-9._%+-]+(@|%40)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}`,
	}
	return make(names, make(values, next))
}

func TestWhatStockRedactsIsRedacted(t *testing.T) {
	var sink consumertest.TracesSink
	processor := stock(t, &sink)
	removed := 0
	secrets := readJSON[secret](t, "secrets.json")
	for _, known := range secrets {
		traces, span := oneSpan()
		put(t, span.Attributes().PutEmpty(known.Key), known.Value)
		before := ptrace.NewTraces()
		traces.CopyTo(before)
		if err := processor.ConsumeTraces(context.Background(), traces); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(asJSON(t, traces), known.Secret) {
			continue
		}
		removed++
		expectGone(t, before, known)
	}
	t.Logf("stock removes %d of %d from the attributes of spans", removed, len(secrets))
	if removed < 50 {
		t.Errorf("stock removes only %d: is it set up right?", removed)
	}
}
