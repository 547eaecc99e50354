"""Positions: the posts of an entry, each with its role, organisation and dates, and the words they stand on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.acts import is_prose
from qabot.profiles.affiliations import Facts, Phrase, read_facts, tidy, without_told
from qabot.profiles.career_words import is_same_place
from qabot.profiles.dates import Date
from qabot.profiles.entries import Entry
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.persons import is_name, strip_titles
from qabot.profiles.profile import Position, PositionKind, Value
from qabot.profiles.sections import Part
from qabot.profiles.tenures import read_tenures
from qabot.profiles.terms import is_organization, is_role
from qabot.sources.source import Span

_UNIT = re.compile(  # what is a part of an organisation and does not say of which
    r"^[\w& -]{1,40}\b(?:division|department|team|group|unit|section|branch)$|"
    r"^(?:department|division) of [\w& -]{2,40}$",
    re.I,
)
_SAME = re.compile(r"同(?:上|大学|校|所|社|学部|研究科|研究所|院)?[\s　]+(?=\S)")
POSITION_KINDS: dict[str, PositionKind] = {"positions": "work", "internships": "internship", "visits": "visit"}


def span_of(page: Page, entry: Entry) -> Span:
    """The range of an entry."""
    return page.span(entry.start, entry.end)


def read_positions(
    page: Page, part: Part, entry: Entry, facts: Facts, details: Sequence[Value], inherited: Phrase | None
) -> tuple[list[Position], Phrase | None]:
    """The positions of an entry: one, or one for each role with its own dates below one organisation."""
    roles = facts.of("role")
    organizations = facts.of("organization")
    if not roles and not organizations and not facts.dates:
        return [], inherited
    if (
        not facts.dates
        and not (roles and organizations)
        and part.kind == "positions"
        and not (organizations or roles and inherited)
    ):
        return [], inherited
    role = _whole_role(page, facts, roles) or _titled(page, facts, organizations)
    where = _organization(page, facts, role)
    if where and not role and not organizations and _is_activity(page, where):
        role, where, inherited = Phrase(*where, "role", 0), None, None
    if not where and not role or where and not role and not organizations and _is_project(page.words(*where)):
        return [], inherited
    if where and inherited and is_same_place(page.words(*where)):
        where = Range(inherited.start, inherited.end)
    same = _SAME.match(page.text, role.start, role.end) if role else None
    if role and same and inherited:  # "同 教授": at the place told before
        role, where = role._replace(start=same.end()), None
    if not where and inherited and role:
        where = Range(inherited.start, inherited.end)
    span = span_of(page, entry)
    advisors = tuple({v.text: v for v in (*facts.advisors, *details)}.values())
    kind = POSITION_KINDS.get(part.kind, "work")
    made: list[Position] = []
    for held, date in read_tenures(page, role, roles, facts.dates):
        own = _without_unit(page, _without_people(page, held), where)
        words = page.words(*tidy(page, own.start, own.end)) if own else ""
        if "。" in words:
            continue  # sentences, no role
        organization = _with_institution(page, facts, role, where) if where else ""
        parts = _parts(page, own, where, date)
        now = bool(date and date.current)
        made.append(
            Position(
                role=words,
                organization=organization,
                span=span,
                start=date.start if date else None,
                end=date.end if date and not now else None,
                current=now,
                place=_place(page, facts, where),
                kind=position_kind(words, kind),
                advisors=advisors,
                parts=parts,
            )
        )
    return made, (Phrase(*where, "organization", 0) if where else inherited)


_TOWN = re.compile(r"(?<![\w’'-])[A-ZÀ-Þ][^\W\d_]+(?:[ -][A-ZÀ-Þ][^\W\d_]+){0,2},\s$")


def _place(page: Page, facts: Facts, where: Range | None) -> str:
    """Where a post was held, with the town before a state or country, "" if the entry does not say."""
    found = next(iter(facts.of("place")), None)
    if found is None:
        return ""
    line = page.text.rfind("\n", 0, found.start) + 1
    begin = max([line, *(p.end for p in facts.phrases if p.end <= found.start and p.kind in ("role", "person"))])
    begin = max(begin, where.end) if where and where.end <= found.start else begin
    town = _TOWN.search(page.text, begin, found.start)
    behind = [p for p in facts.of("place") if page.text[found.end : p.start] == ", "]
    return page.words(town.start() if town else found.start, (behind or [found])[0].end)


def _is_activity(page: Page, words: Range) -> bool:
    """Whether words say what somebody did, not where: only the first of them is capitalised, "Private tuition"."""
    return bool(re.fullmatch(r"[A-ZÀ-Þ][a-zà-ÿ]+(?: [a-zà-ÿ]{3,}){1,3}", page.words(*words)))


def _is_project(words: str) -> bool:
    """Whether words that no table knows tell what was done, and no post: "Autonomous tracking of drifting ice"."""
    return is_prose(words) or bool(_PROJECT.search(words))


_PROJECT = re.compile(
    r"\b(?:(?:master|bachelor|phd|diploma|honou?rs)['’]?s? (?:thesis|project)|thesis project)\b", re.I
)
_LAB_BEFORE = re.compile(r"[(（][^()（）\n]{2,30}(?:研究室|実験室|実験室|ラボ)[)）]\s*(?=[^\s)）])")  # "(X研究室) 助教"


def _whole_role(page: Page, facts: Facts, roles: Sequence[Phrase]) -> Phrase | None:
    """The role, with the second role that stands right behind it: "Lecturer / Assistant Professor"."""
    if not roles:
        return None
    first = roles[0]
    lab = _LAB_BEFORE.match(page.text, first.start, first.end)
    first = first._replace(start=lab.end()) if lab else first
    for other in roles[1:]:
        if other.line == first.line and re.fullmatch(
            r"\s*(?:[/,，、&]|,? (?:and )?(?:then|later)|,? promoted to)\s*", page.text[first.end : other.start]
        ):
            first = first._replace(end=other.end)
    return first


_WITH_WHOM = re.compile(r"\s+(?:with|w/|under|mit|avec|con)\s+(?:Prof\.?\s|Dr\.?\s)*")


def _without_people(page: Page, role: Phrase | None) -> Phrase | None:
    """A role without whom it was held with: "Postdoc with Jane Doe"."""
    link = _WITH_WHOM.search(page.text, role.start, role.end) if role else None
    if role and link and is_name(strip_titles(page.words(link.end(), role.end))):
        return role._replace(end=link.start())
    return role


def _without_unit(page: Page, role: Phrase | None, where: Range | None) -> Phrase | None:
    """A role without the unit it is held in, where the school stands elsewhere: "冰雪学院，副教授"."""
    comma = page.text.rfind("，", role.start, role.end) if role and where else -1
    if role is None or comma < 0 or where is None or role.start <= where.start < role.end:
        return role
    behind, before = page.trim(comma + 1, role.end), page.words(role.start, comma)
    held = is_role(page.words(*behind)) and is_organization(before) and not is_role(before)
    if is_role(before) and page.words(*behind).isascii() and not is_role(page.words(*behind)):
        return role._replace(end=comma)  # "研究实习生，foundation models"
    return role._replace(start=behind.start) if held else role


def _titled(page: Page, facts: Facts, organizations: Sequence[Phrase]) -> Phrase | None:
    """What a post is called by no word of the table: the bold line beside the line that names the organisation."""
    unknown = [p for p in facts.of("") if all(p.line != o.line for o in organizations)]
    if not organizations or len(unknown) != 1 or not facts.dates:
        return None
    words = page.words(unknown[0].start, unknown[0].end)
    bold = page.marked(unknown[0].start, unknown[0].end, "strong")
    beside = bool(re.fullmatch(r"(?:[A-Z][\w'’-]+ ){1,3}[A-Z][\w'’-]+", words)) and any(
        page.marked(o.start, o.end, "strong") for o in organizations
    )
    fits = len(words) <= 60 and words[:1].isupper()
    return unknown[0]._replace(kind="role") if (bold or beside) and fits else None


def position_kind(role: str, kind: PositionKind) -> PositionKind:
    """The kind of a post: that of its section, else what its role says."""
    if kind != "work":
        return kind
    if re.search(r"\bintern(?:ship|s)?\b|实习|インターン|인턴|praktikant|стаж[её]р|stagiaire", role, re.I):
        return "internship"
    if re.search(r"\bvisit(?:ing|or)\b|\bguest\b|exchange|访问|交换|gastwissenschaftler|客員|방문", role, re.I):
        return "visit"
    return kind


_COURSE = re.compile(r"[A-Z]{3,5}\s?-?\d{3,4}[A-Z]?\b:?\s+[A-Z]")  # "ICE1005 Introduction to ice": what was taught


def _organization(page: Page, facts: Facts, role: Phrase | None) -> Range | None:
    """Where the post is held: the phrases on one line that are no role, from the first name on."""
    taught = {p.line for p in facts.phrases if _COURSE.match(page.text, p.start)}
    candidates = [p for p in facts.phrases if p.kind in ("organization", "") and p.line not in taught]
    candidates = [p for p in candidates if page.words(p.start, p.end).lower() not in ("then", "later", "now", "since")]
    if not candidates:
        return None
    known = [p for p in candidates if p.kind == "organization"]
    lines = list(dict.fromkeys(p.line for p in known)) or list(dict.fromkeys(p.line for p in candidates))
    line = (
        next((n for n in lines if role is None or n != role.line), lines[0])
        if len(lines) > 1 and not (role and role.line in lines and any(p.line == role.line for p in known))
        else lines[0]
    )
    if role and role.line in lines and any(p.line == role.line for p in known) and len(lines) == 1:
        line = role.line
    strong = [
        p.line
        for p in candidates
        if page.marked(p.start, p.end, "strong", "link") and (role is None or p.line != role.line)
    ]
    first_known = min((p.line for p in known), default=None)
    if strong and (first_known is None or strong[0] < first_known):
        line = strong[0]
    lead = next((p for p in facts.phrases if p.kind in ("organization", "", "role")), None)
    if lead and lead.kind == "" and role and role.line != lead.line and (not known or known[0].line == role.line):
        line = lead.line
    if role and all(_UNIT.search(page.words(p.start, p.end)) for p in known):
        beside = [p for p in candidates if p.line == role.line and p.start > role.end and p.kind == ""]
        line = role.line if beside else line
    here = [p for p in candidates if p.line == line]
    after = [p for p in here if role is None or role.line != line or p.start > role.start]
    before = [p for p in here if p not in after]
    group = (
        after
        if any(p.kind == "organization" for p in after) or (after and not any(p.kind == "organization" for p in before))
        else before or after
    )
    if before and group is after and _names_school(page, before) and not _names_school(page, after):
        group = before  # "University of Oslo, Lecturer (Ice Department)"
    blockers = [p for p in facts.phrases if p.line == line and p.kind in ("role", "person", "place", "aside")]
    group = _behind_course(page, role, group) if group is after else group
    start = group[0]
    end = start
    last = max((p.end for p in group if p.kind == "organization"), default=-1)
    for phrase in group:
        if phrase.start < start.start or any(end.end <= b.start < phrase.start for b in blockers):
            continue
        if any(end.end <= date.begin < phrase.start for date in facts.dates):
            break
        words = page.words(phrase.start, phrase.end)
        if phrase is not start and not _goes_on(page, end, phrase, words):
            break
        # Behind the organisation stands the town, or a sentence.
        if (
            phrase.kind == ""
            and 0 <= last < phrase.start
            and (len(words) > 60 or len(words.split()) == 1 and words.isalpha() and not words.isupper())
        ):
            break
        end = phrase
    end = _run_on(page, facts, end, role)
    return _named(page, facts, start, end)


def _behind_course(page: Page, role: Phrase | None, group: list[Phrase]) -> list[Phrase]:
    """The phrases behind a role, without the course that stands before the school: "Tutor, Frost I, Keld College"."""
    if role is None or group[0].kind == "organization" or not _TEACHES.search(page.text, role.start, role.end):
        return group
    schools = (n for n, p in enumerate(group) if p.kind and _SCHOOL.search(page.words(p.start, p.end)))
    return group[next(schools, 0) :]


_TEACHES = re.compile(r"\b(?:teaching (?:assistant|fellow)|TA|tutor|grader|instructor|demonstrator)\b", re.I)


def _named(page: Page, facts: Facts, start: Phrase, end: Phrase) -> Range:
    """The name of an organisation from its first phrase to its last, without who led it and what is told of it."""
    led = _LED_BY.search(page.text, start.start + 2, end.end)
    if led:
        return tidy(page, start.start, led.start())
    name = tidy(page, start.start, campus(page, facts, start.start, end.end, end.line))
    aside = _TOLD_OF_IT.search(page.text, *name)
    return without_told(page, Range(name.start, aside.start()) if aside and aside.start() > name.start else name)


_TOLD_OF_IT = re.compile(  # "Ice Works (smart metering, testing)", "Ice Works (3 months)"
    r"\s*\((?:(?=[a-zà-ÿ])[^()]{4,},?\s[^()]{4,}|\d{1,2}[ -](?:months?|weeks?|years?|mois|Monate|meses|mesi))\)?$"
)


def _with_institution(page: Page, facts: Facts, role: Phrase | None, where: Range) -> str:
    """The words of an organisation, with the institution it is part of where that fills a column of its own."""
    words = page.words(*where)
    if role is None or not facts.in_row or page.text.find("\n", role.start, where.end) >= 0:
        return words
    others = [p for p in facts.of("organization") if p.start >= where.end and p.line > role.line]
    alone = len(others) == 1 and sum(p.line == others[0].line and p.kind != "place" for p in facts.phrases) == 1
    told = page.words(others[0].start, others[0].end) if alone and where.start > role.start else ""
    return f"{words}, {told}" if told and told not in words and not _UNIVERSITY.search(words) else words


def _names_school(page: Page, phrases: Sequence[Phrase]) -> bool:
    return any(p.kind == "organization" and _UNIVERSITY.search(page.words(p.start, p.end)) for p in phrases)


_DOING = re.compile(r"[a-z]+(?:ing|ed)\s")
_FULL_STOP = re.compile(r"[.。:：;；]\s")
_VERB = re.compile(r"(?:[A-Z][a-z]+(?:ing|ed)|Led|Built|Taught|Wrote|Won|Ran|This|The|My|Our|We|I)\s")


def _goes_on(page: Page, before: Phrase, phrase: Phrase, words: str) -> bool:
    """Whether a phrase is more of the organisation before it: no sentence, no "developing sledges" about the work."""
    if _DOING.match(words):
        return False
    if not _FULL_STOP.search(page.text, before.end, phrase.start):
        return True
    return phrase.kind == "organization" and len(words) <= 60 and not _VERB.match(words)


_UNIVERSITY = re.compile(r"\b(?:universi|università|polytech|hochschule\b)", re.I)
_LED_BY = re.compile(r",?\s(?:dirigée?|encadrée?|animée?|led|headed|geleitet)\s(?:par|by|von)\s", re.I)


_SCHOOL = re.compile(r"\b(?:universi|universid|università|polytech|politec|hochschule|college\b|eth\b|epfl\b)", re.I)


def _run_on(page: Page, facts: Facts, last: Phrase, role: Phrase | None) -> Phrase:
    """The end of an organisation that runs on in the next lines: "Institute of Ice,\\nUniversity of Oslo"."""
    for _ in range(2):
        following = next((p for p in facts.phrases if p.line == last.line + 1), None)
        if not following or following.kind != "organization" or following.start < last.end or following is role:
            return last
        gap = page.text[last.end : following.start]
        words = page.words(last.start, last.end), page.words(following.start, following.end)
        of_it = not _SCHOOL.search(words[0]) and _SCHOOL.search(words[1])  # an institute, then its university
        if gap.strip() != "," and not (gap.strip() == "" and "\n" in gap and of_it):
            return last
        last = following
    return last


def campus(page: Page, facts: Facts, start: int, end: int, line: int) -> int:
    """The end of a school's name with the campus that is part of it: "University of California, Santa Cruz"."""
    follow = next((p for p in facts.of("place") if p.line == line and p.start > end and p.start - end <= 3), None)
    if (
        follow
        and re.search(
            r"University of (?:California|Texas|Wisconsin|Illinois|Michigan|North Carolina|Massachusetts|Maryland)$",
            page.text[start:end],
        )
        and not re.fullmatch(r"USA?|U\.S\.A?\.?|United States|[A-Z]{2}", page.text[follow.start : follow.end])
    ):
        return follow.end
    return end


def _parts(page: Page, role: Phrase | None, where: Range | None, date: Date | None) -> dict[str, Span]:
    parts: dict[str, Span] = {}
    if role:
        parts["role"] = page.span(role.start, role.end)
    if where:
        parts["organization"] = page.span(*where)
    if date:
        parts["start"] = page.span(date.begin, date.stop)
        if date.end:
            parts["end"] = page.span(date.begin, date.stop)
    return parts


def read_line(page: Page, line: Line) -> Position | None:
    """The present post that one line tells: "Assistant Professor, Department of X, Y University"."""
    facts = read_facts(page, [line], degrees=False)
    role = _whole_role(page, facts, facts.of("role"))
    where = _organization(page, facts, role)
    return make_post(page, Range(role.start, role.end), where, Range(line.start, line.end)) if role and where else None


def make_post(page: Page, role: Range, where: Range, whole: Range) -> Position:
    """A present post from the ranges that tell it."""
    parts = {"role": page.span(*role), "organization": page.span(*where)}
    words = page.words(*role)
    return Position(
        role=words,
        organization=page.words(*where),
        span=page.span(*whole),
        current=True,
        kind=position_kind(words, "work"),
        parts=parts,
    )
