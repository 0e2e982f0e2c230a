package redact

import "strings"

var (
	// First parts of the attribute names of the GenAI conventions and of the libraries for models.
	payloadNamespaces = setOf("gen_ai", "llm", "ai", "traceloop", "openinference", "langfuse", "langsmith", "gcp", "retrieval", "embedding",
		"reranker", "input", "output", "mcp", "tool", "tool_call", "message", "document")
	// Last parts of the names of attributes that hold payloads.
	payloadFields = setOf("messages", "content", "contents", "arguments", "args", "result", "results", "system_instructions", "instructions",
		"prompt", "prompts", "completion", "completions", "text", "object", "toolcalls", "tool_calls", "documents", "input", "output", "value",
		"values", "parts", "llm_request", "llm_response", "tool_call_args", "tool_response", "data", "definitions", "function_call", "variables",
		"parameters", "reasoning", "query", "query_text", "body", "chunks", "inputs", "outputs", "tool_input", "tool_output", "explanation")
	payloadPrefixes = []string{"mcp.request.argument.", "db.query.parameter.", "db.operation.parameter.", "gen_ai.prompt.variables."}
	payloadNames    = setOf("http.request.body", "http.response.body", "http.request.body.content", "http.response.body.content",
		"http.request.body.text", "http.response.body.text", "messaging.message.body", "input.value", "output.value")
)

func isPayload(name string) bool {
	if payloadNames.has(name) {
		return true
	}
	for _, prefix := range payloadPrefixes {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	namespace, _, isNested := strings.Cut(name, ".")
	return isNested && payloadNamespaces.has(namespace) && IsPayloadField(name)
}

// IsPayloadField reports whether the last part of a name, list indices aside, is that of a payload: true for `content`,
// `gen_ai.prompt.0.content` and `gen_ai.prompt.0`.
func IsPayloadField(name string) bool {
	for {
		dot := strings.LastIndexByte(name, '.')
		part := name[dot+1:]
		if dot < 0 || part == "" || !isDigit(part[0]) {
			return payloadFields.has(lower(part))
		}
		name = name[:dot]
	}
}
