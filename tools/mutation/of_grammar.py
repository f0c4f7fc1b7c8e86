"""The mutants of a grammar file, by Lark's notation.

A definition is read as one sequence of tokens. Those of its regular expressions stand among them: Lark puts the
expressions of a terminal together as they stand, so a group may open in one and close in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from tools.mutation.edits import Edit

__all__ = ["Alternative", "Definition", "Item", "Token", "definition_at", "definitions", "edits", "spans", "words"]

_HEAD: Final = re.compile(
    r"^[!?]*(?P<name>[A-Za-z_]\w*)(?:\{(?P<parameters>[^}]*)\})?(?P<priority>\.-?[0-9]+)?[ \t]*:|^%", re.MULTILINE
)
_LARK: Final = re.compile(
    r"(?P<skip>\s+|//[^\n]*|\\\n|->\s*\w+)"
    r"|(?P<regex>/(?!/)(?:\\.|[^/\\\n])+/[imslux]*)"
    r'|(?P<atom>"(?:\\.|[^"\\\n])*"i?|\w+(?:\{[^}]*\})?|\.\.)'
    r"|(?P<open>[(\[])|(?P<close>[)\]])|(?P<bar>\|)|(?P<quantifier>[?*+]|~ ?[0-9]+(?:\.\.[0-9]+)?)"
)
_REGEX: Final = re.compile(
    r"(?P<open>\((?:\?(?:[:=!>]|<[=!]))?)|(?P<close>\))|(?P<bar>\|)|(?P<quantifier>(?:[?*+]|\{[0-9]*,?[0-9]*\})[?+]?)"
    r"|(?P<atom>\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|[^\\])"
)
_MEMBER: Final = re.compile(r"(?:\\.|[^\\])(?:-(?:\\.|[^\\]))?")
_WORD: Final = re.compile(r"(?<![A-Za-z\\])[A-Za-z][A-Za-z']*[A-Za-z](?![?*+{a-z])")
_BOUNDS: Final = re.compile(r"\{(?P<low>[0-9]*)(?:(?P<comma>,)(?P<high>[0-9]*))?\}(?P<suffix>[?+]?)")
_AROUND: Final = ("(?=", "(?!", "(?<=", "(?<!")
_TURNED: Final = str.maketrans("=!", "!=")
_STRANGE: Final = "~"  # no word of the format has it


class Token(NamedTuple):
    """`outer` is where its regular expression ends, slash and all; outside of one, where it ends itself."""

    kind: str
    text: str
    start: int
    end: int
    outer: int
    in_regex: bool


class Item(NamedTuple):
    """A part of an alternative with its quantifier; `opener` is what opens it where it is a group."""

    opener: str
    tokens: list[Token]
    alternatives: list[Alternative]
    quantifier: Token | None

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def last(self) -> Token:
        return self.quantifier or self.tokens[-1]


class Alternative(NamedTuple):
    """`start` is behind the bar or the parenthesis before it, `end` at the end of its last token."""

    start: int
    end: int
    items: list[Item]


class Definition(NamedTuple):
    """A rule or a terminal. `priority` is the place of its priority, where it has one."""

    name: str
    parameters: list[str]
    priority: tuple[int, int] | None
    alternatives: list[Alternative]


def definitions(source: str) -> Iterator[Definition]:
    """The definitions of a grammar file. Raises `ValueError` at what is not of Lark's notation."""
    for head, end in _definitions(source):
        tokens = list(_tokens(source, head.end(), end))[::-1]
        alternatives = _alternatives(tokens, head.end(), False)
        if tokens:
            raise ValueError(f"{head['name']} goes on with {tokens[-1].text!r}")
        parameters = re.findall(r"\w+", head["parameters"] or "")
        yield Definition(head["name"], parameters, head.span("priority") if head["priority"] else None, alternatives)


def definition_at(source: str, offset: int) -> str:
    """The name of the definition that the character at `offset` is of.

    >>> definition_at("A: /a/\\nb: A", 9)
    'b'
    """
    return next(str(head["name"]) for head, end in _definitions(source) if head.start() <= offset < end)


