package sanitizeprocessor

// Config holds the user's choices. What the backends accept is not a choice: see limits.go.
type Config struct {
	// KeepPayloads keeps prompts, completions, and arguments and results of tools that senders record on purpose.
	KeepPayloads bool `mapstructure:"keep_payloads"`
}
