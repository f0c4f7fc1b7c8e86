"""Runs a command, and turns its end, errors included, into an exit status."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, Final

import click

from reviewparse.cli.commands import app
from reviewparse.cli.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["run"]

ENDINGS: Final = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""The signals that ask a process to end; Ctrl-C is an exception already."""


def run(arguments: Sequence[str] | None) -> int:
    """Run the command with these arguments, by default those of the process; no error shows a traceback."""
    if sys.stdout is None:
        click.echo("Error: standard output is closed", err=True)
        return Status.NO_OUTPUT
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        # Not app(): click gives a closed pipe the status that validate has for an error found.
        with (
            _clearing_away(),
            app.make_context("reviewparse", list(sys.argv[1:] if arguments is None else arguments)) as context,
        ):
            status = int(app.invoke(context))
        sys.stdout.flush()
        return status
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return Status.INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return Status.PIPE_CLOSED
    except ImportError as error:
        if not error.name or error.name.partition(".")[0] == "reviewparse":
            raise
        click.echo(f"Error: {error}", err=True)
        return Status.NO_OUTPUT
    except OSError as error:
        _discard_output()
        click.echo(f"Error: the output cannot be written: {error.strerror or error}", err=True)
        return Status.NO_OUTPUT


@contextmanager
def _clearing_away() -> Iterator[None]:
    """End as Ctrl-C does where the process is asked to: unfinished files and what processes share are cleared away."""
    taken = []
    if threading.current_thread() is threading.main_thread():  # no other may handle signals
        taken = [number for number in ENDINGS if signal.getsignal(number) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _: Any) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough
    sys.exit(128 + number)


def _discard_output() -> None:
    """Send pending output to the null device, so that Python does not try to write it again on exit."""
    with suppress(OSError, ValueError):  # it is no file of the system's
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
