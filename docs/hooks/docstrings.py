"""A Griffe extension: shows the examples in docstrings as code, and the fields of attrs records as a signature."""

from __future__ import annotations

import re
from typing import Any

import griffe

EXAMPLE = re.compile(r"^>>> .*(?:\n.+)*", re.MULTILINE)
"""From a prompt to the next blank line, as `doctest` reads it."""
DEFAULT = re.compile(r"field\((?:default=(?P<value>[\w().]+)|factory=(?P<factory>\w+)).*\)")


class Docstrings(griffe.Extension):
    """What mkdocstrings needs to know of this project's docstrings and records."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Put each example of a docstring into a fenced block."""
        if obj.docstring:
            obj.docstring.value = EXAMPLE.sub(r"```pycon\n\g<0>\n```", obj.docstring.value)

    def on_package(self, *, pkg: griffe.Module, **_: Any) -> None:
        """Give each attrs record the `__init__` that attrs gives it."""
        for module in pkg.modules.values():
            for cls in module.classes.values():
                if not cls.is_alias and any("frozen" in str(decorator.value) for decorator in cls.decorators):
                    parameters = griffe.Parameters(griffe.Parameter("self"), *_fields(cls))
                    cls.set_member("__init__", griffe.Function("__init__", parameters=parameters, returns="None"))


def _fields(cls: griffe.Class) -> list[griffe.Parameter]:
    """The fields of a record, those of its bases first."""
    members: dict[str, griffe.Attribute] = {}
    for owner in [*reversed(cls.mro()), cls]:
        for name, member in owner.attributes.items():
            if member.annotation and "instance-attribute" in member.labels:
                members[name] = member
    return [_parameter(member) for member in members.values()]


def _parameter(field: griffe.Attribute) -> griffe.Parameter:
    default: Any = field.value
    if hidden := DEFAULT.fullmatch(str(default)):
        default = hidden["value"] or f"{hidden['factory']}()"
    kind = griffe.ParameterKind.positional_or_keyword
    return griffe.Parameter(field.name, annotation=field.annotation, kind=kind, default=default)
