"""What the paragraphs of the sections about the person tell: posts, degrees, advisors, interests, service."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.profiles import interests, languages, services
from qabot.profiles.career_listed import read_listed_career
from qabot.profiles.collected import Collected
from qabot.profiles.degree_lines import read_degree_lines
from qabot.profiles.news_events import read_degrees_in_news, read_posts_in_news
from qabot.profiles.page import Line, Page
from qabot.profiles.people import read_advisors
from qabot.profiles.profile import Degree, Position, Value
from qabot.profiles.prose import is_students, read_prose
from qabot.profiles.prose_student import degree_under_way
from qabot.profiles.sections import Part
from qabot.profiles.tables import holds_any, is_template
from qabot.profiles.terms import find_degrees, is_cjk_text
from qabot.profiles.twins import merge_degrees, same_post

_PROSE = frozenset({"", "about", "research", "interests", "contact", "positions", "education"})


_OWN_WORK = re.compile(r"\s*I(?:['’]m|\s(?:am|work|currently|have|joined))\b")
_SPEAKS = re.compile(
    r"\b(?:I|[Mm]y|[Hh]e|[Ss]he|His|Her|was (?:appointed|educated|promoted|called)|"
    r"[Ss]oy|[Ee]stoy|[Ss]ou|[Jj]e|[Ii]ch|[Ii]k ben)\b|\b[Jj]['’]ai\b|我|本人|저는|私"
)
_SHORTEST_PROSE = 30  # characters; a script without spaces says as much in a third of them


def read_sentences(page: Page, parts: Sequence[Part], found: Collected) -> None:
    """What the paragraphs of the sections about the person say."""
    listed_interests = bool(found.interests)
    posts_listed, degrees_listed = bool(found.positions), bool(found.degrees)
    work: list[Value] = []
    until = opening_of(parts)
    for part in parts:
        if part.kind == "preprints" and _OWN_WORK.match(page.text, part.body, part.end):
            part = part._replace(section=replace(part.section, kind="about"))  # "Current work", told in sentences
        if part.kind not in _PROSE or part.section.title and part.kind == "" and part.body > until:
            _read_asides(page, part, found, (posts_listed, degrees_listed))
            continue
        for line in _paragraphs(page, part):
            block = page.blocks[line.block]
            least = _SHORTEST_PROSE // 3 if is_cjk_text(page.text[line.start : line.end]) else _SHORTEST_PROSE
            prose = block.kind in ("paragraph", "field", "item") and line.end - line.start >= least
            listed = part.kind in ("positions", "education")
            if not prose and block.kind in ("paragraph", "item") and not listed:
                found.advisors += read_advisors(page, line.start, line.end)
            if not prose or listed and (block.kind == "item" or not _SPEAKS.search(page.text, line.start, line.end)):
                continue
            posts, degrees = _career_in(page, line, part, found.degrees)
            if listed:
                posts, degrees = [p for p in posts if not posts_listed], [d for d in degrees if not degrees_listed]
            _add_prose(page, found, posts, degrees, line)
            _add_thesis(page, found, line)
            if not listed:
                _add_told(page, found, line)
            told = not listed_interests and not is_template(page.text[line.start : line.end])
            if part.kind != "interests" and told:
                found.interests += interests.read_interests_in_prose(page, line.start, line.end)
                work += interests.read_work_in_prose(page, line.start, line.end)
    _add_news(page, [part for part in parts if part.kind == "news"], found, degrees_listed)
    found.interests += [] if found.interests else work
    if not degrees_listed:
        opening = [p for p in parts if p.kind == "about" or not p.section.title or p.body <= until]
        lines = [degree for part in opening for degree in read_degree_lines(page, part)]
        levels = {find_degrees(degree.degree)[0].kind for degree in lines if find_degrees(degree.degree)}
        others = [d for d in found.degrees if not lines or {t.kind for t in find_degrees(d.degree)}.isdisjoint(levels)]
        found.degrees[:] = [*lines, *others]  # what a sentence says in passing is less than a line of its own


def _career_in(
    page: Page, line: Line, part: Part, before: Sequence[Degree]
) -> tuple[Sequence[Position], Sequence[Degree]]:
    """The posts and degrees that a paragraph or item tells; `before`: the degrees told above it."""
    posts, degrees = read_listed_career(page, line, part)
    if not posts and not degrees:
        posts, degrees = read_prose(page, line.start, line.end, before)
    item = page.blocks[line.block].kind == "item"
    if item and any(post.current for post in posts) and _lists_past(page, line.block):
        posts = [replace(post, current=False) for post in posts]
    return posts, degrees


_PAST_LEAD = re.compile(
    r"\b(?:[Ii]n the past|[Pp]reviously|[Ff]ormerly|[Bb]efore (?:that|this)|[Pp]rior to (?:that|this)|[Ee]arlier|"
    r"[Pp]ast (?:positions|roles|jobs|posts|experiences?))\b[^.!?]*$"
)


def _lists_past(page: Page, number: int) -> bool:
    """Whether the list an item stands in is led by words that speak of the past: "In the past I've been"."""
    while number > 0 and page.blocks[number].kind == "item":
        number -= 1
    lead = page.blocks[number]
    return (
        lead.kind == "paragraph" and _PAST_LEAD.search(page.text, max(lead.start, lead.end - 160), lead.end) is not None
    )


_ASIDES = frozenset("papers preprints references links grants languages skills awards talks service interests".split())
_TELLS_OF_ONESELF = re.compile(
    r"(?:I\s(?!am (?:an author|the author))|Before\s|Prior to\s|Previously,?\sI\s|After my\s|I['’])"
)


_ONESELF_AT_LINE = re.compile(r"\n(?:I[\s'’]|Before\s|Prior\s|Previously|After\s)")  # quick, before the paragraphs are


def _read_asides(page: Page, part: Part, found: Collected, listed: tuple[bool, bool]) -> None:
    """The posts and degrees that paragraphs in the first person tell below a label that heads one paragraph only."""
    if part.kind not in _ASIDES or all(listed) or not _ONESELF_AT_LINE.search(page.text, part.body, part.end):
        return
    for line in _paragraphs(page, part):
        block = page.blocks[line.block]
        if block.kind == "paragraph" and line.start == block.start and _TELLS_OF_ONESELF.match(page.text, line.start):
            posts, degrees = read_prose(page, line.start, line.end)
            _add_prose(page, found, [] if listed[0] else posts, [] if listed[1] else degrees, line)


_THESIS = re.compile(
    r"\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]he(?:ir)?)\s(?:(?:doctoral|[Pp]h\.?\s?[Dd]\.?|D\.?Phil\.?)\s)?(?:thesis|dissertation)\b"
    r"(?:,?\s(?:is|was|entitled|titled|called|on|at\s[^“\"«».\n]{3,60}|in\s[^“\"«».\n]{3,40}|project)){0,3},?\s+"
    r"(?:[“\"«]([^“”\"«»\n]{12,250})[”\"»])?"
)


def _add_thesis(page: Page, found: Collected, line: Line) -> None:
    """The title of the thesis that a sentence tells, to the one doctorate: 'My thesis, "Loud Ice", was examined by'."""
    told_of = holds_any(page.text[line.start : line.end], ("thesis", "dissertation"))
    doctorates = [n for n, d in enumerate(found.degrees) if any(t.kind == "phd" for t in find_degrees(d.degree))]
    if not told_of or len(doctorates) != 1 or found.degrees[doctorates[0]].thesis:
        return
    for told in _THESIS.finditer(page.text, line.start, line.end):
        set_apart = (m for m in page.marks_in(told.end(), line.end, "em") if m.start == told.end())
        slanted = next((m.end for m in set_apart if m.end > m.start + 12), 0)
        title = page.trim(*told.span(1)) if told[1] else page.trim(told.end(), slanted) if slanted else None
        if title:
            degree = found.degrees[doctorates[0]]
            found.degrees[doctorates[0]] = replace(degree, thesis=page.words(*page.trim(*title, chars=" .,")))
            return


def _add_news(page: Page, news: Sequence[Part], found: Collected, degrees_listed: bool) -> None:
    """The posts that news tells and nothing else, and the degrees where no section lists them."""
    posts = [post for part in news for post in read_posts_in_news(page, part)]
    dated = [known for known in found.positions if known.start or known.end]
    found.positions += [post for post in posts if not any(same_post(known, post) for known in dated)]
    if not degrees_listed:
        for degree in (degree for part in news for degree in read_degrees_in_news(page, part)):
            _add_dated(found, degree)


def _add_dated(found: Collected, degree: Degree) -> None:
    """A degree of the news: the dates of the one that a sentence tells without any, else one more."""
    at = next((n for n, known in enumerate(found.degrees) if _lacks_dates_of(known, degree)), None)
    if at is None:
        found.degrees.append(degree)
        return
    known = found.degrees[at]
    lasts = known.current and not degree.end
    also = (*known.also, degree.span)
    found.degrees[at] = replace(known, start=degree.start, end=degree.end, current=lasts, also=also)


def _lacks_dates_of(known: Degree, told: Degree) -> bool:
    """Whether a degree told in a sentence without dates is the one that news tells."""
    return not known.start and not known.end and len(merge_degrees([known, told])) == 1


def _add_told(page: Page, found: Collected, line: Line) -> None:
    """The languages and the service that a paragraph tells and no list does."""
    for value in languages.read_languages_told(page, line.start, line.end):
        if not any(known.text.casefold().startswith(value.text.casefold()) for known in found.languages):
            found.languages.append(value)
    for item in services.read_service_told(page, line.start, line.end):
        same = [k for k in found.service if k.title.casefold() == item.title.casefold()]
        if not any(not k.role or k.role.casefold() == item.role.casefold() for k in same):
            found.service.append(item)


def _paragraphs(page: Page, part: Part) -> list[Line]:
    """The paragraphs of a section, each as one line: sentences run on over the ends of lines."""
    joined: list[Line] = []
    for line in page.lines_in(part.body, part.end):
        if page.is_heading(line.block):
            continue
        if joined and joined[-1].block == line.block and page.blocks[line.block].kind == "paragraph":
            joined[-1] = joined[-1]._replace(end=line.end)
        else:
            joined.append(line)
    return joined


def opening_of(parts: Sequence[Part]) -> int:
    """Where the body of the last section begins before which only sections about the person stand."""
    about = ("", "about", "contact", "links", "research", "interests", "news")
    return next((part.body for part in parts if part.kind not in about), parts[-1].body if parts else 0)


def _add_prose(page: Page, found: Collected, posts: Sequence[Position], degrees: Sequence[Degree], line: Line) -> None:
    for post in posts:
        if post.current:
            found.current.append(post)
        if not is_students(post) and (post.role or post.organization) and post.organization:
            found.positions.append(post)
    studying = [p for p in posts if is_students(p) or p.current and _BOTH.match(p.role)]
    under_way = [degree for post in studying for degree in degree_under_way(page, post)]
    found.degrees += sorted([*under_way, *degrees], key=lambda degree: degree.span.start)
    past_only = posts and not degrees and not any(p.current for p in posts)
    if past_only:
        for advisor in read_advisors(page, line.start, line.end):
            hosts = [p for p in posts if not is_students(p)]
            if not any(p.span.start <= advisor.span.start < p.span.end for p in hosts):
                found.advisors.append(advisor)
    else:
        own = [v for post in posts if not post.current and not is_students(post) for v in post.advisors]
        for advisor in read_advisors(page, line.start, line.end):
            own_words = _ADVISED.search(page.text, line.start, advisor.span.start)
            if advisor not in own or own_words or any(advisor in d.advisors for d in degrees):
                found.advisors.append(advisor)


_BOTH = re.compile(r"(?:[\w-]+ )??(?:Ph\.?D\.?|[Dd]octoral) (?:student|candidate)\s(?:and|&)\s")
_ADVISED = re.compile(r"\b(?:co-?)?advised by\b[^;]{0,70}$")
