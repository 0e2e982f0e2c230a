package sanitizeprocessor

// Config is what the user decides. What the backends take is not a choice: see limits.go.
type Config struct {
	// KeepPayloads leaves prompts, completions and arguments and results of tools in what senders record on purpose.
	KeepPayloads bool `mapstructure:"keep_payloads"`
}