def edits(source: str) -> list[Edit]:
    """Every mutant of a grammar file: an alternative that is gone, another quantifier, a lookahead that is gone or
    turned round, a member less in a class of characters, a word misspelt, a priority that is gone.

    >>> grammar = "A.2: /(?:a|b?)/ B"
    >>> [(edit.operator, edit.of(grammar)) for edit in edits(grammar)][:3]
    [('priority', 'A: /(?:a|b?)/ B'), ('alternative', 'A.2: /(?:b?)/ B'), ('alternative', 'A.2: /(?:a)/ B')]
    """
    found: list[Edit] = []
    for definition in definitions(source):
        if definition.priority:
            found.append(Edit(*definition.priority, "", "priority"))
        found += _Mutator(source, definition.name.isupper()).of_alternatives(definition.alternatives)
    return sorted(set(found), key=lambda edit: (edit.start, -edit.end, edit.operator, edit.new))


def spans(source: str) -> list[tuple[int, int]]:
    """Where each definition begins and ends, without the comments around it.

    >>> spans("A: /a/\\n\\n// B\\nb: A")
    [(0, 6), (13, 17)]
    """
    found = []
    for head, end in _definitions(source):
        last = max((token.outer for token in _tokens(source, head.end(), end)), default=head.end())
        found.append((head.start(), last))
    return found


def words(source: str) -> list[str]:
    """The words and phrases that a grammar file spells out, as a page would print them, each once.

    >>> words('A: /Read +full review/ "See All" B  // no word')
    ['Read', 'full review', 'See All']
    """
    found: dict[str, None] = {}
    for head, end in _definitions(source):
        run = ""
        for token in [*_tokens(source, head.end(), end), Token("bar", "", 0, 0, 0, True)]:
            letter = token.kind == "atom" and token.in_regex
            if letter and (len(token.text) == 1 or (token.text[0] == "\\" and not token.text[1].isalnum())):
                run += token.text[-1]
                continue
            found[run.strip()] = None
            run = ""
            if token.text[:1] == '"' and not token.in_regex:
                found[token.text.rstrip("i")[1:-1]] = None
    return [word for word in found if re.search(r"[^\W_]", word)]


def _definitions(source: str) -> Iterator[tuple[re.Match[str], int]]:
    """The head of each definition, and where its body ends."""
    heads = list(_HEAD.finditer(source))
    for head, following in zip(heads, [*(head.start() for head in heads[1:]), len(source)], strict=True):
        if head["name"]:
            yield head, following


def _tokens(source: str, position: int, end: int) -> Iterator[Token]:
    while position < end:
        found = _LARK.match(source, position, end)
        if found is None:
            raise ValueError(f"not of Lark's notation: {source[position : position + 40]!r}")
        kind = str(found.lastgroup)
        if kind == "regex":
            last = found[0].rindex("/") + found.start()
            for inner in _REGEX.finditer(source, found.start() + 1, last):
                outer = found.end() if inner.end() == last else inner.end()
                yield Token(str(inner.lastgroup), inner[0], inner.start(), inner.end(), outer, True)
        elif kind != "skip":
            yield Token(kind, found[0], found.start(), found.end(), found.end(), False)
        position = found.end()


def _alternatives(tokens: list[Token], start: int, in_regex: bool) -> list[Alternative]:
    """The alternatives of a group, down to what closes it. The tokens stand last one first, and are used up."""
    found: list[Alternative] = []
    items: list[Item] = []
    end = start
    while tokens and not (tokens[-1].kind == "close" and tokens[-1].in_regex == in_regex):
        token = tokens.pop()
        if token.kind == "bar" and token.in_regex == in_regex:
            found.append(Alternative(start, end, items))
            start, end, items = token.end, token.end, []
            continue
        inside, parts = [], [token]
        if token.kind == "open":
            inside = _alternatives(tokens, token.end, token.in_regex)
            if not tokens:
                raise ValueError(f"not closed: {token.text!r} at {token.start}")
            parts.append(tokens.pop())
        quantifier = None
        if tokens and tokens[-1].kind == "quantifier" and tokens[-1].in_regex == parts[-1].in_regex:
            quantifier = tokens.pop()
        items.append(Item(token.text if token.kind == "open" else "", parts, inside, quantifier))
        end = items[-1].last.end if in_regex else items[-1].last.outer
    return [*found, Alternative(start, end, items)]


