// Compose as a plugin of the docker command and, called by its own name, as docker-compose. Its module refuses
// `go install` (it excludes versions), and what it needs to be a program is this much.
package main

import (
	"os"

	dockercli "github.com/docker/cli/cli"
	"github.com/docker/cli/cli-plugins/metadata"
	"github.com/docker/cli/cli-plugins/plugin"
	"github.com/docker/cli/cli/command"
	"github.com/docker/compose/v2/cmd/compatibility"
	commands "github.com/docker/compose/v2/cmd/compose"
	"github.com/docker/compose/v2/cmd/prompt"
	"github.com/docker/compose/v2/pkg/compose"
	"github.com/spf13/cobra"
)

// Set by the linker.
var version = "dev"

func main() {
	if plugin.RunningStandalone() {
		os.Args = append([]string{"docker"}, compatibility.Convert(os.Args[1:])...)
	}
	about := metadata.Metadata{SchemaVersion: "0.1.0", Vendor: "Docker Inc.", Version: version}
	plugin.Run(root, about, command.WithUserAgent("compose/"+version))
}

func root(cli command.Cli) *cobra.Command {
	confirm := prompt.NewPrompt(cli.In(), cli.Out()).Confirm
	cmd := commands.RootCommand(cli, compose.NewComposeService(cli, compose.WithPrompt(confirm)))
	before := cmd.PersistentPreRunE
	cmd.PersistentPreRunE = func(cmd *cobra.Command, args []string) error {
		if err := plugin.PersistentPreRunE(cmd, args); err != nil {
			return err
		}
		if before == nil {
			return nil
		}
		return before(cmd, args)
	}
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		return dockercli.StatusError{StatusCode: 1, Status: err.Error()}
	})
	return cmd
}
