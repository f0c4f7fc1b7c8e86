"""Mutants of the code that were found to change nothing, and why; `report` counts them apart."""

from __future__ import annotations

from typing import Final

from tools.mutation.mutants import Mutant

__all__ = ["REASONS", "reason_for"]

REASONS: Final[dict[tuple[str, str, str], str]] = {
    (
        "src/reviewparse/validation/headlines.py",
        "place = begun.end() - 1",
        "1",
    ): "a headline goes on for some letters behind what is searched for",
    (
        "src/reviewparse/engine/machine.py",
        "size = SEARCH_GROWTH * size if position == searched else FIRST_SEARCH",
        "position == searched",
    ): "how far is searched at once changes no answer",
    (
        "src/reviewparse/html/tokens.py",
        "if name not in text and name not in text.lower():",
        "name not in text",
    ): "the search only spares the expression behind it",
    ("src/reviewparse/html/tokens.py", 'TOKEN: Final = re.compile(_token(_BARE, "a|li|img"))', '"a|li|img"'): (
        "an image that ends no run is a tag of its own, which takes longer"
    ),
    (
        "src/reviewparse/linemap.py",
        "events = merge(((join.line, join.column, 0, join) for join in joins), _ends(text, changes), "
        "key=itemgetter(0, 1))",
        "0",
    ): "of a join, that number is not used",
    ("src/reviewparse/extractors/unwrapping.py", "width: int = 0", "0"): "one column holds no line either",
    ("src/reviewparse/validation/extractors.py", "return False", "return False"): (
        "who calls it asks only whether it holds"
    ),
    (
        "src/reviewparse/lines.py",
        'code: Any = "I" if max(self._firsts, default=0) + len(self.text) < 1 << 32 else "Q"',
        "32",
    ): "no text is so long",
    (
        "src/reviewparse/lines.py",
        'code: Any = "I" if max(self._firsts, default=0) + len(self.text) < 1 << 32 else "Q"',
        "0",
    ): "the default is for a text without lines, which needs no room for its numbers",
    (
        "src/reviewparse/validation/extractors.py",
        "if named or not any(word in text for word in _WORDS) or not _stands(_REVIEW_WORDS, text):",
        "word in text",
    ): "the words only spare the search for the expression that holds them",
    (
        "src/reviewparse/cli/screens.py",
        'overflow: OverflowMethod = "crop" if screen.options.ascii_only else "ellipsis"',
        '"crop"',
    ): "rich cuts a text off for any word but two others",
    ("src/reviewparse/strategies/reviews.py", "_SOME: Final = st.integers(0, 1) | st.integers(0, 2_000)", "0"): (
        "the same numbers are drawn, some of them less often"
    ),
    ("src/reviewparse/crawl/running.py", "jobs: int = 1,", "1"): "more processes write the same files",
    ("src/reviewparse/crawl/running.py", "ear, mouth = context.Pipe(duplex=False)", "False"): (
        "nobody writes, and a pipe that goes both ways ends alike"
    ),
    (
        "src/reviewparse/crawl/files.py",
        "while line := stream.readline(most + 1 if most >= 0 else -1):",
        "1",
    ): "a line is too long however much of it is read at first, and any number below 0 reads a whole one",
    ("src/reviewparse/marks.py", "return _one_of(marks).search(text, start + 1) is not None", "start + 1"): (
        "a string at the last letter, or one before it, would have been found already"
    ),
    (
        "src/reviewparse/strategies/reviews.py",
        'weekday = ", Friday" if form == "weekday" else ""',
        '", Friday"',
    ): "behind the comma of a print source anything may stand",
    ("src/reviewparse/strategies/words.py", '"007 or so",', '"007 or so"'): "any other example is as good",
    (
        "src/reviewparse/strategies/words.py",
        '"Η ομίχλη μένει.", "안개가 걷히지 않는다.", '
        '"कोहरा नहीं छँटता।", "Der Nebel bleibt – bis März!", "הערפל לא זז.",',
        '"Der Nebel bleibt – bis März!"',
    ): "any other sentence is as good",
    (
        "src/reviewparse/strategies/words.py",
        'LABELS: Final = ("Label: value", "Pros: the lamps", "Mixed:", "Verdict: see above", "Director: nobody")',
        '"Verdict: see above"',
    ): "any other value behind the colon is as good",
    (
        "src/reviewparse/html/elements.py",
        '_WITHOUT_EFFECT: Final = ("b", "i", "em", "strong", "option", "input", "tbody", "path", "use", "symbol")',
        '"tbody"',
    ): "its tags do nothing, they only take longer",
    ("src/reviewparse/cli/formats.py", "AT_ONCE: Final = 256", "256"): "more pages at once make the same table",
    (
        "src/reviewparse/arrow/writing.py",
        '_PLACED: Final = {"section", "side", "place", "citation_date", "citation_page", "helpful_total"}',
        '"citation_page"',
    ): "the values of the citation take the place of what is put there",
    (
        "src/reviewparse/cli/inputs.py",
        'raise ReviewParseError("bad-byte", f"byte 0x{byte:02X} is {advice}", number, 1, 0, "") from None',
        "1",
    ): "the command line shows the line alone",
    ("src/reviewparse/cli/words.py", '"show": "report",', '"show"'): (
        "a word is answered with the nearest one, and that is the same"
    ),
    (
        "src/reviewparse/serialization/writing.py",
        'def writer(kind: type[AttrsInstance], *, without: str = "") -> Callable[[Any], Json]:',
        '""',
    ): "no field has such a name either",
    (
        "src/reviewparse/unfrozen.py",
        'plain = make_class("Plain", {name: field() for name in names} | others, eq=False, repr=False)',
        "False",
    ): "nothing but the `__init__` of that class is used",
    ("src/reviewparse/validation/scores.py", "return False", "return False"): "who calls it asks only whether it holds",
}
"""By the file, the line and the part of it that is changed."""


def reason_for(mutant: Mutant, text: str) -> str | None:
    """Why a mutant of a file with this text changes nothing; `None` where that is not known."""
    start = text.rfind("\n", 0, mutant.edit.start) + 1
    line = text[start:].partition("\n")[0].strip()
    return REASONS.get((mutant.file, line, text[mutant.edit.start : mutant.edit.end]))
