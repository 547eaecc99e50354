"""`Quote`: words of a source with the text around them, as the page shows both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qabot.errors import QabotError
from qabot.sources.source import Source, Span
from qabot.ui import markup, wish
from qabot.ui.words import Words

AROUND = 200  # characters of surrounding text on each side, at most
WHOLE = 200_000  # characters of a source shown at once, at most
_WORD = 40  # a cut moves by at most this many characters to the next gap between words


@dataclass(frozen=True, slots=True)
class Quote:
    """A snippet with the text before and after it, read when it was made: a later build changes nothing."""

    snippet: str
    before: str = ""  # ends where the snippet starts
    after: str = ""  # starts where the snippet ends
    cut_before: bool = False  # the text goes on to the left
    cut_after: bool = False  # the text goes on to the right

    def html(self) -> str:
        """The snippet marked in its context."""
        return (
            '<blockquote dir="auto">'
            + ("…" if self.cut_before else "")
            + markup.text(self.before)
            + f"<mark>{markup.text(self.snippet)}</mark>"
            + markup.text(self.after)
            + ("…" if self.cut_after else "")
            + "</blockquote>"
        )


def quote_of(text: str, start: int, end: int, around: int = AROUND) -> Quote:
    """The quote of a range of a text."""
    left, right = reach(text, start, end, around)
    cut_before, cut_after = text[:left].strip() != "", text[right:].strip() != ""
    return Quote(text[start:end], text[left:start], text[end:right], cut_before, cut_after)


def reach(text: str, start: int, end: int, around: int = AROUND) -> tuple[int, int]:
    """The range `around` characters wider on both sides, drawn in to whole words.

    In a script without spaces it is cut between characters.
    """
    left, right = max(0, start - around), min(len(text), end + around)
    if left > 0 and not text[left - 1].isspace():
        left = next((at + 1 for at in range(left, min(start, left + _WORD)) if text[at].isspace()), left)
    if right < len(text) and not text[right].isspace():
        right = next((at for at in range(right - 1, max(end, right - _WORD) - 1, -1) if text[at].isspace()), right)
    return left, right


def whole_link(span: Span, words: Words) -> str:
    """A link that opens the whole source at a range."""
    return wish.link("source", f"{span.start}-{span.end}-{span.source}", words("sources.whole"), "whole")


def whole_html(wanted: str, source: Callable[[str], Source], words: Words) -> str:
    """The source of a wish made by `whole_link`, its range marked; what is far from it is left out of a huge one."""
    first, last, path = ("", "", "") if wanted.count("-") < 2 else wanted.split("-", 2)
    try:
        found = source(path) if first.isdigit() and last.isdigit() else None
    except QabotError:
        found = None
    if found is None:
        return markup.notice(words("sources.gone"))
    text, size = found.text, len(found.text)
    start, end = min(int(first[:9]), size), min(int(last[:9]), size)
    left, right = (0, size) if size <= WHOLE else reach(text, start, max(start, end), WHOLE // 2)
    page = found.page_of(start)
    head = f'<h2 class="file">{markup.text(path)}</h2>'
    notes = [words("sources.page", number=page)] if page is not None else []
    if right - left < size:
        notes.append(words("sources.cut", shown=f"{right - left:,}", all=f"{size:,}"))
    note = f'<p class="note">{markup.text(" · ".join(notes))}</p>' if notes else ""
    body = f"{markup.text(text[left:start])}<mark>{markup.text(text[start:end])}</mark>{markup.text(text[end:right])}"
    return markup.block(f'<section>{head}{note}<div class="whole-text" dir="auto">{body}</div></section>')
