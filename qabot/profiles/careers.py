"""Positions and degrees: entries of the sections on work and study, each with its dates and the words it stands on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from qabot.profiles.acts import tells_of_work
from qabot.profiles.affiliations import LED_BY, Facts, Phrase, read_facts
from qabot.profiles.awards import read_award_line
from qabot.profiles.career_entries import career_entries
from qabot.profiles.career_facts import Told, told_entries
from qabot.profiles.career_places import (
    at_school_above,
    by_columns,
    employer_above,
    with_employer,
    with_field,
    with_unit,
    without_bare,
)
from qabot.profiles.career_rows import below_date
from qabot.profiles.cells import cells_of, entry_cells
from qabot.profiles.columns import Columns, read_columns
from qabot.profiles.dates import read_dates
from qabot.profiles.degree_events import entered_and_left, is_school_event, same_school
from qabot.profiles.degree_schools import with_school_above
from qabot.profiles.education import read_degrees, under_degree, with_school_lines
from qabot.profiles.entries import Entry, read_entries
from qabot.profiles.entry_kinds import is_attended, is_degree_entry, is_post, names_qualification
from qabot.profiles.entry_lines import clean_line
from qabot.profiles.page import Line, Page
from qabot.profiles.people import read_advisors, read_people
from qabot.profiles.positions import read_positions
from qabot.profiles.profile import Award, Degree, Position, Value
from qabot.profiles.sections import Part
from qabot.profiles.terms import is_role, role_at


class Career(NamedTuple):
    """What a section on work or study says."""

    positions: tuple[Position, ...] = ()
    degrees: tuple[Degree, ...] = ()
    awards: tuple[Award, ...] = ()  # what stands among them, and is neither


_PRIZE = re.compile(r"[A-ZÀ-Þ].*\b(?:grant|award|prize|medal|preis|prix|premio)$", re.I)


def _prizes(page: Page, positions: Sequence[Position]) -> tuple[list[Position], list[Award]]:
    """The posts, and the awards among what stands there as posts: "2020 Ice Starting Grant" in a timeline."""
    won = [post for post in positions if _PRIZE.fullmatch(post.role or post.organization) and not is_role(post.role)]
    lines = [line for post in won for line in page.lines_in(post.span.start, post.span.end)[:1]]
    return [post for post in positions if post not in won], [a for line in lines for a in read_award_line(page, line)]


def read_career(page: Page, part: Part, above: Sequence[Part] = ()) -> Career:
    """The positions and degrees of one section; `above`: headings that run on into its own."""
    columns = read_columns(page, part)
    entries = career_entries(page, part, columns, above)
    if part.kind == "education":
        return _read_study(page, part, columns, told_entries(page, entries, True))
    return _read_work(page, part, columns, told_entries(page, entries, False))


def _read_study(page: Page, part: Part, columns: Columns, told: Sequence[Told]) -> Career:
    """The degrees of a section on study, and the posts and honours told among them."""
    positions: list[Position] = []
    degrees: list[Degree] = []
    honours: list[Award] = []
    school: Degree | None = None
    for entry, cells, facts in told:
        details = [*_advisors(page, (*entry.details, *entry.lines)), *_chairs(page, (*entry.details, *entry.lines))]
        if names_qualification(page, facts):
            honours += [a for line in entry.lines[:1] for a in read_award_line(page, line) if _FELLOW.match(a.title)]
            continue
        if is_post(page, facts):
            positions += read_positions(page, part, entry, read_facts(page, cells, degrees=False), details, None)[0]
            continue
        if degrees and _is_part_of_study(page, entry, facts, degrees[-1]):
            continue
        found = same_school(page, entry, facts, degrees, details) or read_degrees(page, entry, facts, details)
        if not found and degrees and _tells_advisors(page, entry, details):
            degrees[-1] = replace(degrees[-1], advisors=(*degrees[-1].advisors, *details))
        found, school = with_school_above(page, entry, facts, found, school)
        found = [at_school_above(page, entry, degree, degrees) for degree in found]
        degrees += [with_field(page, columns, entry, degree) for degree in found]
    degrees = under_degree(page, part, with_school_lines(page, degrees))
    positions, awards = _prizes(page, positions)
    return Career(tuple(positions), tuple(entered_and_left(page, degrees)), (*awards, *honours))


def _read_work(page: Page, part: Part, columns: Columns, told: Sequence[Told]) -> Career:
    """The posts of a section on work, and the degrees told among them."""
    positions: list[Position] = []
    degrees: list[Degree] = []
    organization: Phrase | None = None
    for entry, cells, facts in told:
        details = _advisors(page, entry.details)
        if _is_at_school(page, entry, facts) or is_degree_entry(page, cells, facts):
            study = read_facts(page, cells, degrees=True)
            found = same_school(page, entry, study, degrees, details) or read_degrees(page, entry, study, details)
            found = [at_school_above(page, entry, degree, degrees) for degree in found]
            degrees += [with_field(page, columns, entry, degree) for degree in found]
            continue
        above = employer_above(page, entry)
        elsewhere = bool(facts.of("place")) and page.blocks[entry.lines[0].block].kind == "item"
        inherited = None if elsewhere and not facts.of("organization", "") else organization
        made, organization = read_positions(page, part, entry, facts, details, above or inherited)
        below = [line for line in entry.details if page.blocks[line.block].parent >= 0]
        nested_below = organization and any(line.start <= organization.start < line.end for line in below)
        made = by_columns(page, columns, entry, made)
        made = [with_employer(page, above, post) for post in made] if above else made
        nested = _nested_posts(page, part, entry, _employer_of_list(page, entry, facts) or organization)
        bare = not any(post.role for post in made)  # the employer and its years, above the posts held there
        made = [*nested] if nested and (not facts.dates or bare) else [*made, *nested]
        positions += [with_unit(page, columns, entry, post) for post in made]
        organization = None if nested_below else organization  # told below its post, it is not that of the next
    if _HELD_NOW.match(part.section.title):
        positions = [post if post.end or post.start else replace(post, current=True) for post in positions]
    positions = [post for post in without_bare(positions) if not _is_of_contest(page, post)]
    positions, awards = _prizes(page, positions)
    return Career(tuple(positions), tuple(entered_and_left(page, degrees)), tuple(awards))


def _advisors(page: Page, lines: Sequence[Line]) -> list[Value]:
    return [who for line in lines for who in read_advisors(page, line.start, line.end)]


_CHAIRED = re.compile(r"(?:[.;,(]\s?|^|\s[-–—|]\s|\n)(?:(?:dissertation|thesis) )?(?:co-)?chairs?\s?:\s*", re.I)


def _chairs(page: Page, lines: Sequence[Line]) -> list[Value]:
    """Who chaired the committee of a degree: "Chair: Rita Holm"."""
    told = [(match.end(), line.end) for line in lines for match in _CHAIRED.finditer(page.text, line.start, line.end)]
    return [Value(name.text, page.span(name.start, name.end)) for a, b in told for name in read_people(page.text, a, b)]


def _is_at_school(page: Page, entry: Entry, facts: Facts) -> bool:
    """Whether an entry of a career tells that somebody went to school."""
    first = page.text[entry.lines[0].start : entry.lines[0].end] if entry.lines else ""
    if is_school_event(first):
        return True
    return not facts.of("role") and (bool(_PUPIL.search(first)) or is_attended(page, entry))


_FELLOW = re.compile(r"(?:elected )?fellow\b", re.I)


_CONTEST = re.compile(r"\b(?:contests?|olympiads?|hackathons?|competitions?|championships?|tournaments?)\b", re.I)
_SCHOOL_DAYS = re.compile(r"\b(?:summer|winter|spring|autumn|fall) school\b|\bworkshop\b|\bboot ?camp\b", re.I)
_CONTESTANT = re.compile(
    r"(?:(?:the|a|an|main|team|core|group|deputy|vice)\s)*(?:members?|captain|leader|participant|contestant|competitor|finalist|"
    r"chief|winner|medall?ist|delegate)?\b",
    re.I,
)


def _is_of_contest(page: Page, post: Position) -> bool:
    """Whether what stands as a post is somebody's part in a contest or school of some days: "Ice Summer School"."""
    words = page.text[post.span.start : post.span.end].split("\n")[0]
    if not post.role and _SCHOOL_DAYS.search(words):
        return True
    found = _CONTESTANT.match(post.role)
    return bool(_CONTEST.search(words)) and (not post.role or found is not None and found.end() > 0)


