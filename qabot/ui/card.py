"""`Card`: one citation as the page shows it, its words marked in the text around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qabot.answers.answer import Citation
from qabot.errors import QabotError
from qabot.sources.source import Source
from qabot.ui import markup

AROUND = 200  # characters of surrounding text on each side, at most
SHOWN_TITLE = 160  # characters of the question over the sources
_WORD = 40  # a cut moves by at most this many characters to the next gap between words
EMPTY = (
    "Every statement in an answer carries a number like [1]. "
    "Choose one to see here the exact words it rests on, and where they stand."
)


@dataclass(frozen=True, slots=True)
class Card:
    """A citation with the text before and after it, read when the answer was given: a later build changes nothing."""

    citation: Citation
    before: str = ""  # ends where the snippet starts
    after: str = ""  # starts where the snippet ends
    cut_before: bool = False  # the text goes on to the left
    cut_after: bool = False  # the text goes on to the right


def cards(citations: Iterable[Citation], source: Callable[[str], Source]) -> tuple[Card, ...]:
    """The cards of an answer, in its order. Where the file has changed meanwhile, the card shows the snippet alone."""
    return tuple(_card(citation, source) for citation in citations)


def _card(citation: Citation, source: Callable[[str], Source]) -> Card:
    try:
        text = source(citation.source).text
    except QabotError:
        return Card(citation)
    if text[citation.start : citation.end] != citation.snippet:
        return Card(citation)
    left, right = reach(text, citation.start, citation.end)
    return Card(
        citation,
        text[left : citation.start],
        text[citation.end : right],
        text[:left].strip() != "",
        text[right:].strip() != "",
    )


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


def pane(turn: int, question: str, shown: Sequence[Card]) -> str:
    """The sources of one turn as HTML. Card n has the id `src-<turn>-<n>`."""
    title = "<h2>Sources</h2>"
    if not shown:
        note = "This answer quotes no profile." if turn else EMPTY
        return markup.block(f'<section>{title}<p class="note">{note}</p></section>')
    about = f'<p class="note" dir="auto">for “{markup.text(markup.shortened(question, SHOWN_TITLE))}”</p>'
    body = "".join(_card_html(turn, card) for card in shown)
    return markup.block(f"<section>{title}{about}{body}</section>")


def _card_html(turn: int, card: Card) -> str:
    cited = card.citation
    where = [f'<span class="file">{markup.text(cited.source)}</span>']
    if cited.page is not None:
        where.append(f"<span>page {cited.page}</span>")
    section = f'<span class="section">{markup.text(cited.section)}</span>' if cited.section else ""
    quote = (
        ("…" if card.cut_before else "")
        + markup.text(card.before)
        + f"<mark>{markup.text(cited.snippet)}</mark>"
        + markup.text(card.after)
        + ("…" if card.cut_after else "")
    )
    return (
        f'<article class="card" id="src-{turn}-{cited.number}" tabindex="-1">'
        f'<p class="who"><span class="number">{cited.number}</span> '
        f"<strong>{markup.text(cited.person)}</strong> {section}</p>"
        f'<blockquote dir="auto">{quote}</blockquote>'
        f'<p class="where">{" ".join(where)} '
        f'<a class="back" href="#answer-{turn}-{cited.number}">Back to the answer</a></p>'
        "</article>"
    )
