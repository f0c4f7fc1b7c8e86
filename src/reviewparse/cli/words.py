"""Commands, options and choices that are spelled in another way: what the user most likely means."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Any

import click

from reviewparse.cli.advice import near
from reviewparse.cli.screens import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    TextChoice = click.Choice[str]
else:
    TextChoice = click.Choice  # which takes no parameter before click 8.2

RENAMED_COMMANDS = {"format": "render"}
RENAMED_OPTIONS = {
    ("aggregate", "--json"): "--format json",
    ("sample", "--html"): "--format html",
}
"""Earlier names, and what they are called now."""
OTHER_COMMANDS = {
    "show": "report",
    "check": "validate",
    "lint": "validate",
    "stats": "aggregate",
    "summary": "aggregate",
}


SHARED = frozenset({"encoding", "max_chars", "output", "quiet", "verbose"})
"""The options that nearly every command has."""


class Choice(TextChoice):
    """One of some words. The error for another word says which one is meant; `meanings` are words for the same."""

    def __init__(self, choices: Iterable[str], meanings: Mapping[str, str] | None = None) -> None:
        super().__init__(list(choices))
        self._meanings = dict(meanings or {})

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word itself."""
        try:
            return str(super().convert(value, param, ctx))
        except click.BadParameter as error:
            meant = self._meanings.get(value.lower()) or near(value, [*self.choices, *self._meanings])
            if meant is None:
                raise
            advice = f"{error.message} Did you mean {self._meanings.get(meant, meant)!r}?"
            raise click.BadParameter(advice, ctx, param) from None


class Command(click.Command):
    """A command that knows the earlier names of its options, and whose help lists its own options first."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The parameters, in the order of the help."""
        return sorted(super().get_params(ctx), key=lambda each: (each.name in SHARED) + 2 * ("--help" in each.opts))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments of the command."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            new = RENAMED_OPTIONS.get((self.name or "", error.option_name))
            if new is None:
                raise
            raise click.UsageError(f"{error.option_name} is now {new}.", ctx) from None


class Group(click.Group):
    """Commands, of which a misspelled or an earlier name is answered with the right one."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the help: as they are defined."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names."""
        name = args[0]
        if name in self.commands:
            return name, self.commands[name], args[1:]
        if name.startswith("-"):
            return super().resolve_command(ctx, args)
        raise click.UsageError(f"There is no command {name!r}. {self._hint(name)}", ctx)

    def _hint(self, name: str) -> str:
        if name in RENAMED_COMMANDS:
            return f"It is now called {RENAMED_COMMANDS[name]!r}."
        if os.path.exists(name):  # noqa: PTH110 - a Path raises an error for a name that is too long
            return f"To show a file: reviewparse report {printable(shlex.quote(name))}"
        meant = OTHER_COMMANDS.get(name) or near(name, [*self.commands, *OTHER_COMMANDS])
        if meant is None:
            return f"The commands are {', '.join(self.commands)}."
        return f"Did you mean {OTHER_COMMANDS.get(meant, meant)!r}?"