_HELD_NOW = re.compile(
    r"(?:current|present|actual|aktuell|текущ|нынешн|現職|现职|现任|現任|현직)|"
    r"(?:cargos?|puestos?|roles?|postes?|posizion\w+|positions?|funciones|fonctions?) (?:actu|atua|attual)",
    re.I,
)


_PART = re.compile(r"(?:part|year|term|semester)\s(?:[ivx]{1,3}[ab]?|\d|one|two|three)\b|minors?\b|majors?\b", re.I)


def _is_part_of_study(page: Page, entry: Entry, facts: Facts, above: Degree) -> bool:
    """Whether an entry without a date tells of a part of the degree above it: "Part III | Physics"."""
    told = _PART.match(page.text, entry.start, entry.end)
    return told is not None and not facts.dates and bool(above.start or above.end)


def _tells_advisors(page: Page, entry: Entry, details: Sequence[Value]) -> bool:
    """Whether an entry is a line that names advisors and nothing else: a row of its own below a degree."""
    words = page.text[entry.start : entry.end]
    return bool(details) and not read_dates(words) and len(words) <= 60 + sum(len(v.text) + 10 for v in details)


def _nested_posts(page: Page, part: Part, entry: Entry, organization: Phrase | None) -> list[Position]:
    """The posts that the lines nested in an entry tell, each with its own date: "Chair, 2016-2019" below a school."""
    made: list[Position] = []
    if organization and _lists_roles(page, entry):
        for line in entry.details:
            facts = read_facts(page, cells_of(page, clean_line(page, line)), degrees=False)
            made += read_positions(page, part, Entry((clean_line(page, line),)), facts, [], organization)[0]
        return made
    for line in entry.details if organization else ():
        line = clean_line(page, line)
        words = page.text[line.start : line.end]
        told = tells_of_work(words) or LED_BY.match(words)
        if told or len(words) > 90 or words.endswith(".") or not read_dates(words):
            continue
        facts = read_facts(page, cells_of(page, line), degrees=False)
        lead = next((p for p in facts.phrases if p.kind), None)
        if lead and lead.kind == "role" and lead.start <= line.start + 1 and not facts.of("organization"):
            made += read_positions(page, part, Entry((line,)), facts, [], organization)[0]
    return made


