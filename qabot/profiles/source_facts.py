"""All facts of one source: each section read by the reader of its kind, then what the prose says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.profiles import (
    awards,
    awards_told,
    careers,
    interests,
    items,
    languages,
    paper_parts,
    papers,
    papers_told,
    positions,
    students,
    values,
)
from qabot.profiles.career_headings import is_post_below_employer, runs_on
from qabot.profiles.collected import Collected
from qabot.profiles.contact import read_links
from qabot.profiles.emails import own_emails
from qabot.profiles.header import read_header
from qabot.profiles.item_roles import is_served
from qabot.profiles.kind_listed import with_kind
from qabot.profiles.names import Owner
from qabot.profiles.page import Page
from qabot.profiles.people import read_advisors
from qabot.profiles.profile import Value
from qabot.profiles.prose import is_students
from qabot.profiles.same_paper import fold
from qabot.profiles.sections import Part
from qabot.profiles.structured import Structured, read_structured
from qabot.profiles.tables import is_template
from qabot.profiles.terms import find_degrees, is_role
from qabot.profiles.told import opening_of, read_sentences
from qabot.sources.source import Span

_FAMILIES = {  # the kind of a section, and the facts of its fields that tell what it says
    "papers": {"papers"},
    "preprints": {"papers"},
    "education": {"degrees"},
    "positions": {"positions"},
    "awards": {"awards"},
    "grants": {"awards", "projects"},
    "projects": {"projects"},
    "service": {"service"},
    "talks": {"talks"},
    "skills": {"skills"},
    "interests": {"interests"},
    "languages": {"languages"},
}


# Posts whose supervisors are advisors still, though they are over.
_POSTDOC = re.compile(
    r"post-?\s?doc|(?:doctoral|ph\.?\s?d\.?) (?:student|candidate|researcher)|doktorand|博士后|"
    r"ポスドク|博士研究員|박사후|постдок|\bthesis\b|\bph\.?d\.? project|\bsummer student",
    re.I,
)


_PERSONAL = re.compile(
    r"\b(?:awards?|prizes?|medals?|fellowships?|scholarships?|studentships?|bursary|travel|stipend\w*|"
    r"preis|prix|bourse|"
    r"beca|premio|borsa di studio|prêmio|bolsa|стипенди\w+|преми\w+|stypendi\w+|nagrod\w+|burs|ödül\w*)\b|"
    r"奖|獎|赏|賞|奨学|特別研究員|장학|수상",
    re.I,
)


def read_source_facts(page: Page, parts: Sequence[Part], owner: Owner) -> Collected:
    """The facts of one source."""
    told = read_structured(page)
    found = Collected(page.source.path, tuple(part.section for part in parts))
    _add_structured(page, found, told)
    families = told.families()
    above: list[Part] = []  # headings with nothing below them but the next heading
    for number, part in enumerate(parts):
        if number + 1 < len(parts) and runs_on(page, part, parts[number + 1]):
            above.append(part)
            continue
        headed, above = above, []
        covered = bool(
            _FAMILIES.get(part.kind, set()) & families
            and any(part.body <= field.start < part.end for field in page.source.fields)
        ) or (page.source.format == "json" and _is_of_papers(page, part, families))
        if not covered and page.source.format != "bibtex":
            _read_part(page, part, owner, found, headed)
    if not found.awards and not any(part.kind in awards.KINDS for part in parts):
        until = opening_of(parts)
        bare = [p for p in parts if p.kind == "" and (p.body <= until or not p.section.title)]
        telling = [p for p in parts if p.kind in ("news", "about", "teaching") or p in bare]
        found.awards += [award for part in telling for award in awards.read_trophies(page, part)]
    if not found.awards and not any(part.kind in awards.KINDS for part in parts):
        found.awards += [award for part in telling for award in awards_told.read_awards_told(page, part, owner.names())]
        given = [part for part in parts if part.kind == "talks"]
        found.awards += [award for part in given for award in awards_told.read_prizes_of_talks(page, part)]
    if not found.students:
        others = [part for part in parts if part.kind not in ("openings", "references", "student awards")]
        found.students += [item for part in others for item in students.read_students_labelled(page, part)]
    if not found.interests:
        told_in = [part for part in parts if part.kind in ("", "about", "contact", "research", "links")]
        found.interests += [value for part in told_in for value in interests.read_interests_labelled(page, part)]
    if not found.interests:
        told_in = [part for part in parts if part.kind in ("", "about", "research")]
        found.interests += [value for part in told_in for value in interests.read_interests_listed(page, part)]
    if page.source.format != "bibtex":
        read_header(page, parts, found, owner)
        read_sentences(page, parts, found)
        _add_told(page, parts, found)
    if not found.languages:
        told_in = [part for part in parts if part.kind in ("hobbies", "", "about", "contact", "skills", "other")]
        found.languages += [value for part in told_in for value in languages.read_languages_labelled(page, part)]
    if not found.skills:
        told_in = [part for part in parts if part.kind in ("hobbies", "", "about")]
        found.skills += [value for part in told_in for value in values.read_skills_labelled(page, part)]
    found.emails += own_emails(page, parts, owner.names())
    found.links += read_links(page, parts)
    return found


def _add_told(page: Page, parts: Sequence[Part], found: Collected) -> None:
    """The books, papers and exhibitions that sentences name and no list does."""
    until = opening_of(parts)
    opening = [p for p in parts if p.kind == "about" or p.kind == "" and p.body <= until]
    known = [fold(paper.title) for paper in found.papers]
    for paper in (told for part in opening for told in papers_told.read_papers_told(page, part)):
        if not any(title.startswith(fold(paper.title)) for title in known):
            found.papers.append(paper)
    shown = [item for part in opening for item in papers_told.read_shown(page, part)]
    found.projects += [item for item in shown if item.title not in {known.title for known in found.projects}]


def _is_degree(role: str) -> bool:
    """Whether what stands for a role is a degree and no post: "工学硕士"."""
    return bool(find_degrees(role)) and not is_role(role)


def _is_of_papers(page: Page, part: Part, families: frozenset[str]) -> bool:
    """Whether the fields of a section are those of papers, whatever its heading says."""
    if part.kind not in ("projects", "positions", "research", "") or "papers" not in families:
        return False
    return any(part.body <= f.start < part.end and f.path[0] == "papers" for f in page.source.fields)


def _is_left(page: Page, span: Span) -> bool:
    """Whether what was read is what a page template came with."""
    return is_template(page.text[span.start : span.end])


def _add_structured(page: Page, found: Collected, told: Structured) -> None:
    found.positions += told.positions
    found.current += told.current
    found.positions += [post for post in told.current if not is_students(post) and not _is_degree(post.role)]
    found.degrees += [degree for degree in told.degrees if not is_template(degree.organization)]
    found.papers += [paper for paper in told.papers if not _is_left(page, paper.span)]
    found.awards += told.awards
    found.service += told.service
    found.projects += [item for item in told.projects if not _is_left(page, item.span)]
    found.talks += [item for item in told.talks if not _is_left(page, item.span)]
    found.skills += told.skills
    found.interests += told.interests
    found.languages += told.languages
    found.advisors += [advisor for degree in told.degrees for advisor in degree.advisors]
    found.advisors += [advisor for post in told.positions if post.current for advisor in post.advisors]


def _read_part(page: Page, part: Part, owner: Owner, found: Collected, above: Sequence[Part]) -> None:
    part = with_kind(page, part)
    if part.kind in paper_parts.KINDS:
        found.papers += papers.read_papers(page, part, owner)
        found.advisors += _labelled_advisors(page, part)
    elif part.kind in positions.POSITION_KINDS or part.kind == "education":
        career = careers.read_career(page, part, above)
        found.positions += career.positions
        found.degrees += career.degrees
        found.awards += career.awards
        found.advisors += [advisor for degree in career.degrees for advisor in degree.advisors]
        found.advisors += [a for p in career.positions if _POSTDOC.search(p.role) or p.current for a in p.advisors]
        if part.kind == "education":
            found.awards += awards_told.read_awards_beside(page, part.body, part.end)
    elif part.kind in awards.KINDS:
        _read_awards(page, part, found)
    elif part.kind in ("", "other") and part.section.title and owner.name_from == "text":
        # A heading that names a topic, with the owner's papers below it.
        found.papers += [
            p
            for p in papers.read_papers(page, part, owner)
            if len(p.authors) > 1 and any(map(owner.is_called, p.authors))
        ]
    elif part.kind in items.KINDS:
        if part.kind == "teaching":
            headed = is_post_below_employer(part)
            post = part._replace(section=replace(part.section, kind="positions"))
            found.positions += careers.read_career(page, post).positions if headed else ()
            found.positions += () if headed else careers.read_teaching_posts(page, part)
            found.awards += awards_told.read_awards_among(page, part)
        getattr(found, items.KINDS[part.kind]).extend(items.read_items(page, part))
    elif part.kind in ("skills", "languages", "interests"):
        read = values.read_values(page, part)
        if part.kind == "languages":
            split = [(v, languages.split_languages(page, v.span.start, v.span.end)) for v in read]
            read = [w for v, many in split for w in ([page.value(*one) for one in many] if len(many) > 1 else [v])]
        spoken = [v for v in read if languages.is_language(v.text)] if part.kind == "skills" else []
        found.languages += spoken
        getattr(found, part.kind).extend(v for v in read if v not in spoken)


def _labelled_advisors(page: Page, part: Part) -> list[Value]:
    """The advisors whom a row of a section on a thesis names behind a label: "Supervisors | Bo Berg"."""
    lines = page.lines_in(part.body, part.end) if part.kind == "theses" else []
    rows = {line.block: line for line in lines if page.blocks[line.block].kind == "row"}
    labelled = [cells for n in rows if len(cells := page.blocks[n].cells) == 2 and cells[0][1] - cells[0][0] <= 30]
    return [who for cells in labelled for who in read_advisors(page, cells[0][0], cells[1][1])]


def _read_awards(page: Page, part: Part, found: Collected) -> None:
    """The awards of a section; of grants, what money was won for are projects, but for prizes among them."""
    given = awards.read_awards(page, part)
    if part.kind == "grants":
        given = [award for award in given if _PERSONAL.search(award.title)]
        funded = part._replace(section=replace(part.section, kind="projects"))
        told = {award.span.start for award in given}
        found.projects += [item for item in items.read_items(page, funded) if item.span.start not in told]
    elif any(is_served(page.text[line.start : line.end]) for line in page.lines_in(part.body, part.end)):
        served = part._replace(section=replace(part.section, kind="service"))
        found.service += [i for i in items.read_items(page, served) if is_served(page.text[i.span.start : i.span.end])]
    found.awards += given
