"""The command line: the command `opposable` and its subcommands, each imported when it is called."""