def _lists_roles(page: Page, entry: Entry) -> bool:
    """Whether an entry is an employer and below it nothing but roles, a line each: "Professor", "Fellow, Ice Lab"."""
    words = [page.text[line.start : line.end] for line in (clean_line(page, line) for line in entry.details)]
    head = page.text[entry.start : entry.lines[-1].end]
    if len(words) < 2 or read_dates(head) or is_role(head):
        return False
    return all(len(line) <= _LONGEST_EMPLOYER and _leads_with_role(line) for line in words)


def _leads_with_role(words: str) -> bool:
    role = role_at(words)
    plain = not read_dates(words) and not tells_of_work(words) and not words.endswith(".")
    return role is not None and role.start() <= _NEAR_ROLE and plain


_NEAR_ROLE = 32  # characters: "Adjunct Associate Professor"


def _employer_of_list(page: Page, entry: Entry, facts: Facts) -> Phrase | None:
    """The employer, named by no word of the tables, on the line above the dated posts of a list: "Nivex – Oslo:"."""
    head = entry.lines[0]
    if len(entry.lines) > 1 or facts.dates or {phrase.kind for phrase in facts.phrases} - {"", "place"}:
        return None
    name = page.trim(head.start, head.end, " \t:：.,")
    short = name.end - name.start <= _LONGEST_EMPLOYER and page.text[name.start : name.start + 1].isupper()
    return Phrase(name.start, name.end, "organization", 0) if short else None


