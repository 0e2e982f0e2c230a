// Package redact finds credentials and e-mail addresses in texts and in the names of fields.
package redact

// Mask replaces what was removed.
const Mask = "****"

// Class is what a field holds, judged by its name.
type Class uint8

const (
	// Plain fields are searched as text.
	Plain Class = iota
	// Secret fields hold a credential, whatever its type.
	Secret
	// SecretText fields hold credentials when they are text, and counts when they are numbers: `tokens`.
	SecretText
	// Payload fields hold what users, models and tools said: prompts, completions, arguments, bodies.
	Payload
)

// Key classifies the name of an attribute, of a field within one, or of a header.
func Key(name string) Class {
	if class := classOfWords(lastWords(name)); class != Plain {
		return class
	}
	if isPayload(name) {
		return Payload
	}
	return Plain
}
