"""Seeds, all invented, and how an input is made of others: lines are moved and mixed, and hostile characters put in."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from typing import Final

from reviewparse import Summary, aggregate, parse, samples, to_dict

__all__ = ["mutated", "seeds"]

ROOT: Final = Path(__file__).parent.parent
HOSTILE: Final = (
    "\x1c", "\x1f", "\x0b", "\f", "\r", "\r\n", "\x85", "\u2028", "\xa0", "\u3000", "\u200b", "\u202e", "\ufeff", "\0",
    "\N{CRAB}", "é", "٣", "²", "1" * 400, "9" * 5000, "-1", "1e9", "0", "100", "101", "\ud800", " " * 300, "\n",
    "\n\n", "    ", "  1. ", "  2.", "<", ">", "</li>", "<ol><li>", "&#28;", "&amp", "<!--", "[", "]", "{", "}", '"',
    "null", ":",
)  # fmt: skip
"""What has broken parsers: line ends, white space, digits of other scripts, numbers without end, broken markup."""


@cache
def seeds(target: str) -> tuple[bytes, ...]:
    """The inputs from which a target starts."""
    texts = [samples.read(name) for name in samples.NAMES]
    texts += [path.read_text("utf-8") for path in sorted((ROOT / "tests" / "pages").glob("*/*.txt"))]
    html = [samples.read_html(name) for name in samples.HTML_NAMES]
    pages = [parse(text) for text in texts[: len(samples.NAMES)]]
    trees = [json.dumps(to_dict(page)) for page in pages]
    trees += [json.dumps(to_dict(summary)) for summary in (Summary(), aggregate(pages))]
    match target:
        case "html":
            chosen = html
        case "json":
            chosen = [*trees, "\n".join(trees)]
        case "pieces":
            chosen = ["." + text for text in (*texts, "\n\f\n".join(texts[:4]))]
        case "command":
            chosen = [chr(32 + number % 90) + text for number, text in enumerate((*texts, *html, *trees))]
        case _:
            chosen = texts
    return tuple(text.encode("utf-8", "surrogatepass") for text in chosen)


@cache
def _parts(target: str) -> tuple[bytes, ...]:
    """The parts of the seeds, once each: their lines, or what stands between two brackets or commas."""
    found: dict[bytes, None] = {}
    for seed in seeds(target):
        split = {"html": b">", "json": b","}.get(target, b"\n")
        found.update(dict.fromkeys(part + split for part in seed.split(split)))
    return tuple(found)


def mutated(data: bytes, most: int, chance: random.Random, target: str) -> bytes:
    """Another input, of at most so many bytes, made of this one."""
    end = {"html": b">", "json": b","}.get(target, b"\n")
    parts = [part + end for part in data.split(end)]
    parts[-1] = parts[-1][: -len(end)]
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
            case _:
                part = parts[at] if at < len(parts) else b""
                first, last = len(part) - len(part.lstrip()), len(part.rstrip())  # where white space and numbers are
                place = chance.choice((first, first, last, chance.randrange(len(part) + 1)))
                length = chance.choice((0, 0, 1, 4))
                hostile = chance.choice(HOSTILE).encode("utf-8", "surrogatepass")
                parts[at : at + 1] = [part[:place] + hostile + part[place + length :]]
        parts = parts or [chance.choice(_parts(target))]
    return b"".join(parts)[:most]
