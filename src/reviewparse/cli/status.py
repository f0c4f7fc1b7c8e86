"""The exit statuses of the command."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """The exit status of the command."""

    FINE = 0
    """All inputs were read, and `validate` found no problem that its `--fail-on` names."""
    PROBLEM_FOUND = 1
    """`validate` found a problem as severe as `--fail-on` says."""
    USAGE = 2
    """The command line says something that cannot be done."""
    BAD_INPUT = 3
    """At least one input could not be read or parsed. This goes before `PROBLEM_FOUND`."""
    NO_OUTPUT = 4
    """The result could not be written, or an extra that it needs is not installed."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C."""
    PIPE_CLOSED = 141
    """The reader of the output stopped reading, as `head` does."""
    ENDED = 143
    """Asked to end, by SIGTERM."""
