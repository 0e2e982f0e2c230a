package queueguard

import "errors"

// Config holds the location of the queues.
type Config struct {
	// Directory is that of the file_storage extension.
	Directory string `mapstructure:"directory"`
}

// Validate rejects a configuration without a directory.
func (config *Config) Validate() error {
	if config.Directory == "" {
		return errors.New("directory: expected the one of the file_storage extension, got none")
	}
	return nil
}