class _Mutator(NamedTuple):
    """The edits of one definition of `source`."""

    source: str
    is_terminal: bool

    def of_alternatives(self, alternatives: list[Alternative]) -> Iterator[Edit]:
        for number, alternative in enumerate(alternatives):
            if number + 1 < len(alternatives):
                yield Edit(alternative.start, alternatives[number + 1].start, "", "alternative")
            elif number:
                yield Edit(alternatives[number - 1].end, alternative.end, "", "alternative")
            run: list[Item] = []
            for item in [*alternative.items, None]:
                if item is not None:
                    yield from self.of_item(item)
                    yield from self.of_alternatives(item.alternatives)
                if item is not None and _is_letter(item):
                    run.append(item)
                elif len(run) > 1:
                    yield Edit(run[-1].start, run[-1].last.end, _STRANGE, "word")
                if item is None or not _is_letter(item):
                    run = []

    def gone(self, item: Item) -> str:
        """What may stand where a part stood: a terminal, and a regular expression, must not become empty."""
        if item.tokens[0].in_regex:
            return "(?:)"
        return "/(?:)/" if self.is_terminal else ""

    def of_item(self, item: Item) -> Iterator[Edit]:
        token, last = item.tokens[0], item.tokens[-1]
        if item.opener in _AROUND:
            yield Edit(token.start, token.end, item.opener.translate(_TURNED), "lookahead")
            yield Edit(token.start, last.end, self.gone(item), "lookahead")
        if item.opener == "[":
            yield Edit(token.start, last.end, f"({self.source[token.end : last.start]})", "optional")
            yield Edit(token.start, last.end, self.gone(item), "optional")
        if token.in_regex and token.text[0] == "[":
            members = list(_MEMBER.finditer(token.text, 2 if token.text[1] == "^" else 1, len(token.text) - 1))
            for member in members if len(members) > 1 else ():
                yield Edit(token.start + member.start(), token.start + member.end(), "", "class")
        if token.text[0] == '"':
            for word in _WORD.finditer(token.text):
                yield Edit(token.start + word.end() - 1, token.start + word.end(), _STRANGE, "word")
        if item.quantifier is not None:
            yield from self.of_quantifier(item, item.quantifier)

    def of_quantifier(self, item: Item, token: Token) -> Iterator[Edit]:
        operator = "quantifier" if token.in_regex else "optional"
        suffix = token.text[1:]
        if token.text[0] == "?":
            yield Edit(token.start, token.end, "", operator)
            yield Edit(item.start, token.end, self.gone(item), operator)
        elif token.text[0] == "*":
            yield Edit(token.start, token.end, "+" + suffix, operator)
            yield Edit(token.start, token.end, "?" + suffix, operator)
        elif token.text[0] == "+":
            yield Edit(token.start, token.end, "*" + suffix, operator)
            yield Edit(token.start, token.end, "", operator)
        elif found := _BOUNDS.fullmatch(token.text):
            for least, most in _other_bounds(int(found["low"] or 0), int(found["high"]) if found["high"] else None):
                bounds = f"{least}" if found["comma"] is None else f"{least},{'' if most is None else most}"
                yield Edit(token.start, token.end, f"{{{bounds}}}{found['suffix']}", operator)


def _is_letter(item: Item) -> bool:
    token = item.tokens[0]
    return token.in_regex and len(token.text) == 1 and token.text.isalpha() and item.quantifier is None


def _other_bounds(low: int, high: int | None) -> Iterator[tuple[int, int | None]]:
    """The bounds of a repeat that are one away."""
    if low > 0:
        yield low - 1, high
    if high is None or low < high:
        yield low + 1, high
    if high is not None:
        yield low, high + 1
        if low < high:
            yield low, high - 1
