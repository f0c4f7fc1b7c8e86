"""The mutation tool makes the mutants that it says it makes, and tells those that a test sees from the others."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path
from random import Random

import pytest
import tools.mutation
from tools.mutation import of_code, of_grammar
from tools.mutation.edits import Edit
from tools.mutation.equivalence import Comparison
from tools.mutation.equivalent import REASONS, reason_for
from tools.mutation.mutants import Mutant, of_tree, sample
from tools.mutation.named import NAMED, named
from tools.mutation.report import report
from tools.mutation.results import Evidence, Results
from tools.mutation.sampling import Sampler
from tools.mutation.texts import Texts
from tools.mutation.trials import Trial, copy_of
from tools.mutation.users import users_of

pytestmark = pytest.mark.lint

ROOT = Path(__file__).parents[2]


def changed(source: str, edits: list[Edit]) -> list[tuple[str, str]]:
    """Each kind of change, with the text that it makes."""
    return [(edit.operator, edit.of(source)) for edit in edits]


GRAMMARS = {
    "a: A | B": [("alternative", "a: B"), ("alternative", "a: A")],
    "a: | A b": [("alternative", "a: A b"), ("alternative", "a:")],
    "a: (A b)? C": [("optional", "a:  C"), ("optional", "a: (A b) C")],
    "a: [A b] C": [("optional", "a:  C"), ("optional", "a: (A b) C")],
    "a: A* b+": [("optional", "a: A+ b+"), ("optional", "a: A? b+"), ("optional", "a: A* b"), ("optional", "a: A* b*")],
    "A.2: B": [("priority", "A: B")],
    "A.-9: B": [("priority", "A: B")],
    "A: B? C": [("optional", "A: /(?:)/ C"), ("optional", "A: B C")],
    "A: /(?:x|y|)/": [
        ("alternative", "A: /(?:y|)/"), ("alternative", "A: /(?:x|)/"), ("alternative", "A: /(?:x|y)/"),
    ],
    "A: /x*+y?/": [
        ("quantifier", "A: /x++y?/"), ("quantifier", "A: /x?+y?/"), ("quantifier", "A: /x*+(?:)/"),
        ("quantifier", "A: /x*+y/"),
    ],
    "A: /x{0,2}y{3}z{2,}/": [
        ("quantifier", "A: /x{0,1}y{3}z{2,}/"), ("quantifier", "A: /x{0,3}y{3}z{2,}/"),
        ("quantifier", "A: /x{1,2}y{3}z{2,}/"), ("quantifier", "A: /x{0,2}y{2}z{2,}/"),
        ("quantifier", "A: /x{0,2}y{4}z{2,}/"), ("quantifier", "A: /x{0,2}y{3}z{1,}/"),
        ("quantifier", "A: /x{0,2}y{3}z{3,}/"),
    ],
    "A: /x(?=y)/": [("lookahead", "A: /x(?:)/"), ("lookahead", "A: /x(?!y)/")],
    "A: /(?<!x)y/": [("lookahead", "A: /(?:)y/"), ("lookahead", "A: /(?<=x)y/")],
    "A: /(?=/ B /|/ C? /)/": [
        ("lookahead", "A: /(?:)/"), ("lookahead", "A: /(?!/ B /|/ C? /)/"), ("alternative", "A: /(?=/ C? /)/"),
        ("alternative", "A: /(?=/ B /)/"), ("optional", "A: /(?=/ B /|/ /(?:)/ /)/"),
        ("optional", "A: /(?=/ B /|/ C /)/"),
    ],
    "A: /[a-z0]/": [("class", "A: /[0]/"), ("class", "A: /[a-z]/")],
    r"A: /[^\S\n]/": [("class", r"A: /[^\n]/"), ("class", r"A: /[^\S]/")],
    "A: /Jan by?/": [("word", "A: /Ja~ by?/"), ("quantifier", "A: /Jan b(?:)/"), ("quantifier", "A: /Jan by/")],
    'A: "See it"': [("word", 'A: "Se~ it"'), ("word", 'A: "See i~"')],
    'A: "x" | /y/': [("alternative", "A: /y/"), ("alternative", 'A: "x"')],
    "A: /x/ | B // or | ?": [("alternative", "A: B // or | ?"), ("alternative", "A: /x/ // or | ?")],
}  # fmt: skip


@pytest.mark.parametrize("source", GRAMMARS)
def test_mutants_of_a_grammar(source: str) -> None:
    """A grammar's mutants are these and no others; white space aside, which says nothing."""
    found = changed(source, of_grammar.edits(source))
    assert sorted((name, _bare(text)) for name, text in found) == sorted(
        (name, _bare(text)) for name, text in GRAMMARS[source]
    )