_LONGEST_EMPLOYER = 60  # characters


def _told_behind(page: Page, where: Phrase, phrase: Phrase) -> bool:
    """Whether a phrase behind an organisation tells of the post, set apart by more than a comma."""
    return phrase.start >= where.end and bool(
        re.search(r"[;:.]|\n|\s[-–—]{1,3}\s", page.text[where.end : phrase.start])
    )


_WHOSE = re.compile(r"\s(?:for|to|of|d['’]une?|des?|von|für|di|para)\s")  # "Training for interns" is no intern's


def _of_the_post(page: Page, facts: Facts) -> Facts:
    """The facts of a teaching post without what is told behind role, place and date: its courses and duties."""
    roles, known = facts.of("role"), facts.of("organization")
    if not roles or not known or not facts.dates:
        return facts
    last = max(roles[0].end, known[0].end, facts.dates[0].stop)
    stop = page.text.find("\n", last)
    near = [p for p in facts.phrases if stop < 0 or p.start < stop]
    near = [p for p in near if p == roles[0] or not _told_behind(page, known[0], p)]
    apart = known[0].line != roles[0].line  # then a town may stand behind the school
    near = [p for p in near if p.kind or not apart or p.line != known[0].line or p.start < known[0].end]
    return facts._replace(phrases=tuple(near))


def read_teaching_posts(page: Page, part: Part) -> list[Position]:
    """The dated posts of a section on teaching: a role at an organisation, with no course beside them."""

    def anchor(line: Line) -> bool:
        return bool(read_dates(page.text, line.start, line.end)) and line.end - line.start < 260

    made: list[Position] = []
    for entry in read_entries(page, part, anchor):
        entry = below_date(page, entry)
        facts = read_facts(page, _first_line(page, entry_cells(page, entry)), degrees=False)
        facts = _of_the_post(page, facts)
        known = facts.of("organization")
        roles = [p for p in facts.of("role") if is_role(_WHOSE.split(page.text[p.start : p.end])[0])]
        alone = len(roles) == len(facts.of("role")) == 1 and not facts.of("")
        if alone and known and facts.dates and not _names_course(page, roles[0], known):
            made += read_positions(page, part, entry, facts, [], None)[0]
    return made


def _names_course(page: Page, role: Phrase, known: Sequence[Phrase]) -> bool:
    """Whether a role holds a course's number, or one that looks like a firm stands before the school."""
    schools = [_SCHOOL.search(page.words(p.start, p.end)) is not None for p in known]
    return _COURSE_NUMBER.search(page.text, role.start, role.end) is not None or (not schools[0] and any(schools))


_COURSE_NUMBER = re.compile(r"\b(?:for|in)\s\d+\.\d+|\b[A-Z]{2,5}[\s-]?\d{3}\b")  # "Assistant for 18.821", "CS-433"
_SCHOOL = re.compile(  # or a unit of one
    r"universi|colleg|school|institut|academy|polytech|hochschul|facult|dep(?:artmen)?t|laborator|大学|大學|学院|대학교",
    re.I,
)


def _first_line(page: Page, cells: Sequence[Line]) -> Sequence[Line]:
    """The columns of a table's row that stand on its first line; below it stands what was done."""
    block = page.blocks[cells[0].block] if cells else None
    if block is None or block.kind != "row" or cells[-1].block != cells[0].block:
        return cells
    first = [cell for cell in cells if "\n" not in page.text[block.start : cell.start]]
    return first if any(read_dates(page.text, cell.start, cell.end) for cell in first) else cells


_PUPIL = re.compile(r"高等学校|高校(?![教講])|中学校|고등학교|(?i:\bhigh school\b|gymnasium\b|\blycée\b|\bliceo\b)")
