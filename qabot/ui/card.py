"""`Card`: one citation as the page shows it, its words marked in the text around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qabot.answers.answer import Citation
from qabot.errors import QabotError
from qabot.sources.source import Source, Span
from qabot.ui import markup, wish
from qabot.ui.quote import Quote, quote_of, whole_link
from qabot.ui.words import ENGLISH, Words

SHOWN_TITLE = 160  # characters of the question over the sources


@dataclass(frozen=True, slots=True)
class Card:
    """A citation, its words in the text as it was when the answer was given, and the date of the file."""

    citation: Citation
    quote: Quote
    dated: str = ""  # "YYYY-MM-DD", "" where it is not known


def cards(
    citations: Iterable[Citation], source: Callable[[str], Source], dated: Callable[[str], str] = lambda path: ""
) -> tuple[Card, ...]:
    """The cards of an answer, in its order. Where the file has changed meanwhile, the card shows the snippet alone."""
    return tuple(_card(citation, source, dated) for citation in citations)


def _card(citation: Citation, source: Callable[[str], Source], dated: Callable[[str], str]) -> Card:
    try:
        text = source(citation.source).text
    except QabotError:
        return Card(citation, Quote(citation.snippet))
    if text[citation.start : citation.end] != citation.snippet:
        return Card(citation, Quote(citation.snippet))
    return Card(citation, quote_of(text, citation.start, citation.end), dated(citation.source))


def pane(turn: int, question: str, shown: Sequence[Card], words: Words = ENGLISH) -> str:
    """The sources of one turn as HTML, those of one file together. Card n has the id `src-<turn>-<n>`."""
    title = f"<h2>{markup.text(words('sources'))}</h2>"
    if not shown:
        note = markup.text(words("sources.none" if turn else "sources.empty"))
        return markup.block(f'<section>{title}<p class="note">{note}</p></section>')
    asked = words("sources.for", question=markup.shortened(question, SHOWN_TITLE))
    files: dict[tuple[str, str], list[Card]] = {}
    for card in shown:
        files.setdefault((card.citation.source, card.citation.person), []).append(card)
    body = "".join(_group(turn, group, words) for group in files.values())
    return markup.block(f'<section>{title}<p class="note" dir="auto">{markup.text(asked)}</p>{body}</section>')


def _group(turn: int, group: Sequence[Card], words: Words) -> str:
    first = group[0]
    dated = f" <span>{markup.text(words('sources.dated', date=first.dated))}</span>" if first.dated else ""
    uploaded = first.citation.tier == "uploaded"
    tier = f' <span class="tier">{markup.text(words("sources.uploaded"))}</span>' if uploaded else ""
    head = (
        f'<h3 dir="auto">{markup.text(first.citation.person)}</h3>'
        f'<p class="where"><span class="file">{markup.text(first.citation.source)}</span>{tier}{dated}</p>'
    )
    return f'<div class="group">{head}{"".join(_card_html(turn, card, words) for card in group)}</div>'


def _card_html(turn: int, card: Card, words: Words) -> str:
    cited = card.citation
    section = f' <span class="section" dir="auto">{markup.text(cited.section)}</span>' if cited.section else ""
    page = f" <span>{markup.text(words('sources.page', number=cited.page))}</span>" if cited.page is not None else ""
    span = Span(cited.source, cited.start, cited.end)
    wrong = wish.link("judge", f"{turn}.citation.{cited.number}", words("sources.wrong"), "judge")
    back = f'<a class="back" href="#answer-{turn}-{cited.number}">{markup.text(words("sources.back"))}</a>'
    return (
        f'<article class="card" id="src-{turn}-{cited.number}" tabindex="-1">'
        f'<p class="who"><span class="number">{cited.number}</span>{section}{page}</p>{card.quote.html()}'
        f'<p class="where">{whole_link(span, words)} {wrong} {back}</p></article>'
    )
