"""Seeds, all invented, and how an input is made of others: lines are moved and mixed, and hostile characters put in."""

from __future__ import annotations

import json
import random
import re
from contextlib import suppress
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final

from reviewparse import Summary, aggregate, parse_all, samples, to_dict

__all__ = ["mutated", "seeds"]

ROOT: Final = Path(__file__).parent.parent
HOSTILE: Final = (
    "\x1c", "\x1f", "\x0b", "\f", "\r", "\r\n", "\x85", "\u2028", "\xa0", "\u3000", "\u200b", "\u202e", "\ufeff", "\0",
    "\N{CRAB}", "é", "٣", "²", "1" * 400, "9" * 5000, "-1", "1e9", "0", "100", "101", "\ud800", " " * 300, "\n",
    "\n\n", "    ", "  1. ", "  2.", "<", ">", "</li>", "<ol><li>", "&#28;", "&amp", "<!--", "[", "]", "{", "}", '"',
    "null", ":",
)  # fmt: skip
"""What has broken parsers: line ends, white space, digits of other scripts, numbers without end, broken markup."""
BLANKS: Final = ("\x1c", "\x1d", "\x1e", "\x1f", "\x0b", "\f", "\r", "\x85", "\xa0", "\u2028", "\u3000", "\u200b")
"""What some take for white space and some do not."""

VALUES: Final[tuple[Any, ...]] = (
    None, True, False, 0, 1, -1, 10, 100, 101, 2**63, 10**30, 0.5, "", "7.5", "10.0", "2014-10-07", "0001-01-01", "L2",
    "L3", "game", "Universal acclaim", "critics", "users", [], {}, "page", "\ud800", "\x9b", "A\nB",
)  # fmt: skip
"""Values that stand in JSON, each right in one place and wrong in another."""


@cache
def seeds(target: str) -> tuple[bytes, ...]:
    """The inputs from which a target starts."""
    texts = [samples.read(name) for name in samples.NAMES]
    texts += [path.read_text("utf-8") for path in sorted((ROOT / "tests" / "pages").glob("*/*.txt"))]
    html = [samples.read_html(name) for name in samples.HTML_NAMES]
    html += [_as_html(text) for text in texts[len(samples.NAMES) :]]
    pages = [page for text in texts for page in parse_all(text)]
    trees = [tree for tree in (json.dumps(to_dict(page)) for page in pages) if len(tree) < 2500]
    trees += [json.dumps(to_dict(summary)) for summary in (Summary(), aggregate(pages))]
    match target:
        case "html":
            chosen = html
        case "json":
            chosen = [*trees, "\n".join(sorted(trees, key=len)[:4])]
        case "pieces":
            chosen = ["." + text for text in (*texts, texts[0].replace(",", ",\r"), "\n\f\n".join(texts[:4]))]
        case "command":
            chosen = [chr(32 + number % 90) + text for number, text in enumerate((*texts, *html, *trees))]
        case _:
            chosen = texts
    return tuple(text.encode("utf-8", "surrogatepass") for text in chosen)


def _as_html(text: str) -> str:
    """A text as HTML: its numbered lines are items, each with the lines below it."""
    lines = [re.sub("^ *[0-9]+[.] ", "<li>", escape(line)) for line in text.split("\n")]
    return "\n".join(f"{line}<br>" if line.startswith(("<li>", " ")) else f"<p>{line}</p>" for line in lines)


@cache
def _parts(target: str) -> tuple[bytes, ...]:
    """The parts of the seeds, once each: their lines, or what stands between two brackets or commas."""
    found: dict[bytes, None] = {}
    for seed in seeds(target):
        split = {"html": b">", "json": b","}.get(target, b"\n")
        found.update(dict.fromkeys(part + split for part in seed.split(split)))
    return tuple(found)


def _changed(tree: Any, chance: random.Random) -> Any:
    """The same JSON, with one of its values changed."""
    if isinstance(tree, dict) and tree and chance.random() < 0.9:
        key = chance.choice([*tree])
        if chance.random() < 0.1:
            return {name: value for name, value in tree.items() if name != key}
        return {**tree, key: _changed(tree[key], chance)}
    if isinstance(tree, list) and tree and chance.random() < 0.9:
        at = chance.randrange(len(tree))
        match chance.randrange(5):
            case 0:
                return tree[:at] + tree[at + 1 :]
            case 1:
                return tree[:at] + tree[at:] * 2
            case _:
                return [*tree[:at], _changed(tree[at], chance), *tree[at + 1 :]]
    return chance.choice((*VALUES, chance.choice(HOSTILE), [tree], {"type": tree}))


def mutated(data: bytes, most: int, chance: random.Random, target: str) -> bytes:
    """Another input, of at most so many bytes, made of this one, or of a part of it if it is longer."""
    if target in ("json", "command") and chance.random() < 0.7:
        first = int(target == "command")  # there, the first byte says which command it is
        with suppress(ValueError, RecursionError):
            return data[:first] + json.dumps(_changed(json.loads(data[first:]), chance)).encode()[: most - first]
    end = {"html": b">", "json": b","}.get(target, b"\n")
    parts = [part + end for part in data.split(end)]
    parts[-1] = parts[-1][: -len(end)]
    if len(data) > most and chance.random() < 0.5:
        del parts[: chance.randrange(len(parts))]
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        at = chance.randrange(len(parts) or 1)
        match chance.randrange(9):
            case 0:
                del parts[at : at + chance.choice((1, 1, 2, 8))]
            case 1:
                parts[at:at] = parts[at : at + chance.choice((1, 1, 2, 8))]
            case 2:
                parts.insert(at, chance.choice(_parts(target)))
            case 3:
                parts[at : at + 1] = [chance.choice(_parts(target))]
            case 4:
                chance.shuffle(parts) if len(parts) < 9 else parts.insert(at, parts.pop(chance.randrange(len(parts))))
            case 5:
                parts = parts[at:] if chance.random() < 0.5 else parts[:at]
            case 6:
                other = chance.choice(seeds(target)).split(end)
                start = chance.randrange(len(other))
                parts[at:at] = [part + end for part in other[start : start + chance.randrange(1, 12)]]
            case 7 if at < len(parts):
                blank = chance.choice(BLANKS).encode()
                parts[at] = blank + parts[at] if chance.random() < 0.5 else parts[at].replace(end, blank + end)
            case _:
                part = parts[at] if at < len(parts) else b""
                first, last = len(part) - len(part.lstrip()), len(part.rstrip())  # where white space and numbers are
                place = chance.choice((first, first, last, chance.randrange(len(part) + 1)))
                length = chance.choice((0, 0, 1, 4))
                hostile = chance.choice(chance.choice((HOSTILE, BLANKS))).encode("utf-8", "surrogatepass")
                parts[at : at + 1] = [part[:place] + hostile + part[place + length :]]
        parts = parts or [chance.choice(_parts(target))]
    return b"".join(parts)[:most]
