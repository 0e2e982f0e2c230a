package queueguard

import "errors"

// Config says where the queues lie.
type Config struct {
	// Directory is that of the file_storage extension.
	Directory string `mapstructure:"directory"`
}

// Validate refuses a configuration without a directory.
func (config *Config) Validate() error {
	if config.Directory == "" {
		return errors.New("directory: expected that of the file_storage extension, got nothing")
	}
	return nil
}
