"""Where a process starts: the command line and `make dev`. Thin: parse, call, answer."""