def _bare(text: str) -> str:
    return " ".join(text.split())


MODULES = {
    "a = 1": [("constant", "a = 2")],
    "a = 'b'": [("constant", "a = ('b~')")],
    "a = True": [("boolean", "a = False")],
    "a = b < c": [("comparison", "a = (b <= c)")],
    "a = b is not c": [("comparison", "a = (b is c)")],
    "a = b in c in d": [("comparison", "a = (b not in c in d)"), ("comparison", "a = (b in c not in d)")],
    "a = b and c": [("boolean", "a = (b or c)")],
    "a = not b": [("boolean", "a = (b)")],
    "a = b + c": [("arithmetic", "a = (b - c)")],
    "if a:\n    b()": [("condition", "if (not (a)):\n    b()"), ("statement", "if a:\n    pass")],
    "é = a if b else c": [("condition", "é = a if (not (b)) else c")],
    "def f(a: 'b') -> 'c':\n    '''d'''\n    return a": [
        ("return", "def f(a: 'b') -> 'c':\n    '''d'''\n    return None")
    ],
    "a = zip(b, c, strict=True)": [],
    "for a in b:\n    continue": [("statement", "for a in b:\n    pass")],
    "raise a": [("statement", "pass")],
    "'''a'''\n__all__ = ['b']\na = f'{b}'\nif TYPE_CHECKING:\n    import b": [],
}


@pytest.mark.parametrize("source", MODULES)
def test_mutants_of_a_module(source: str) -> None:
    """A module's mutants are these and no others."""
    assert sorted(changed(source, of_code.edits(source))) == sorted(MODULES[source])


@pytest.mark.parametrize("path", sorted((ROOT / "grammar").glob("*.lark")), ids=lambda path: path.name)
def test_every_definition_is_read(path: Path) -> None:
    """The tool reads the notation of this grammar to the last definition: each has its text, and edits stay inside."""
    source = path.read_text("utf-8")
    names = [definition.name for definition in of_grammar.definitions(source)]
    heads = [line.split(":")[0].split("{")[0].split(".")[0] for line in source.splitlines() if line[:1].isidentifier()]
    assert names == heads
    assert {of_grammar.definition_at(source, edit.start) for edit in of_grammar.edits(source)} <= set(names)


def test_mutants_differ_from_the_file() -> None:
    """Each mutant of the project changes its file, and no two have one key."""
    mutants = of_tree(ROOT)
    texts = {mutant.file: (ROOT / mutant.file).read_text("utf-8") for mutant in mutants}
    assert [each for each in mutants if each.edit.of(texts[each.file]) == texts[each.file]] == []
    assert len({mutant.key for mutant in mutants}) == len(mutants) > 1000
    assert {mutant.is_grammar for mutant in mutants} == {True, False}


def test_every_mutant_of_the_code_is_python() -> None:
    """What is tried is a change of what the code does, not a module that cannot be compiled."""
    mutants = sample((mutant for mutant in of_tree(ROOT) if not mutant.is_grammar), 100, seed=7)
    for mutant in mutants:
        compile(mutant.edit.of((ROOT / mutant.file).read_text("utf-8")), mutant.file, "exec", dont_inherit=True)
    assert len(mutants) == 100


def test_samples() -> None:
    """A seed gives one sample, whatever the order; a larger one holds the smaller one; another seed gives another."""
    mutants = [Mutant("a.lark", 0, "0", Edit(at, at + 1, "", "word")) for at in range(500)]
    assert sample(mutants, 20, 1) == sample(mutants[::-1], 20, 1) == sample(mutants, 60, 1)[:20]
    assert sample(mutants, 20, 1) != sample(mutants, 20, 2)


