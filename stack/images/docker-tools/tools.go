//go:build tools

// Package tools keeps the docker command among the requirements; it is built from its own module.
package tools

import _ "github.com/docker/cli/cmd/docker"
