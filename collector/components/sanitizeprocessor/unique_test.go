package sanitizeprocessor

import (
	"fmt"
	"strings"
	"testing"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
)

func TestEachKeyIsThereOnce(t *testing.T) {
	for name, others := range map[string]int{"few": 1, "many": 2 * fewAttributes} {
		t.Run(name, func(t *testing.T) {
			attributes := []string{keyValue("service.name", "first"), keyValue("service.name", "second")}
			for index := range others {
				attributes = append(attributes, keyValue(fmt.Sprint("key", index), "x"))
			}
			list := "[" + strings.Join(attributes, ",") + "]"
			logs, err := (&plog.JSONUnmarshaler{}).UnmarshalLogs(fmt.Appendf(nil,
				`{"resourceLogs":[{"resource":{"attributes":%s},"scopeLogs":[{"logRecords":[{"attributes":%s}]}]}]}`, list, list))
			if err != nil {
				t.Fatal(err)
			}
			sent := newPipeline(t, Config{}).send(logs).(plog.Logs).ResourceLogs().At(0)
			record := sent.ScopeLogs().At(0).LogRecords().At(0)
			for _, attributes := range []pcommon.Map{sent.Resource().Attributes(), record.Attributes()} {
				if value, _ := attributes.Get("service.name"); attributes.Len() != 1+others || value.Str() != "first" {
					t.Errorf("%v", attributes.AsRaw())
				}
			}
			if record.DroppedAttributesCount() != 1 {
				t.Errorf("%d dropped", record.DroppedAttributesCount())
			}
		})
	}
}

func keyValue(key, value string) string {
	return fmt.Sprintf(`{"key":%q,"value":{"stringValue":%q}}`, key, value)
}
