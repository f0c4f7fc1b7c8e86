"""The command `reviewparse` (extra `cli`): `main` is its entry point.

| module | holds |
|---|---|
| `commands` | the commands, their options and their help |
| `words` | answers a misspelled or an earlier name with the right one |
| `files` | files, folders and globs -> names of files |
| `inputs` | files -> pages |
| `advice` | what to do about a file that is not read |
| `formats` | pages -> JSON, rows, CSV, Parquet |
| `output` | results to files and standard output, messages to standard error |
| `progress` | the pages of a command, with a progress bar |
| `screens` | the terminal, text that is safe to show on it, bars and tables |
| `report`, `totals` | what `report` and `aggregate` show |
| `pictures` | what `--plot` draws |
| `process` | runs a command, and turns its end into an exit status |
| `status` | the exit statuses |
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reviewparse.cli.status import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (by default those of the process), and return its exit status.

    >>> main(["--version"])  # doctest: +ELLIPSIS
    reviewparse...
    0
    """
    try:
        from reviewparse.cli.process import run
    except ModuleNotFoundError as error:
        missing, _, _ = str(error.name).partition(".")
        if missing not in ("click", "rich"):
            raise
        print(f'The command line needs {missing}: pip install "reviewparse[cli]"', file=sys.stderr)
        return Status.NO_OUTPUT
    except KeyboardInterrupt:  # what is imported takes a while
        return Status.INTERRUPTED
    return run(arguments)
