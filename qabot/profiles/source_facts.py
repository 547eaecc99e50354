"""All facts of one source: each section read by the reader of its kind, then what the prose says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.profiles import awards, careers, items, papers, positions
from qabot.profiles.affiliations import tidy
from qabot.profiles.collected import Collected
from qabot.profiles.contact import own_emails, read_links
from qabot.profiles.names import Owner
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.people import read_advisors
from qabot.profiles.profile import Degree, Position, Value
from qabot.profiles.prose import is_students, read_prose
from qabot.profiles.sections import Part, fold_heading
from qabot.profiles.structured import Structured, read_structured
from qabot.profiles.tables import is_template
from qabot.profiles.terms import find_degrees, is_cjk_text, is_organization, is_place, is_role

_PROSE = frozenset({"", "about", "research", "interests", "contact", "positions", "education"})
_FAMILY = {
    "papers": "papers",
    "preprints": "papers",
    "education": "degrees",
    "positions": "positions",
    "awards": "awards",
    "skills": "skills",
    "interests": "interests",
    "languages": "languages",
}
_HELD = re.compile(r"\b(?:professor|lecturer|research(?:er)?|scientist|post-?doc\w*|visiting|fellow|engineer)\b", re.I)
_HEADER_LINES = 14
_SHORTEST_PROSE = 30  # characters; a script without spaces says as much in a third of them
_POSTDOC = re.compile(r"post-?\s?doc|博士后|ポスドク|博士研究員|박사후|постдок", re.I)


def read_source_facts(page: Page, parts: Sequence[Part], owner: Owner) -> Collected:
    """The facts of one source."""
    told = read_structured(page)
    found = Collected(page.source.path, tuple(part.section for part in parts))
    _add_structured(found, told)
    families = told.families()
    above: list[Part] = []  # headings with nothing below them but the next heading
    for number, part in enumerate(parts):
        if number + 1 < len(parts) and careers.runs_on(page, part, parts[number + 1]):
            above.append(part)
            continue
        headed, above = above, []
        covered = (
            any(part.body <= field.start < part.end for field in page.source.fields)
            and _FAMILY.get(part.kind) in families
        )
        if not covered and page.source.format != "bibtex":
            _read_part(page, part, owner, found, headed)
    if not found.awards and not any(part.kind in awards.KINDS for part in parts):
        telling = [p for p in parts if p.kind in ("news", "about") or p.kind == "" and _is_opening(p, parts)]
        found.awards += [award for part in telling for award in awards.read_awards_told(page, part, owner.names())]
    if page.source.format != "bibtex":
        _read_header(page, parts, found)
        _read_sentences(page, parts, found)
    found.emails += own_emails(page, parts)
    found.links += read_links(page, parts)
    return found


def _add_structured(found: Collected, told: Structured) -> None:
    found.positions += told.positions
    found.current += told.current
    found.positions += [post for post in told.current if not is_students(post)]
    found.degrees += told.degrees
    found.papers += told.papers
    found.awards += told.awards
    found.service += told.service
    found.projects += told.projects
    found.talks += told.talks
    found.skills += told.skills
    found.interests += told.interests
    found.languages += told.languages
    found.advisors += [advisor for degree in told.degrees for advisor in degree.advisors]


def _read_part(page: Page, part: Part, owner: Owner, found: Collected, above: Sequence[Part]) -> None:
    if part.kind == "service" and _is_held(page, part):
        part = part._replace(section=replace(part.section, kind="positions"))
    if part.kind in papers.KINDS:
        found.papers += papers.read_papers(page, part, owner)
    elif part.kind in positions.POSITION_KINDS or part.kind == "education":
        career = careers.read_career(page, part, above)
        found.positions += career.positions
        found.degrees += career.degrees
        found.advisors += [advisor for degree in career.degrees for advisor in degree.advisors]
        found.advisors += [a for p in career.positions if _POSTDOC.search(p.role) for a in p.advisors]
        if part.kind == "education":
            found.awards += awards.read_awards_beside(page, part.body, part.end)
    elif part.kind in awards.KINDS:
        found.awards += awards.read_awards(page, part)
    elif part.kind == "" and part.section.title and owner.name_from == "text":
        # A heading that names a topic, with the owner's papers below it.
        found.papers += [
            p
            for p in papers.read_papers(page, part, owner)
            if len(p.authors) > 1 and any(map(owner.is_called, p.authors))
        ]
    elif part.kind in items.KINDS:
        getattr(found, items.KINDS[part.kind]).extend(items.read_items(page, part))
    elif part.kind in ("skills", "languages", "interests"):
        getattr(found, part.kind).extend(items.read_values(page, part))


def _is_held(page: Page, part: Part) -> bool:
    """Whether a section on affiliations lists posts, not memberships."""
    if fold_heading(part.section.title) not in ("affiliations", "professional affiliations", "academic affiliations"):
        return False
    return bool(_HELD.search(page.text, part.body, part.end))


def _read_sentences(page: Page, parts: Sequence[Part], found: Collected) -> None:
    """What the paragraphs of the sections about the person say."""
    listed_interests = bool(found.interests)
    work: list[Value] = []
    for part in parts:
        if part.kind not in _PROSE or part.section.title and part.kind == "" and not _is_opening(part, parts):
            continue
        for line in _paragraphs(page, part):
            block = page.blocks[line.block]
            least = _SHORTEST_PROSE // 3 if is_cjk_text(page.text[line.start : line.end]) else _SHORTEST_PROSE
            prose = block.kind in ("paragraph", "field", "item") and line.end - line.start >= least
            listed = part.kind in ("positions", "education")
            if not prose and block.kind in ("paragraph", "item") and not listed:
                found.advisors += read_advisors(page, line.start, line.end)
            first = re.search(r"\b(?:I|my|he|she|His|Her)\b|我|本人|저는|私", page.text[line.start : line.end])
            if not prose or listed and (not first or block.kind == "item"):
                continue
            posts, degrees = read_prose(page, line.start, line.end)
            if listed:
                posts, degrees = [p for p in posts if not found.positions], [d for d in degrees if not found.degrees]
            _add_prose(page, found, posts, degrees, line)
            told = not listed_interests and not is_template(page.text[line.start : line.end])
            if part.kind != "interests" and told:
                found.interests += items.read_interests_in_prose(page, line.start, line.end)
                work += items.read_work_in_prose(page, line.start, line.end)
    found.interests += [] if found.interests else work


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


def _is_opening(part: Part, parts: Sequence[Part]) -> bool:
    return all(
        p.kind in ("", "about", "contact", "links", "research", "interests", "news")
        for p in parts[: list(parts).index(part)]
    )


def _add_prose(page: Page, found: Collected, posts: Sequence[Position], degrees: Sequence[Degree], line: Line) -> None:
    for post in posts:
        if post.current:
            found.current.append(post)
        if not is_students(post) and (post.role or post.organization) and post.organization:
            found.positions.append(post)
    studying = [p for p in posts if p.current and is_students(p)]
    under_way = [degree for post in studying for degree in _degree_under_way(page, post)]
    found.degrees += sorted([*under_way, *degrees], key=lambda degree: degree.span.start)
    past_only = posts and not degrees and not any(p.current for p in posts)
    if not past_only:
        own = [v for post in posts if not post.current and not is_students(post) for v in post.advisors]
        for advisor in read_advisors(page, line.start, line.end):
            if advisor not in own or any(advisor in d.advisors for d in degrees):
                found.advisors.append(advisor)


def _degree_under_way(page: Page, post: Position) -> list[Degree]:
    """The degree a student works for: "Ph.D. student at X" is a Ph.D. at X that lasts."""
    role = post.parts.get("role")
    where = post.parts.get("organization")
    if not role or not where:
        return []
    terms = find_degrees(page.text, role.start, role.end)
    if not terms or terms[0].kind == "other":
        return []
    parts = {"degree": page.span(terms[0].start, terms[0].end), "organization": where}
    degree = page.words(*tidy(page, terms[0].start, terms[0].end))
    return [
        Degree(
            degree=degree,
            organization=post.organization,
            span=post.span,
            start=post.start,
            end=post.end,
            current=True,
            advisors=post.advisors,
            parts=parts,
        )
    ]


def _read_header(page: Page, parts: Sequence[Part], found: Collected) -> None:
    """The post told by the short lines below the name: a role, and the lines with its organisation."""
    first = next((p for p in parts if p.kind in ("", "about")), None)
    if first is None or first is not parts[0] and first is not (parts[1] if len(parts) > 1 else None):
        return
    lines = [
        ln
        for ln in page.lines_in(first.section.span.start, first.end)
        if page.blocks[ln.block].kind in ("paragraph", "heading", "item")
        or page.blocks[ln.block].kind == "row"
        and len(page.blocks[ln.block].cells) <= 2
    ][:_HEADER_LINES]
    short = [ln for ln in lines if ln.end - ln.start <= 110]
    for number, line in enumerate(short):
        words = page.text[line.start : line.end]
        if (
            not is_role(words)
            or len(words) > 90
            or re.search(r"[.!?@。]\s*$|[@。]|\b(?:I|my|we|our|is|are|was)\b|https?:", words)
            or re.search(r"(?:19|20)\d\d", words)
        ):
            continue
        if is_organization(words):
            facts = positions.read_line(page, line)
            if facts:
                found.current.append(facts)
                _keep_post(found, facts)
            return
        if is_students_line(words) and not is_role(words.split(",")[0]):
            continue
        below = []
        for other in short[number + 1 : number + 4]:
            text = page.text[other.start : other.end]
            if not is_organization(text) or re.search(r"@|https?:|\d{4}", text) or len(text) > 100 or is_role(text):
                break
            below.append(other)
        if below and not is_place(words):
            where = tidy(page, below[0].start, below[-1].end)
            post = positions.make_post(page, Range(line.start, line.end), where, Range(line.start, below[-1].end))
            found.current.append(post)
            _keep_post(found, post)
            return


def is_students_line(words: str) -> bool:
    """Whether a line speaks of students in the plural, not of the person."""
    return bool(re.search(r"\bstudents\b|学生们|同学", words, re.I))


def _keep_post(found: Collected, post: Position) -> None:
    if not is_students(post) and post.organization:
        found.positions.append(post)
