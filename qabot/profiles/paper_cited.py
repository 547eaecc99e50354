"""Titles by how some fields cite: lawyers with volume, journal and page, reviewers with the book reviewed."""

from __future__ import annotations

import re

from qabot.profiles.page import Line
from qabot.profiles.paper_section import PaperSection
from qabot.profiles.paper_words import is_long_enough
from qabot.profiles.title_quotes import Title, quoted

_CITED = re.compile(
    r"([A-Z“\"‘][^\n]{6,200}?),[”\"’]?\s+\d{1,4}\s+[A-Z][A-Za-z.&'’ -]{2,70}?\s+\d{1,5}(?:\s?[-–,]\s?\d+)?\s*"
    r"\((?:[A-Z][a-z]{2,8}\.?\s)?(?:19|20)\d\d\)"
)


def title_cited(section: PaperSection, body: Line) -> Title | None:
    """The title before volume, journal, page and year: "Loud Ice, 112 Castle L. Rev. 1345 (2020)"."""
    cited = _CITED.match(section.text, body.start, body.end)
    if not cited or section.authors_at_start(body) or not is_long_enough(cited[1]) or "," in cited[1][:12]:
        return None
    return Title(*section.page.trim(*cited.span(1), ' ,“”"‘’'), *cited.span(1))


_REVIEW = re.compile(
    r"(?:(?:Book|Essay|Joint) )?[Rr]eview(?: essay)? of:? |Book [Rr]eview: |Rez(?:ension|\.)(?: zu| von| über)?:? |"
    r"Besprechung (?:zu|von):? |(?:Compte[ -]rendu|Recension|C\. ?R\.) (?:de|du|d['’]):? ?|Reseña(?: de)?:? |"
    r"Recensione (?:a|di|del|de):? |Rec\. a:? |Resenha (?:de|do|da):? |Rec\. av |Anmeldelse av |Recensie van |"
    r"Рец(?:ензия|\.) на:? "
)
_REVIEWED = re.compile(  # who wrote or edited it, and who printed it, up to the journal
    r"(?:,?\s(?:by|edited by|trans(?:lated|\.) by|eds?\.)\s(?:\b[A-Z]\.|\b(?:Jr|Sr|St|eds?)\.|[^.()\n]){3,120})?"
    r"(?:,?\s*\([^()\n]{4,90}\))?(?:,\s[A-ZÀ-Þ][\w/-]+(?::\s[\w&. ]{2,40}?,?)?\s(?:19|20)\d\d)?(?=[.,;]\s|\s*$)"
)


def title_of_review(section: PaperSection, body: Line) -> Title | None:
    """The title of a review of a book: "Review of Loud Lakes, by Ada Lind (Fjord Press, 2001)", not its authors."""
    lead = _REVIEW.match(section.text, body.start, body.end)
    if not lead:
        return None
    marks = section.page.marks_in(lead.end(), body.end, "em", "link", "underline")
    mark = next((m for m in marks if m.start <= lead.end() + 1), None)
    quote = quoted(section.page, lead.end(), body.end) if not mark else None
    if mark:
        stop, outer = mark.end, mark.end
    elif quote and quote.outer_start == lead.end():
        stop, outer = quote.end, quote.outer_end
    else:
        by = re.compile(
            r",?\s(?:by|edited by)\s(?=[A-Z])|,?\s\(|\.\s|,\s+[Ii]n:?\s|,\s[A-ZÀ-Þ][\w/-]+:?\s(?:19|20)\d\d"
        ).search(section.text, lead.end() + 8, body.end)
        stop = outer = by.start() if by else body.end
    named = _REVIEWED.match(section.text, outer, body.end)
    return Title(body.start, stop, body.start, named.end() if named else outer)