# --- a project of three files -----------------------------------------------------------------------------------------

PACKAGE = """\
from pathlib import Path

WORD = (Path(__file__).parents[2] / "grammar" / "page.lark").read_text("utf-8").split("/")[1]
LIMIT = 3
SHORT = ("Fog",)


def parse_all(text):
    return [line for line in text.split("\\n") if len(line) > LIMIT or line in SHORT]
"""
TESTS = """\
import pytest

from reviewparse import SHORT, WORD, parse_all


def test_parse_all():
    assert WORD.startswith("Ja")
    assert parse_all("ab\\nabcd") == ["abcd"]


@pytest.mark.parametrize("short", SHORT)
def test_short(short):
    assert parse_all(f"{short}\\nab") == ["Fog"]
"""


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's folder."""
    monkeypatch.setenv("HYPOTHESIS_NO_PLUGINS", "1")  # the package that is installed has one, this one has none
    for name, text in {
        "src/reviewparse/__init__.py": PACKAGE,
        "grammar/page.lark": "start: WORD?\nWORD: /Jan/\n",
        "tests/test_parsing.py": TESTS,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    return tmp_path


@pytest.mark.slow
def test_trials(toy: Path, tmp_path: Path) -> None:
    """What a test sees is killed, what none sees survives, what cannot start is broken; the project stays as it is."""
    mutants = {
        (mutant.edit.operator, mutant.edit.new): mutant
        for mutant in of_tree(toy)
        if mutant.edit.operator != "condition"
    }
    tried = {
        ("comparison", "(len(line) >= LIMIT)"): "survived",
        ("constant", "4"): "killed",  # LIMIT
        ("constant", "('page.lark~')"): "broken",
        ("constant", "('Fog~')"): "killed",  # by a test that bears it in its name
        ("return", "return None"): "broken",
        ("word", "~"): "survived",
    }
    results = Results(tmp_path / "results.jsonl")
    before = {path: path.read_text("utf-8") for path in toy.rglob("*.*") if path.is_file()}
    with copy_of(toy) as copy:
        for key in tried:
            results.add_trial(mutants[key], copy.trial(mutants[key]))
    assert {key: results.trials[mutants[key].key].outcome for key in tried} == tried
    assert results.trials[mutants["constant", "4"].key].by == "tests/test_parsing.py::test_parse_all"
    assert results.trials[mutants["constant", "('Fog~')"].key].by == "tests/test_parsing.py::test_short[Fog~]"
    assert {path: path.read_text("utf-8") for path in before} == before
    assert not copy.root.exists()
    assert Results(results.path).trials == results.trials


def test_report(toy: Path, tmp_path: Path) -> None:
    """The report counts each outcome, and names each survivor with its place and its evidence."""
    mutants = [mutant for mutant in of_tree(toy) if mutant.is_grammar]
    results = Results(tmp_path / "results.jsonl")
    outcomes = {"word": "survived", "optional": "killed"}
    for mutant in mutants:
        results.add_trial(mutant, Trial(outcomes[mutant.edit.operator], "", 1.0))  # type: ignore[arg-type]
    for texts, row, title in (
        (1000, "| all | 3 | 2 | 1 | 0 | 0 | 67% |", "Survivors"),
        (100_000, "| all | 3 | 2 | 0 | 1 | 0 | 100% |", "Equivalent"),
    ):
        for mutant in mutants:
            if mutant.edit.operator == "word":
                results.add_evidence(mutant, Evidence(texts, None))
        page = report(toy, mutants, mutants, Results(results.path))
        assert "Tried: 3 of 3." in page
        assert "| optional | 2 | 2 | 0 | 0 | 0 | 100% |" in page
        assert row in page
        place = "- grammar/page.lark:2:10 (WORD), word: `n` → `~`"
        assert f"{title}:\n\n{place}; no difference in {texts:,} texts\n" in page


def test_reasons_are_of_lines_that_are_there() -> None:
    """Each mutant of the code that is said to change nothing is one of this code."""
    texts = {file: (ROOT / file).read_text("utf-8") for file, _, _ in REASONS}
    found = [mutant for mutant in of_tree(ROOT) if mutant.file in texts and reason_for(mutant, texts[mutant.file])]
    assert len({reason_for(mutant, texts[mutant.file]) for mutant in found}) == len(set(REASONS.values()))


def test_named_mutants_change_the_project() -> None:
    """Each mutant with a name is a change of one place that is there, and one that Python or Lark's notation allows."""
    for name, mutant in named(ROOT).items():
        text = mutant.edit.of((ROOT / mutant.file).read_text("utf-8"))
        if mutant.is_grammar:
            assert list(of_grammar.definitions(text)), name
        else:
            compile(text, mutant.file, "exec", dont_inherit=True)
    assert len(NAMED) == 16


# --- texts to compare on ----------------------------------------------------------------------------------------------


def test_texts_depend_on_their_number_alone() -> None:
    """Two versions of the library are compared on the same texts, and these are many."""
    one, other = (Texts(["a\nb\nc", "d"], ["start: A b*\nA: /x|y/\nb: A | /z+/\n"] * 2, "A", 0, 50) for _ in range(2))
    texts = [one.text(number) for number in range(300)]
    assert texts == [other.text(number) for number in range(300)]
    assert len(set(texts)) > 150


def test_a_sampler_gives_each_alternative() -> None:
    """Every alternative of a terminal occurs in its texts, and a rule that holds itself comes to an end."""
    sampler = Sampler(r"A: /(?:Jan|Feb)\. [0-2]{2}/" + '\nb: | b C{A}\nC{word}: word "!"?\n')
    texts = {sampler.text("A", Random(number)) for number in range(200)}
    assert texts == {f"{month}. {day:02}" for month in ("Jan", "Feb") for day in range(23) if day % 10 < 3}
    assert {"", "Jan. 00!"} & {sampler.text("b", Random(number)) for number in range(200)}


@pytest.mark.slow
def test_comparison() -> None:
    """A change that reads texts otherwise is found, with a text that shows it; one that changes nothing is not."""
    path = next(path for path in sorted((ROOT / "grammar").glob("*.lark")) if '"Metascore"' in path.read_text("utf-8"))
    source = path.read_text("utf-8")
    misspelt = next(edit for edit in of_grammar.edits(source) if source[: edit.end].endswith("Metascore"))
    space = source.index(": ", misspelt.start) + 1
    with copy_of(ROOT) as copy:
        comparison = Comparison(copy, pool=50)
        edits = misspelt, Edit(space, space, " ", "space")
        dead, same = (comparison.of(Mutant(f"grammar/{path.name}", 0, "0", edit), 300) for edit in edits)
    assert dead.difference is not None
    assert "Metascor" in dead.difference
    assert same == Evidence(300, None)


MODULES_OF_THE_TOOL = [module.name for module in pkgutil.iter_modules(tools.mutation.__path__, "tools.mutation.")]


@pytest.mark.parametrize("name", [name for name in MODULES_OF_THE_TOOL if not name.endswith("__main__")])
def test_docstrings(name: str) -> None:
    """The examples in the tool's docstrings print what they are shown to print."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_users_of_a_constant_are_those_of_what_is_made_of_it(tmp_path: Path) -> None:
    """A constant that is made of another one passes its changes on, from module to module."""
    (tmp_path / "src").mkdir()
    one = "NAMES = ('a', 'b')\nOTHER = 1\n"
    two = "_PLACES = {name: n for n, name in enumerate(NAMES)}\n_BACK = dict(_PLACES)\n"
    two += "def place(name):\n    return _BACK[name]\ndef other():\n    return OTHER\n"
    for name, source in (("one", one), ("two", two)):
        (tmp_path / "src" / f"{name}.py").write_text(source, "utf-8")
    assert users_of(tmp_path, "src/one.py", one, 0) == {"src/two.py:place"}
    assert users_of(tmp_path, "src/one.py", one, one.index("OTHER")) == {"src/two.py:other"}
