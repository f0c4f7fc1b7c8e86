"""Each rule of the grammar has an example that it reads, and the grammar's README says what is so."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from reviewparse.engine.notation import Part, Symbol, Tree
from reviewparse.engine.patterns import Grammar
from reviewparse.engine.steps import Step, regex_of
from reviewparse.reference import parser
from reviewparse.review_grammar import FILES, engine, source
from reviewparse.review_grammar import read_file as read

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.lint

README = read("README.md")
COMMENTED = re.compile(r"((?:^//.*\n)*)^([a-z_]+[a-z0-9_]*)(?:\{[^}]*\})?: ", re.MULTILINE)
EXAMPLES = [
    (file, name, comment.splitlines())
    for file in FILES
    for comment, name in COMMENTED.findall(read(f"{file}.lark"))
]  # fmt: skip
STATES = {state.name for state in engine().states}
RULES = Grammar(source())
WIDTH = 120
"""How long a terminal can be, or a line of the grammar."""


def uses() -> dict[str, set[tuple[str, ...]]]:
    """With which arguments each rule is used, from `start` down."""
    found: dict[str, set[tuple[str, ...]]] = {}

    def use(name: str, arguments: tuple[str, ...]) -> None:
        if name in RULES.rules and arguments not in found.setdefault(name, set()):
            found[name].add(arguments)
            parameters, body = RULES.rule(name)
            look_into(body, dict(zip(parameters, arguments, strict=True)))

    def look_into(part: Part, scope: dict[str, str]) -> None:
        if isinstance(part, Symbol):
            use(scope.get(part.name, part.name), ())
        elif isinstance(part, Tree) and part.data == "template_usage":
            name, *arguments = (given.name for given in part.children if isinstance(given, Symbol))
            use(name, tuple(scope.get(argument, argument) for argument in arguments))
        elif isinstance(part, Tree):
            for child in part.children:
                look_into(child, scope)

    use("start", ())
    return found


USES = uses()


def test_each_rule_has_an_example() -> None:
    """Above every rule of the grammar stands what it reads, in words that end in a colon, and then an example of it."""
    rules = RULES.rules
    assert [name for _, name, _ in EXAMPLES] == rules
    assert len(rules) > 90
    for _, name, comment in EXAMPLES:
        assert len(comment) >= 2, name
        assert comment[-2].startswith("// "), name
        assert comment[-2].endswith(":"), name
        assert comment[-1].startswith("//   "), name


@pytest.mark.parametrize(("rule", "example"), [(name, comment[-1][5:]) for _, name, comment in EXAMPLES])
def test_each_example_is_read_by_its_rule(rule: str, example: str) -> None:
    """An example is what its rule reads: all that stands before `¦`, where what stands after it follows."""
    taken, _, ahead = example.replace("␣", " ").replace("→", "\t").replace("↵", "\n").partition("¦")
    if rule in STATES and not ahead:
        assert engine().state_at(taken, len(taken)).name == rule
    if rule in {"start", "_page", *STATES}:
        assert parser().parse(taken + ahead).children
        return
    parameters, body = RULES.rule(rule)
    steps = [RULES.step(body, dict(zip(parameters, given, strict=True))) for given in sorted(USES[rule])]
    patterns = [regex_of(without_fields(step), RULES.terminal) for step in steps]
    assert taken
    assert taken in [found[0] for pattern in patterns if (found := re.match(pattern, taken + ahead))]


def without_fields(step: Step) -> Step:
    """A step without its groups: Python 3.11 puts those within some possessive repeats wrongly."""
    if isinstance(step, str):
        return step
    return without_fields(step[2]) if step[0] == ":" else (step[0], *map(without_fields, step[1:]))


def test_no_field_is_in_a_repeat() -> None:
    """What a block reads several times is no field by itself, so no group of an expression stands in a repeat."""

    def repeated(step: Step, within: bool) -> bool:
        if isinstance(step, str):
            return False
        if step[0] == ":":
            return within
        return any(repeated(part, within or step[0] in ("*", "+")) for part in step[1:])

    forms = [form for rule in engine().rules for form in rule.forms]
    assert len(forms) > 100
    assert [form.rule.name for form in forms if repeated(("", form.opening_step, form.rest_step), False)] == []


def test_each_rule_is_used() -> None:
    """No rule stands in the grammar that a text cannot reach."""
    assert set(USES) == set(RULES.rules)


def test_each_line_can_be_taken_in() -> None:
    """No terminal, and no line of the grammar, is longer than a reader can take in."""
    for file in FILES:
        lines = read(f"{file}.lark").splitlines()
        assert [line for line in lines if len(line) > WIDTH] == []


def test_files_are_told_in_order() -> None:
    """The table of files names each of them, in the order in which they are read as one."""
    assert tuple(re.findall(r"^\| `(\w+)\.lark` \|", README, re.MULTILINE)) == FILES
    assert {path.stem for path in (ROOT / "grammar").glob("*.lark")} == set(FILES)


def test_readme_examples() -> None:
    """What the README shows of Lark is what Lark does."""
    path = ROOT / "grammar" / "README.md"
    failed, tried = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert tried >= 4
    assert failed == 0


def test_tests_that_are_named_exist() -> None:
    """Who changes the grammar is sent to tests that are there."""
    names = re.findall(r"`((?:tests|src)/[\w/]+\.py)`", README)
    assert names
    assert [name for name in names if not (ROOT / name).is_file()] == []
