"""Title and authors of one entry of a list of papers, in whatever order they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.dates import read_dates
from qabot.profiles.name_lists import Names, read_names
from qabot.profiles.page import Line
from qabot.profiles.paper_authors import authors_after_slash, authors_behind, authors_near, before_owner
from qabot.profiles.paper_cited import title_cited, title_of_review
from qabot.profiles.paper_eastern import is_patent, title_eastern
from qabot.profiles.paper_section import PaperSection
from qabot.profiles.paper_words import (
    count_words,
    is_label,
    is_long_enough,
    is_more_than_links,
)
from qabot.profiles.section_lists import PAPER_AT
from qabot.profiles.title_ends import has_imprint, is_venue_only, strip_tail, title_end
from qabot.profiles.title_marks import marked_title
from qabot.profiles.title_quotes import Title, quoted
from qabot.profiles.titles import best_title, title_after
from qabot.profiles.venue_cited import BEFORE_YEAR
from qabot.profiles.venues import is_venue

_EDITORS = re.compile(
    r"\s*,?\s*[(（\[](?:Hrsg|Hg|[Ee]ds?|[ÉéE]ds?|[Dd]irs?|[Cc]oords?|[Oo]rgs?|a cura di|"
    r"[Cc]ur|ред|编|編|主编)\.?[)）\]]\s*[.,:]?\s*"
)
_IN_PRINT = re.compile(
    r",\s+in:\s+[^\W\d_]|\b(?:vol(?:ume|\.)?|no\.|pp\.|pages)\s*\d|\b\d+\s?pp\b|\([A-ZÀ-Þ][^():\n]{2,30}:\s[^():\n]{2,40},?\s(?:19|20)\d\d\)",
    re.I,
)
_POINTS_ON = re.compile(  # a link to a list of papers, and no paper
    r"\b(?:my|list|all|full|complete|more|here|profile|google scholar|dblp|publications?|see)\b", re.I
)
_REGISTERED = re.compile(  # "Loud Ice, arXiv:2101.00001", "Loud Ice. (doi:10.1000/ice)"
    r"\barxiv(?:\spreprint)?\s?[:\s]\s?(?:arxiv:)?(?:[a-z-]+/)?\d|\bdoi:?\s?10\.|"
    r"\barxiv\.org/(?:abs|pdf)/\S*\d|\bdoi\.org/10\.",
    re.I,
)


def find_title(
    section: PaperSection, bodies: Sequence[Line], *, dated: bool = False
) -> tuple[Title, Names | None] | None:
    """Title and authors of an entry, given its lines without numbers and badges; None if it holds no paper.

    `dated`: its year stands beside it, so that a title set apart needs nothing behind it.
    """
    review = title_of_review(section, bodies[0])
    if review:
        return review, None
    cited = title_cited(section, bodies[0])
    if cited:
        shared = _SHARED.search(section.text, cited.outer_end, bodies[0].end)
        company = read_names(section.text, shared.end(), bodies[0].end) if shared else None
        if company and company.names:
            return cited, company
        return cited, authors_near(section, bodies[0], bodies, cited._replace(outer_end=bodies[0].end))
    if is_patent(section.text[bodies[0].start : bodies[-1].end]):
        return None
    found = title_eastern(section, bodies[0]) or _find_title(section, bodies, dated)
    if found and _SENTENCE.match(section.text, found[0].start, found[0].end):
        return None  # "Ada Lind, FRS, is a licensed architect in ...": a sentence about somebody
    if not found:
        return None
    title = _with_lead(section, _without_state(section, found[0]), bodies)
    return authors_behind(section, title, found[1])


_SHARED = re.compile(r"\((?:co-?authored )?with\s+")  # "12 Ice L. Rev. 34 (2020) (with Bo Berg)"
_SENTENCE = re.compile(
    r"(?:is|was|are|has|have|holds?|received|joined|works?|worked|serves?|served|teaches|studied|earned|graduated|completed)"
    r"\s(?:an?|the|his|her|as|at|in|from|also|been|currently|on)\s"
)
_LEAD = re.compile(  # of a title that names another work: "Reply to “Loud Ice”", "Note on *Lind v Berg*"
    r"(?:(?:An?|Brief|Short|Guest|Invited|Case|Book|Critical|(?:Editor|Author|Translator)['’]s|General) )?"
    r"(?:[Nn]ote|[Cc]omment(?:ary)?|[Rr]eply|[Rr]esponse|[Rr]ejoinder|[Ii]ntroduction|[Ff]oreword|[Pp]reface|[Aa]fterword|"
    r"[Rr]eview(?: essay)?|[Ll]etter|[Ee]rratum|[Cc]orrigendum|[Cc]orrection|[Aa]ddendum|[Ee]ditorial|[Rr]emarks?|"
    r"[Oo]bituary|[Pp]rologue|[Ee]pilogue|[Cc]ase ?note|[Dd]iscussion|[Tt]ranslation|[Aa]nnotation)s?"
    r" (?:on|to|of|for|from|in response to|upon) (?:the )?[“\"‘'«]?$"
)


def _with_lead(section: PaperSection, title: Title, bodies: Sequence[Line]) -> Title:
    """A title with the words before it that say what the work named in it was answered or opened with."""
    body = next((b for b in bodies if b.start < title.start <= b.end), None)
    lead = _LEAD.search(section.text[max(body.start, title.start - 60) : title.start]) if body else None
    if not lead:
        return title
    start = title.start - len(lead.group())
    closed = lead.group()[-1] in "“\"‘'«" and title.outer_end > title.end
    return Title(start, title.outer_end if closed else title.end, start, title.outer_end)


_STATE = re.compile(
    r"\s\([^()\n]*\b(?:draft|available|on request|coming soon|in progress|in preparation|"
    r"in prep|under (?:review|revision|contract)|submitted|forthcoming|R&R|slides|monograph|book manuscript)\b"
    r"[^()\n]*\)\W*$",
    re.I,
)


def _without_state(section: PaperSection, title: Title) -> Title:
    """A title without the bracket that says how far the work is: "Loud Ice (draft available on request)"."""
    state = _STATE.search(section.text, title.start + 10, title.end) if title.end > title.start + 10 else None
    return title._replace(end=state.start()) if state else title


def _find_title(section: PaperSection, bodies: Sequence[Line], dated: bool) -> tuple[Title, Names | None] | None:
    return (
        _by_card(section, bodies, dated)
        or _by_authors(section, bodies)
        or _by_title(section, bodies, dated)
        or _by_columns(section, bodies)
    )


def _by_card(section: PaperSection, bodies: Sequence[Line], dated: bool) -> tuple[Title, Names | None] | None:
    """The title of a card whose heading it is, with its year above it: no section of its own."""
    head = next((body for body in bodies if section.page.blocks[body.block].kind == "heading"), None)
    if not head or not is_long_enough(section.text[head.start : head.end], 3):
        return None
    title = _of_line(section, head)
    names = authors_near(section, head, bodies, title)
    return (title, names) if names or dated or section.is_dated(bodies) else None


def _by_authors(section: PaperSection, bodies: Sequence[Line]) -> tuple[Title, Names | None] | None:
    """Title and authors of an entry in which a line begins with the authors."""
    for number, body in enumerate(bodies):
        names = section.authors_at_start(body)
        if not names and number and len(bodies) > 1:
            names = section.single_author(body)
        if not names:
            continue
        editors = _EDITORS.match(section.text, names.end, body.end)
        rest = section.page.trim(editors.end() if editors else names.end, body.end, " \t\n,.;:：，。)")
        inside = (
            title_after(section.page, rest)
            if count_words(section.text[rest.start : rest.end]) >= 2 or quoted(section.page, *rest)
            else None
        )
        before = _title_before(section, bodies[:number])
        if before and (not inside or not quoted(section.page, *rest)):
            return before, names
        if inside:
            return inside, authors_after_slash(section, inside, body) or names
        below = [b for b in bodies[number + 1 :] if is_long_enough(section.text[b.start : b.end])]
        after = next(
            (b for b in below if not is_venue_only(section.text[b.start : b.end])), below[0] if below else None
        )
        if after:
            title = _whole_line(section, after, bodies) or best_title(section.page, after)
            if title:
                return title, names
    return None


def _whole_line(section: PaperSection, line: Line, bodies: Sequence[Line]) -> Title | None:
    """A line as a title of several sentences, where another line of the entry has the venue and its numbers."""
    numbered = any(
        is_venue_only(section.text[b.start : b.end]) for b in bodies if b is not line and b.end - b.start > 8
    )
    if not numbered or quoted(section.page, *line[:2]) or marked_title(section.page, *line[:2]):
        return None
    return _of_line(section, line)


def _title_before(section: PaperSection, bodies: Sequence[Line]) -> Title | None:
    """The title among the lines above the authors: one in bold, else the nearest that is no venue."""
    whole = [
        b
        for b in bodies
        if section.page.marked(b.start, b.end, "strong", "link") and not is_venue_only(section.text[b.start : b.end])
    ]
    for body in [*whole, *reversed(bodies)]:
        words = section.text[body.start : body.end]
        if is_venue_only(words) or not is_long_enough(words, 2):
            continue
        title = quoted(section.page, body.start, body.end)
        if title:
            return title
        marked = marked_title(section.page, body.start, body.end)
        most = marked and marked.end - marked.start > 0.5 * (body.end - body.start)
        if marked and (most or BEFORE_YEAR.fullmatch(section.text, body.start, marked.outer_start)):
            return marked
        return _of_line(section, body)
    return None


def _of_line(section: PaperSection, line: Line) -> Title:
    """A line as a title; what stands in brackets at its end is left for venue and year, if it is more than links."""
    stop = strip_tail(section.page, line.start, line.end)
    more = is_more_than_links(section.text[stop : line.end])
    return Title(line.start, stop, line.start, stop if more else line.end)


def _by_title(section: PaperSection, bodies: Sequence[Line], dated: bool) -> tuple[Title, Names | None] | None:
    """Title first: quoted, marked, or the first sentence before a list of names."""
    for body in bodies:
        title = quoted(section.page, body.start, body.end)
        if title and title.outer_start - body.start <= 90:
            return title, authors_near(section, body, bodies, title)
    for body in bodies:
        title = marked_title(section.page, body.start, body.end)
        if title:
            names = authors_near(section, body, bodies, title)
            rest = section.text[title.outer_end : bodies[-1].end]
            if (
                names
                or dated
                or _is_linked(section, title)
                or read_dates(rest)
                or is_venue(rest)
                or section.is_dated(bodies)
            ):
                return title, names
    return _by_whole(section, bodies) or _by_sentence(section, bodies)


def _is_linked(section: PaperSection, title: Title) -> bool:
    """Whether a title is a link to where papers are kept."""
    links = section.page.marks_in(title.start, title.end, "link")
    long = count_words(section.text[title.start : title.end]) > 3
    return section.part.kind == "papers" and long and any(PAPER_AT.search(mark.target) for mark in links)


def _by_whole(section: PaperSection, bodies: Sequence[Line]) -> tuple[Title, Names | None] | None:
    """A title that is all its entry holds, or in one or two marked words."""
    body = bodies[0]
    whole = (_linked_whole(section, body) or _lone_title(section, body)) if len(bodies) == 1 else None
    if whole:
        return whole, None
    brief = _brief(section, body) if section.is_dated(bodies) else None
    return (brief, authors_near(section, body, bodies, brief)) if brief else None


def _by_sentence(section: PaperSection, bodies: Sequence[Line]) -> tuple[Title, Names | None] | None:
    """A title that is the first sentence of its entry, with authors, a venue or a number behind it."""
    body = bodies[0]
    stop = title_end(section.page, body.start, body.end)
    title = Title(*section.page.trim(body.start, stop, " \t\n,."), body.start, stop)
    boxed = section.part.kind == "preprints" and _BOXED_WITH.match(section.text, title.end)
    least = 1 if boxed or _IN_BOOK.match(section.text, title.end) or _before_italics(section, title, body) else 3
    if not is_long_enough(section.text[title.start : title.end], least) or re.match(
        r"(?:see|i have|for (?:a|more|the)|please|full list|my |we |the full|更多|完整)\b",
        section.text[title.start : title.end],
        re.I,
    ):
        return None
    names = authors_near(section, body, bodies, title)
    if names:
        return title, names
    told = before_owner(section, body, title)
    if told:
        return told
    after = section.text[stop : bodies[-1].end]
    dated = section.is_dated(bodies) and section.page.blocks[body.block].kind in ("item", "row")
    if _REGISTERED.search(after) and len(after) < 300:
        return title, None
    listed = section.part.kind == "preprints" and section.page.blocks[body.block].kind == "item"
    if listed and _IN_WORK.fullmatch(after):
        return None if _SPOKEN.search(section.text, title.start, title.end) else (title, None)
    printed = is_venue(after) or bool(_IN_PRINT.search(after)) or has_imprint(section.text, stop, bodies[-1].end)
    return (title, None) if printed and (read_dates(after) or dated) and len(after) < 300 else None


_BEHIND_WORK = re.compile(r",?\s*(?:\(|[–—:|-]\s|for\s|by\s|with\s|after\s|\d)|[.,]\s")


def _brief(section: PaperSection, body: Line) -> Title | None:
    """The title of a work in one or two marked words, what it is behind them: "**Thaw** for choir and tape (2020)"."""
    mark = next(section.page.marks_in(body.start, body.end, "em", "strong", "link"), None)
    if not mark or mark.start > body.start + 1 or section.part.kind != "papers":
        return None
    inner = section.page.trim(mark.start, mark.end, " \t\n,.:")
    words = section.text[inner.start : inner.end]
    named = section.owner.is_called(words) or is_venue(words) or section.is_badge(words) or is_label(words)
    if named or not 3 <= len(words) <= 40 or not words[0].isupper() or " and " in words or "&" in words:
        return None
    return Title(*inner, mark.start, mark.end) if _BEHIND_WORK.match(section.text, mark.end, body.end) else None


_BOXED_WITH = re.compile(r"\s[(\[](?:joint )?with\s[A-ZÀ-Þ]")

_IN_WORK = re.compile(  # what may stand behind a title that somebody works on, alone
    r"\W*(?:\([^()\n]{0,60}\)|\[[^\[\]\n]{0,40}\]|submitted|in (?:preparation|progress)|draft|arxiv|ssrn|pdf|"
    r"slides|\W)*",
    re.I,
)
_SPOKEN = re.compile(r"\b(?:I|my|we|our|is|are|was|will|please|here)\b")


def _linked_whole(section: PaperSection, body: Line) -> Title | None:
    """The title that is all an item of a list of papers holds, as a link to the paper."""
    if section.page.blocks[body.block].kind != "item" or section.part.kind not in ("papers", "preprints"):
        return None
    for mark in section.page.marks_in(body.start, body.end, "link"):
        if mark.start > body.start or mark.end < body.end - 1 or mark.target.startswith("#"):
            return None
        words = section.text[mark.start : mark.end]
        if count_words(words) < 5 or _POINTS_ON.search(words) or is_venue_only(words):
            return None
        return Title(*section.page.trim(mark.start, mark.end, " \t\n,."), mark.start, mark.end)
    return None


_TOLD = re.compile(
    r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|with (?=[A-Z])|[Ss]ee|please|available|project|course|draft)\b|[:@]\s*$|https?:"
)
_NOTED = re.compile(
    r"(?:[,;]?\s*(?:(?:19|20)\d\d|\((?:sole[- ]authored|draft|solo)\)|dormant|draft|available upon request))*\W*$",
    re.I,
)


def _lone_title(section: PaperSection, body: Line) -> Title | None:
    """The title that is all a line of a list of unpublished papers holds, but for its year: "Why Lakes Sing, 2019"."""
    if section.part.kind != "preprints" or section.page.blocks[body.block].kind not in ("item", "paragraph"):
        return None
    stop = strip_tail(section.page, body.start, body.end)
    state = _STATE.search(section.text, body.start, stop)
    stop = state.start() if state else stop
    noted = _NOTED.search(section.text, body.start, stop)
    stop = noted.start() if noted else stop
    stop += section.text[stop : stop + 1] == "?"
    words = section.text[body.start : stop]
    if not 4 <= count_words(words) <= 30 or not words[:1].isupper() or ". " in words or _TOLD.search(words):
        return None
    named = read_names(section.text, body.start, body.end).names and section.titled_until(body) < 0
    if named or section.text[stop : stop + 1] == "." or is_venue_only(words) or is_venue(words):
        return None
    return Title(body.start, stop, body.start, body.end)


_IN_BOOK = re.compile(r"\.\s+In:?\s+(?=[^()\n]{3,120}\((?:[Ee]ds?|Hrsg|Hg)\.?\))")


def _before_italics(section: PaperSection, title: Title, body: Line) -> bool:
    """Whether the sentence behind a title begins in italics, with volume or pages behind: "Um. *Lakes* 70: 33"."""
    mark = next(section.page.marks_in(title.end, body.end, "em"), None)
    return mark is not None and mark.start - title.end <= 3 and bool(_NUMBERS.match(section.text, mark.end, body.end))


_NUMBERS = re.compile(r"[\s,]{1,2}\d{1,4}\b")


def _by_columns(section: PaperSection, bodies: Sequence[Line]) -> tuple[Title, Names | None] | None:
    """A title in a column of its own beside one with venue or year."""
    long = [
        b
        for b in bodies
        if is_long_enough(section.text[b.start : b.end], 4) and not is_venue_only(section.text[b.start : b.end])
    ]
    titles = [b for b in long if not is_venue(section.text[b.start : b.end])] or long
    if len(bodies) < 2 or not titles:
        return None
    body = max(titles, key=lambda b: b.end - b.start)
    others = [section.text[b.start : b.end] for b in bodies if b is not body]
    if not any(is_venue(words) or read_dates(words) for words in others):
        return None
    return _of_line(section, body), None
