"""The command `reviewparse crawl`."""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

import click
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from reviewparse.cli.options import max_chars_option, quiet_option
from reviewparse.cli.output import Messages
from reviewparse.cli.screens import plural
from reviewparse.cli.status import Status
from reviewparse.cli.words import Command
from reviewparse.errors import ReviewError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewparse.crawl import Progress

EVERY: Final = 60.0
"""Seconds between two lines of progress, where no person looks on."""


@click.command(
    "crawl",
    cls=Command,
    short_help="Read many documents from archives into Parquet files.",
    epilog="""\b
Examples:
  reviewparse crawl shards/ -o reviews --id-field url
  reviewparse crawl CC-MAIN-*.warc.wet.gz -o reviews --jobs 8
""",
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "output",
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="The folder that the parts are written to.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    show_default="the machine's cores",
    help="Number of processes.",
)
@click.option("--text-field", default="text", show_default=True, help="Field, or column, of a document's text or HTML.")
@click.option("--id-field", help="Field, or column, of a document's name. Default: its file and line or row.")
@max_chars_option("Read no document with more characters; 0 reads all.")
@click.option("--no-unrecognized", is_flag=True, help="Leave out the unrecognized lines.")
@quiet_option
def crawl_command(
    inputs: Sequence[str],
    output: Path,
    jobs: int,
    text_field: str,
    id_field: str | None,
    max_chars: int,
    no_unrecognized: bool,
    quiet: bool,
) -> Status:
    """Read many documents, most of which are not review pages, and write the pages to Parquet files.

    INPUT is a file or a folder. The name of a file tells its type: .jsonl, .json, .parquet, .warc and .wet hold many
    documents, any other file is one text or one page of HTML; .gz and .zst are unpacked. Each file of many documents
    becomes two: pages/part-N.parquet, and problems/part-N.parquet with the documents that could not be read and the
    pages that were not read well. Files that are there are not made again: to continue, run the same command again.
    """
    from reviewparse.crawl import Options, crawl

    messages = Messages(quiet=quiet)
    options = Options(text_field, id_field, max_chars or None, not no_unrecognized)
    try:
        last = _shown(crawl(inputs, output, jobs=jobs, options=options, every=EVERY), messages)
    except ReviewError as error:
        if error.code == "worker-lost":
            messages.failure("stopped", error.message)
            return Status.NO_OUTPUT
        raise click.UsageError(error.message) from None
    for message in last.failed:
        messages.failure("not read to the end", message)
    if last.unreadable:
        number = plural(last.unreadable, "file")
        messages.failure("unreadable", f"{number} could not be opened or unpacked; problems/ names each")
    messages.note(_line(last))
    return Status.BAD_INPUT if last.failed or last.unreadable else Status.FINE


def _shown(progress: Iterator[Progress], messages: Messages) -> Progress:
    """The last progress; on the way, a bar on a terminal, and a line a minute elsewhere."""
    now = next(progress)
    if messages.quiet or not messages.screen.is_terminal:
        told = monotonic()
        for now in progress:
            if monotonic() - told >= EVERY:
                messages.note(_line(now))
                told = monotonic()
        return now
    found = TextColumn("shards, {task.fields[documents]:,} documents, {task.fields[pages]:,} pages")
    columns = (SpinnerColumn(), BarColumn(), MofNCompleteColumn(), found, TimeRemainingColumn())
    with Bar(*columns, console=messages.screen, transient=True) as bar:
        task = bar.add_task("", total=now.shards - now.before, documents=0, pages=0)
        for now in progress:
            bar.update(task, completed=now.done, documents=now.documents, pages=now.pages)
    return now


def _line(now: Progress) -> str:
    there = f" ({now.before:,} were there before)" if now.before else ""
    return (
        f"{now.before + now.done - len(now.failed):,} of {plural(now.shards, 'shard')}{there}: "
        f"{plural(now.documents, 'document')}, {plural(now.pages, 'page')}, {plural(now.problems, 'problem')}"
    )
