"""Runs a command, and turns its end, errors included, into an exit status."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from reviewparse.cli.commands import app
from reviewparse.cli.status import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["run"]


def run(arguments: Sequence[str] | None) -> int:
    """Run the command with these arguments, by default those of the process; no error shows a traceback."""
    if sys.stdout is None:
        click.echo("Error: standard output is closed", err=True)
        return Status.NO_OUTPUT
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        # Not app(): click gives a closed pipe the status that validate has for an error found.
        with app.make_context("reviewparse", list(sys.argv[1:] if arguments is None else arguments)) as context:
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


def _discard_output() -> None:
    """Send pending output to the null device, so that Python does not try to write it again on exit."""
    with suppress(OSError, ValueError):  # it is no file of the system's
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
