"""`parse` and `parse_all`: text in, pages out, or an error that says where and why."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve

from reviewparse.cut_texts import ending, without_cut_end
from reviewparse.errors import ReviewError, ReviewParseError
from reviewparse.extractors import undone
from reviewparse.identity import Identity
from reviewparse.limits import MAX_CHARS, checked_limit, within
from reviewparse.linemap import BOM, LineMap
from reviewparse.lines import Lines
from reviewparse.loading import LOADING
from reviewparse.marks import has_profile_mark, may_be_page
from reviewparse.pages import PageBuilder
from reviewparse.records import ReviewPage, listed
from reviewparse.review_grammar import engine
from reviewparse.transformer import read_into

__all__ = ["checked", "parse", "parse_all", "read_page", "ready"]

PROFILE_PAGE: Final = (
    "This is the profile of a publication or a critic, or a front page of the site: it is about many titles, and what "
    "it counts are not the reviews of one."
)
BLANKS: Final = 1_000
"""So many characters may be blank before the first tag of HTML."""
PIECE: Final = 1 << 20
"""How many characters of a stream are read before its pages are looked for."""


def parse(text: str, *, strict: bool = False, max_chars: int | None = MAX_CHARS) -> ReviewPage:
    r"""Read the review page in a text. Other lines may stand around its sections.

    Args:
        text: the text of a page, as an HTML-to-text extractor printed it.
        strict: raise an error at the first unrecognized line instead of listing it in `ReviewPage.unrecognized`.
        max_chars: how many characters a text may have, `None` for any number.

    Lines that a terminal's browser (lynx, w3m, links, elinks) has wrapped are joined before they are read, and the
    numbers that lynx and elinks print in front of links are left out. Line numbers are those of `text`.

    Raises:
        ReviewParseError: the text holds no review section or is HTML (`no-review-section`), is empty (`empty-page`),
            asks whether its reader is a robot (`challenge-page`), is of no known layout (`layout-not-known`), or is the
            profile of a publication or a critic, or a front page (`profile-page`); a second page begins in it
            (`several-pages`: use `parse_all`); it is longer than `max_chars` (`too-long`); or, with `strict`, a line is
            unrecognized (`unrecognized-line`).
        ReviewError: `max_chars` is below 0 (`bad-limit`).
        TypeError: `text` is not a `str`, or `max_chars` no whole number.

    >>> page = parse('''Generally favorable reviews - based on 12 Critics
    ...
    ... Critic score distribution:
    ...   1. Positive: 9 out of 12
    ...   1. The Dusty Reel
    ...     Reviewed by: Ann Example
    ...     Oct 7, 2014
    ...     80
    ...     Slow, and worth it.
    ... ''')
    >>> page.critics.reviews[0].score, page.critics.distribution.total
    (80, 12)
    >>> page.users is None, page.unrecognized
    (True, ())
    """
    text = within(checked(text), max_chars)
    if text[:BLANKS].lstrip("\ufeff\0 \t\r\n")[:1] == "<" and _is_markup(text):
        raise _refused(text)
    return read_page(text, strict, read_into)


def _is_markup(text: str) -> bool:
    with LOADING:
        from reviewparse.markup import is_markup

    return is_markup(text)


def read_page(
    text: str, strict: bool, reader: Callable[[PageBuilder, str], int], identities: Iterable[Identity] = ()
) -> ReviewPage:
    """What `parse` does, with either way of reading a text; `identities` are known of the page from elsewhere."""
    given = checked(text)
    text = ready(given)
    if not (may_be_page(text) or has_profile_mark(text)):
        raise _refused(given)
    whole, joins = undone(text)
    lines = LineMap(given, joins)
    builder = PageBuilder(whole, identities=identities)
    last_line = reader(builder, whole) - 1
    # The lines of a text without sections are not listed: it may be a large one that is no page at all.
    page = builder.finish(last_line) if builder.has_sections else None
    if page is not None:
        page = without_cut_end(page, whole, last_line, in_review=builder.ends_in_review, below=ending(given))
    if builder.profile is not None:
        raise _error("profile-page", PROFILE_PAGE, lines, builder.profile)
    if builder.boundary is not None:
        message = "A second page begins here. `parse_all` reads a text that holds several pages."
        raise _error("several-pages", message, lines, builder.boundary)
    if page is None or not page.sections:
        raise _refused(given)
    if strict and (first := next(iter(listed(page)), None)):
        raise _unrecognized(whole, lines, first.number)
    return _as_given(page, lines)


def parse_all(text: str | Iterable[str], *, max_chars: int | None = MAX_CHARS) -> Iterator[ReviewPage]:
    r"""Read a text in which page follows page, one page at a time.

    Args:
        text: a `str`, or its pieces in order, such as an open file. With pieces, memory does not grow with the text.
        max_chars: how many characters each of the pages may have, `None` for any number.

    A form feed (`"\f"`) at the end of a line always separates two pages. Without it, a page begins where a distribution
    of critics, or of users, is printed a second time, with the scores and verdicts above it; where another title, or
    another verdict or count, is printed above a distribution or a review; and where the layout changes. A list that may
    be a part of the page before it or after it is a page of its own: `ReviewPage.unsure`, which `validate` calls
    `pages-may-be-mixed`.

    `ReviewPage.first_line` and `last_line` count in the whole text. A part without a review section is a page without
    sections, so no line is lost; where it has none of the words of a section, all its lines are listed and its title is
    not read. A part of white space alone is left out.

    Each page is read at most twice.

    Raises:
        ReviewError: a page is longer than `max_chars` (`too-long`, which names its first line).
        TypeError: `text` is neither a `str` nor an iterable of `str`; or it is a list, which is more likely to hold
            separate documents, for `parse_many`.

    >>> one = "Mixed or average reviews - based on 7 Critics\n"
    >>> two = "Universal acclaim- based on 12 Ratings\n"
    >>> [page.first_line for page in parse_all(one + "\f\n" + two)]
    [1, 3]
    """
    max_chars = checked_limit(max_chars)
    if isinstance(text, str):
        return _pages(iter((text,)), max_chars)
    if isinstance(text, list | tuple):
        raise TypeError(
            f"parse_all reads one text, not a {type(text).__name__}: parse_many reads documents, each for itself. For "
            "the pieces of one text, give an iterator."
        )
    if isinstance(text, bytes | bytearray | Mapping) or not isinstance(text, Iterable):
        checked(text)
    return _pages(iter(text), max_chars)


def _pages(pieces: Iterator[str], max_chars: int | None) -> Iterator[ReviewPage]:
    """The pages of a stream; only the text of the page that may go on is kept."""
    text, line, wanted = "", 1, PIECE
    for piece, last in _cleaned(pieces):
        text += piece
        if len(text) < wanted and not last:
            continue
        below = ending(text) if last else "\n"
        if last and text and not text.endswith("\n"):
            text += "\n"
        start, whole = 0, len(text) if last else text.rfind("\n") + 1  # a piece may end within a line
        while start < whole:
            page_break = _page_break(text, start)
            end = page_break[1] if page_break else whole
            part = text[start:end]
            reader, (read, joins) = (read_into, undone(part)) if may_be_page(part) else (_list_into, (part, ()))
            lines = LineMap(part, joins, line)
            place, number = yield from _pages_of_part(
                read, lines, max_chars,
                reader=reader,
                goes_on=page_break is None and not last,
                ends_in_break=page_break is not None and _is_blank_above(text, page_break[0]),
                below=below if end == len(text) else "\n",
            )  # fmt: skip
            if place < len(read):
                start, line = _line_start(text, start, lines.line(number) - line), lines.line(number)
                break
            start, line = end, lines.line(number)
        text = text[start:]
        # A page that goes on is read once more, when it may be whole: at its greatest length, or eight times this one.
        wanted = max(PIECE, 8 * len(text))
        if len(text) >= PIECE and max_chars is not None:
            wanted = min(wanted, max_chars + 1)


def _pages_of_part(
    read: str, lines: LineMap, max_chars: int | None, *, reader: Callable[[PageBuilder, str, int, int, int], int],
    goes_on: bool, ends_in_break: bool, below: str,
) -> Generator[ReviewPage, None, tuple[int, int]]:  # fmt: skip
    """The pages of a part of a stream that ends at a form feed, or where nothing more is known.

    Args:
        read: the part as the grammar has it.
        lines: the numbers of its lines in the stream.
        max_chars: how many characters each of the pages may have.
        reader: reads a span of it into a page.
        goes_on: whether more of the stream may follow that is of the last page; that one is then not given.
        ends_in_break: whether its last line is a form feed alone, which is no line of a page.
        below: the white space at its end, as it was given.

    Returns where in `read` the page begins that is not given, or where `read` ends, and the number of that line.
    """
    place, number = 0, lines.first_line  # in the lines that are read
    until: int | None = None  # where the next page ends, as far as that is known
    while place < len(read):
        builder = PageBuilder(read, number)
        most = len(read) if max_chars is None else read.find("\n", place + max_chars) + 1 or len(read)
        stop = most if until is None else min(most, _line_start(read, place, until - number))
        after = reader(builder, read, number, place, stop)
        if until is not None and builder.boundary is None and stop < most:
            builder.boundary, builder.unsure = until, True
        until = builder.next_boundary
        if builder.boundary is not None:
            after, next_place = builder.boundary, _line_start(read, place, builder.boundary - number)
        elif max_chars is not None and len(read) - place - 1 > max_chars:  # without its last line end
            message = f"The page from line {lines.line(number)} on has over {max_chars:,} characters."
            raise ReviewError("too-long", message, lines.line(number))
        elif goes_on:
            break
        else:
            next_place = len(read)
        if not read[place:next_place].isspace():
            is_last = next_place == len(read)
            last_line = after - 1 - (ends_in_break and is_last)
            page = builder.finish(last_line)
            if is_last:
                page = without_cut_end(page, read[place:], after - 1, in_review=builder.ends_in_review, below=below)
            if builder.profile is not None:
                listing = PageBuilder(read, number)
                listing.list_lines(number, place, next_place)
                page = listing.finish(last_line)
            yield _as_given(page, lines)
        place, number = next_place, after
    return place, number


def _is_blank_above(text: str, place: int) -> bool:
    """Whether nothing stands on a line before a place of it."""
    return not text[text.rfind("\n", 0, place) + 1 : place].strip()


def _cleaned(pieces: Iterator[str]) -> Iterator[tuple[str, bool]]:
    """Each piece with the line ends that the grammar knows, and whether it is the last one."""
    first, held, before = True, "", ""
    for piece in pieces:
        given = held + checked(piece)
        held = "\r" if given.endswith("\r") else ""  # the line feed that makes it a line end may follow
        if "\r" in given:
            given = given.removesuffix("\r").replace("\r\n", "\n")
        if first and given:
            given, first = given.removeprefix(BOM), False
        if given:
            yield before, False
            before = given
    yield before + held, True


def _page_break(text: str, position: int) -> tuple[int, int] | None:
    """The next form feed that ends a line, and so a page: where it begins, and where the next line does."""
    position = text.find("\f", position)
    while position != -1:
        line_end = text.find("\n", position)
        if line_end == -1:
            return None
        words_end = position + len(text[position:line_end].rstrip())
        found = text.find("\f", words_end, line_end)
        if found != -1:
            return found, line_end + 1
        position = text.find("\f", line_end)
    return None


def _line_start(text: str, start: int, lines: int) -> int:
    """Where the line begins that is this many lines below the one at `start`."""
    for _ in range(lines):
        start = text.index("\n", start) + 1
    return start


def checked(text: object) -> str:
    """The text itself; raises a `TypeError` that says what to do for anything but a `str`."""
    if isinstance(text, str):
        return text
    if isinstance(text, bytes | bytearray):
        hint = "decode it first, as in text.decode('utf-8'), or give the bytes of HTML to parse_html"
    else:
        hint = "give the text of the page, as in Path(name).read_text(encoding='utf-8')"
    raise TypeError(f"reviewparse reads str, not {type(text).__name__}: {hint}.")


def ready(text: str) -> str:
    """The text as the grammar has it: no byte order mark, lines that end in a line feed, the last one too."""
    text = text.removeprefix(BOM)
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    return text if text.endswith("\n") else text + "\n"


def _list_into(page: PageBuilder, text: str, line: int, start: int, end: int) -> int:
    """What `read_into` does, for a text that is no page for certain: all its lines are listed."""
    page.list_lines(line, start, end)
    return line + text.count("\n", start, end)


def _as_given(page: ReviewPage, lines: LineMap) -> ReviewPage:
    """The page with the numbers and texts of lines as they were given."""
    if not lines.joins:
        return page
    line_of = lines.line
    for section in page.sections:
        for record in (section, *section.reviews):  # which nobody has seen so far
            if record.line is not None:
                object.__setattr__(record, "line", line_of(record.line))
    return evolve(
        page,
        unrecognized=Lines.of(_given_part(first, part, lines) for first, part in listed(page).parts()),
        first_line=None if page.first_line is None else lines.line(page.first_line),
        last_line=None if page.last_line is None else lines.line(page.last_line + 1) - 1,
    )


def _given_part(first: int, part: str, lines: LineMap) -> tuple[int, str]:
    """The number of the first line of a part of the text as it was read, and its text, both as they were given."""
    count = part.count("\n")
    start, end = lines.line(first), lines.line(first + count)
    return start, lines.source(start, end) if end - start != count or lines.moved(first, first + count) else part


def _error(code: str, message: str, lines: LineMap, line: int) -> ReviewParseError:
    """An error at the first character of a line that is not white space; `line` is its number as it was read."""
    number, column, offset, source = lines.place(line)
    indent = len(source) - len(source.lstrip()) if source.strip() else 0
    return ReviewParseError(code, message, number, indent + 1, offset - column + 1 + indent, source)


def _refused(text: str) -> ReviewParseError:
    """The error of a text that holds no review section."""
    with LOADING:
        from reviewparse.refusals import refusal_of

    return _error(*refusal_of(text), LineMap(text), 1)


def _unrecognized(whole: str, lines: LineMap, line: int) -> ReviewParseError:
    """The error of the first line that is not of the format: what could have stood there."""
    with LOADING:
        from reviewparse.expectations import describe

    state = engine().state_at(whole, _line_start(whole, 0, line - 1))
    expected = describe(form.rule.name for form in state.forms)
    return _error("unrecognized-line", f"Unrecognized line; expected {expected}.", lines, line)
