"""
Which tokens of a message in its chat template, or of an answer behind its prompt, are those of the text itself: the page's rule (workers/tokenizer/text-span.ts). Where a
token stands for characters of the template alone it is the template's; every other one is the text's.
"""

from collections.abc import Callable
from typing import NamedTuple

#: A character of no language, which no template writes, trims or looks for.
PROBE = "\ue000"
#: One-byte characters of different kinds: what follows a frame may decide how a tokenizer cuts its end.
NEIGHBOURS = ("a", "1", ".")


class Span(NamedTuple):
    """From `first` up to, not including, `end`."""

    first: int
    end: int


class Frame(NamedTuple):
    """What a template writes before a text and after it."""

    before: str
    after: str


def frame_around(text: str, written: str, write: Callable[[str], str]) -> Frame | None:
    """
    The frame of `text` in `written`, which is `write(text)`. Of a text that the template writes several times the last one counts. None
    where the frame of another text does not fit.
    """
    parts = write(PROBE).split(PROBE)
    times = len(parts) - 1
    left = len(written) - sum(map(len, parts))
    if times < 1 or left <= 0 or left % times:
        return None
    at, length = 0, left // times
    for i, part in enumerate(parts):
        if not written.startswith(part, at):
            return None
        at += len(part) + (length if i < times else 0)
    end = len(written) - len(parts[times])
    start = end - length
    inside = written[start:end].find(text.strip())
    # A template may trim the text, and may write more around some texts than around others.
    if written[start:end] == text or inside < 0:
        return Frame(written[:start], written[end:])
    return Frame(written[: start + inside], written[start + inside + len(text.strip()) :])


def span_in(ids: list[int], frame: Frame, encode: Callable[[str], list[int]]) -> Span | None:
    """The tokens among `ids`, the whole message, that are not the frame's alone; None where none is."""
    before, after = frame

    def front(whole: list[int], neighbour: str) -> int:
        # The last token is the one that has the neighbour in it.
        return _shared(whole, encode(before + neighbour)[:-1])

    def tail(neighbour: str) -> list[int]:
        """The tokens that stand behind the one with the neighbour in it."""
        if not after:
            return []
        whole = encode(before + neighbour + after)
        return whole[max(_shared(whole, encode(before)), front(whole, neighbour)) + 1 :]

    first = max(_shared(ids, encode(before)), *(front(ids, one) for one in NEIGHBOURS))
    end = len(ids) - max(_shared(ids[::-1], tail(one)[::-1]) for one in NEIGHBOURS)
    return Span(first, end) if end > first else None


def place_of(ids: list[int], framed: list[int]) -> int | None:
    """How many tokens a tokenizer puts before those of a text; None where the framed ones do not hold them in a row."""
    return next((at for at in range(len(framed) - len(ids) + 1) if framed[at : at + len(ids)] == ids), None)


def _shared(a: list[int], b: list[int]) -> int:
    """How many tokens the two begin with alike."""
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return n
