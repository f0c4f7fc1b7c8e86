"""What a rule says is told by its method, and by nothing in its name."""

from __future__ import annotations

import inspect
import random
import re
from pathlib import Path

import pytest

from reviewparse import samples
from reviewparse.engine import Engine
from reviewparse.pages import PageBuilder
from reviewparse.records import ReviewPage
from reviewparse.review_grammar import engine, source
from reviewparse.transformer import PageTransformer

NAME = re.compile(r'(/(?:\\.|[^/\\\n])+/|"(?:\\.|[^"\\\n])*"i?|//[^\n]*)|(\b[A-Za-z_]\w*)')


def renamed(grammar: str, seed: int) -> tuple[str, dict[str, str]]:
    """The grammar with every rule, terminal and parameter under a name that says nothing, and the new names."""
    chance = random.Random(seed)
    names: dict[str, str] = {}

    def other(found: re.Match[str]) -> str:
        old = found[2]
        if old is None:
            return found[0]
        if old not in names:
            new = f"z{chance.randrange(10**9)}x{len(names)}"
            names[old] = "_" * old.startswith("_") + (new.upper() if old.isupper() else new)
        return names[old]

    return NAME.sub(other, grammar), names


def read(reader: Engine, text: str, methods: dict[str, str]) -> ReviewPage:
    """The page of a text, by an engine whose rules have the methods that `methods` names."""
    page = PageBuilder(text)
    transformer = PageTransformer(page)
    for block in reader.blocks(text):
        getattr(transformer, methods[block.rule.name])(block, *block.texts())
        if page.boundary is not None:
            break
    return page.finish(text.count("\n"))


@pytest.mark.parametrize("seed", [1, 2])
def test_names_mean_nothing(seed: int, texts: list[str]) -> None:
    """With all rules and terminals renamed at random, and the methods with them, the pages are equal."""
    grammar, names = renamed(source(), seed)
    other = Engine(grammar, start=names["start"], other=names["other_line"])
    methods = {new: old for old, new in names.items()}
    for text in texts:
        assert read(other, text, methods) == read(engine(), text, {name: name for name in names})


@pytest.fixture(scope="module")
def texts() -> list[str]:
    golden = sorted((Path(__file__).parents[1] / "pages").glob("*/*.txt"))
    given = [path.read_text(encoding="utf-8") for path in golden] + [samples.read(name) for name in samples.NAMES]
    return [text if text.endswith("\n") else text + "\n" for text in given]


def test_each_rule_has_a_method_that_takes_its_fields() -> None:
    """There is a method for each rule that reads a block, and its parameters are the rule's fields in their order."""
    for rule in engine().rules:
        method = getattr(PageTransformer, rule.name)
        _, block, *parameters = inspect.signature(method).parameters.values()
        assert block.name == "block"
        if parameters and parameters[0].kind is parameters[0].VAR_POSITIONAL:
            continue
        assert [parameter.name for parameter in parameters] == [field.lower() for field in rule.fields], rule.name
