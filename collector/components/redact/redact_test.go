package redact

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

type secret struct {
	Key    string
	Value  any
	Secret string
}

func read[T any](t testing.TB, file string) (list []T) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err == nil {
		err = json.Unmarshal(data, &list)
	}
	if err != nil || len(list) == 0 {
		t.Fatal(file, err)
	}
	return list
}

func TestEverySecretIsGoneFromTexts(t *testing.T) {
	for _, known := range read[secret](t, "secrets.json") {
		for _, text := range textsOf(known) {
			if safe := Text(text); strings.Contains(safe, known.Secret) {
				t.Errorf("%s\nbecame %s", text, safe)
			}
		}
	}
}

// textsOf returns a secret in several forms: bare, and with its name as JSON, JSON in JSON, an environment variable, and YAML.
func textsOf(known secret) []string {
	value, isText := known.Value.(string)
	if known.Key == "url.query" {
		return []string{"?" + value, "https://h/p?a=b&" + value}
	}
	if Key(known.Key) == Plain && isText {
		return []string{value, "before " + value, strings.TrimPrefix(value, "got "), asJSON(value), asJSON(asJSON(value))}
	}
	object := asJSON(map[string]any{known.Key: known.Value})
	texts := []string{object, asJSON(object), asJSON(asJSON(object))}
	if isText && Key(known.Key) == Secret {
		texts = append(texts, known.Key+"="+value, known.Key+": "+value+"\nnext: line", "?a=b&"+known.Key+"="+value, "--"+known.Key+" "+value)
	}
	return texts
}

func asJSON(value any) string {
	data, _ := json.Marshal(value)
	return string(data)
}

func TestHarmlessTextsStay(t *testing.T) {
	for _, text := range read[string](t, "harmless.json") {
		for _, text := range []string{text, asJSON(text)} {
			if safe := Text(text); safe != text {
				t.Errorf("%s\nbecame %s", text, safe)
			}
		}
	}
}

func TestWhatIsAroundASecretStays(t *testing.T) {
	for text, want := range map[string]string{
		"password=hunter2 user=bob":                        "password=**** user=bob",
		`{"token":"a1","pwd":"b","n":1}`:                   `{"token":"****","pwd":"****","n":1}`,
		`{"a":"{\"password\":\"x\\\"y\",\"b\":1}"}`:        `{"a":"{\"password\":\"****\",\"b\":1}"}`,
		`{"password":123,"b":1}`:                           `{"password":****,"b":1}`,
		"http://a:b@host/x":                                "http://****@host/x",
		"/x?token=abc&page=2":                              "/x?token=****&page=2",
		"/callback?code=abcdef&state=x":                    "/callback?code=****&state=x",
		"mail of a@b.cd, please":                           "mail of ****, please",
		"GET /users/bob@example.com/reset":                 "GET /users/****/reset",
		"Bearer abcdef123 was refused":                     "Bearer **** was refused",
		"curl -H 'Authorization: Token x1' https://h/":     "curl -H 'Authorization: ****' https://h/",
		"Server=db;User Id=sa;Password=x1;Encrypt=true":    "Server=db;User Id=sa;Password=****;Encrypt=true",
		"{Password:hunter2 User:bob}":                      "{Password:**** User:bob}",
		"node x.js --password x1 --port 1":                 "node x.js --password **** --port 1",
		"cookie: a=b; c=d\nhost: h":                        "cookie: ****\nhost: h",
		"ghp_" + strings.Repeat("a1B2", 9) + " is a token": "**** is a token",
	} {
		if safe := Text(text); safe != want {
			t.Errorf("%s\nbecame %s\nnot    %s", text, safe, want)
		}
	}
}

// The services' own logs use the same names: telemetry/register/src/redaction.
func TestKeysAreClassified(t *testing.T) {
	data, err := os.ReadFile("testdata/keys.json")
	var keys map[string][]string
	if err == nil {
		err = json.Unmarshal(data, &keys)
	}
	if err != nil || len(keys) != 3 {
		t.Fatal(keys, err)
	}
	for name, class := range map[string]Class{"secret": Secret, "secretText": SecretText, "plain": Plain} {
		for _, key := range keys[name] {
			if Key(key) != class {
				t.Errorf("%s is taken for %d, not %s", key, Key(key), name)
			}
		}
	}
}

func TestPayloadsAreKnownByTheirKeys(t *testing.T) {
	for _, key := range []string{"gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.system_instructions", "gen_ai.tool.call.arguments",
		"gen_ai.tool.call.result", "gen_ai.tool.definitions", "gen_ai.prompt", "gen_ai.prompt.0.content", "gen_ai.completion.0.content",
		"traceloop.entity.input", "input.value", "output.value", "llm.input_messages.0.message.content", "ai.prompt.messages", "ai.response.text",
		"ai.toolCall.args", "mcp.request.argument.q", "http.request.body", "db.query.parameter.0", "langfuse.observation.input",
		"gcp.vertex.agent.llm_request", "retrieval.documents.0.document.content", "tool.parameters"} {
		if class := Key(key); class != Payload {
			t.Errorf("%s is taken for %d", key, class)
		}
	}
}

// Patterns that are tried at every position would read each of these once from each of its positions.
func BenchmarkLongTexts(b *testing.B) {
	const size = 1 << 20
	for _, beginning := range []string{"a", "eyJ", "eyJabcdef.", "a@", "//a@", "a@b.", "token=[", `"token":"\`, "--password ", "Bearer ", "%40",
		"-----BEGIN ", "SG.", "sk-", "ghp_", "password:", "password: ", "cookie: \"", "\\u0040", "%3D", "a=,", "key =", "token=a,", "token {", "ü@"} {
		text := strings.Repeat(beginning, size/len(beginning))
		b.Run(beginning, func(b *testing.B) {
			b.SetBytes(size)
			for b.Loop() {
				Text(text)
			}
		})
	}
}

func FuzzText(f *testing.F) {
	for _, known := range read[secret](f, "secrets.json") {
		f.Add(asJSON(known.Value))
	}
	f.Fuzz(func(t *testing.T, text string) {
		safe := Text(text)
		if again := Text(safe); len(again) > len(safe)+64 {
			t.Errorf("%q grows: %q, %q", text, safe, again)
		}
	})
}
