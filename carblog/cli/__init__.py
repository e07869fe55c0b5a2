"""The front door: commands, options, exit codes."""

from carblog.cli.main import main

__all__ = ["main"]
