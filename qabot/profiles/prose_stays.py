"""Posts told in English by where somebody was: "I interned at X", "previously at Y", "Before: engineer at Z (2019)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qabot.profiles.page import Page, Range
from qabot.profiles.people import read_people
from qabot.profiles.persons import is_name
from qabot.profiles.positions import position_kind
from qabot.profiles.profile import Position, PositionKind, Value
from qabot.profiles.prose_post import AS_ROLE
from qabot.profiles.prose_rows import Place, read_row
from qabot.profiles.prose_where import make_position, names_place, read_where
from qabot.profiles.tables import holds_any
from qabot.profiles.terms import is_organization, is_role


def read_stays(page: Page, sentence: Range) -> Iterator[Position]:
    """The posts that an English sentence tells by their places; some have no role."""
    yield from _several(page, sentence)
    yield from _worked(page, sentence)
    yield from _been(page, sentence)
    yield from _moved(page, sentence)
    yield from _earlier(page, sentence)
    yield from _listed_before(page, sentence)
    yield from _ex(page, sentence)


_EX = re.compile(  # "ex-Nivex", "ex-intern: Nivex ('25), Keld ('24)"
    r"(?<![\w-])[Ee]x-(?P<role>interns?|post-?docs?)?(?:\s?[:@]\s?|\s(?:at|@)\s|(?=[A-ZÀ-Þ]))(?=[A-ZÀ-Þ])"
)


def _ex(page: Page, sentence: Range) -> Iterator[Position]:
    """The places of "ex-Nivex" and of "ex-intern: Nivex ('25), Keld ('24)"."""
    for match in _EX.finditer(page.text, *sentence) if "x-" in page.text[sentence.start : sentence.end] else ():
        row = read_row(page, match.end(), sentence.end) if match["role"] else []
        where = None if row else read_where(page, match.end(), sentence.end)
        lone = [Place(where, Range(where.end, where.end))] if where and not is_role(page.words(*where)) else []
        kind: PositionKind = "internship" if (match["role"] or "").startswith("intern") else "work"
        for place in row or lone:
            yield make_stay(page, None, place, sentence, kind)


_WORKED = re.compile(
    r"\b(?:I|I['’]ve|[Hh]e|[Ss]he|also|and)\s+(?:have\s+|had\s+|also\s+|previously\s+|"
    r"briefly\s+)*(?P<verb>been working|worked|interned|"
    r"spent(?: \w+){1,4}|did (?:an? |my )?(?:research )?internships?|was (?:an? )?intern|visited|"
    r"(?:am|was) (?:also )?working|work|am interning|was employed|have taught|taught|teach|lectured)"
    r"(?:\s(?!with\b)[a-z][\w-]*(?:\s(?:and\s)?[a-z][\w-]*){0,2})?\s+(?:at|with|for|in|"
    r"@)\s+(?:the\s+)?(?!(?:Prof|Dr|Professor|Mr|Ms|Mrs)\b)(?=[A-Z])"
)


_BEEN = re.compile(  # "Before that I was with Nivex", "I've been at Keld since 2014"
    r"\b(?:I|[Hh]e|[Ss]he)(?P<verb>['’]m|['’]ve been|\swas|\sam|\sis|\shas been|\shave been)"
    r"\s(?:(?:also|now|currently|previously|based)\s)?(?:at|with|@)\s(?:the\s)?(?!(?:Prof|Dr|Mr|Ms|Mrs)\b)(?=[A-ZÀ-Þ])"
)
_LED_AT = re.compile(  # "These days I lead the ML Platform team at Nivex"
    r"\b(?:I|[Hh]e|[Ss]he)\s(?:(?:currently|now|also|have|has)\s){0,2}(?P<verb>leads?|led|leading|heads?|headed|manages?|managed|runs?|ran)"
    r"\s(?:the|an?|our)\s[^.;,()\n]{2,60}?\s(?:team|group|lab|org|organization|department|unit|efforts?|programme?|practice)\s"
    r"(?:at|@)\s(?:the\s)?(?=[A-ZÀ-Þ])"
)


_STAYED = re.compile(
    r"(?:\sin\s[A-ZÀ-Þ][\w-]+)?\s(?:for|from|since|until)\s"
)  # of a firm; nobody is with a person so long


def _been(page: Page, sentence: Range) -> Iterator[Position]:
    """Where somebody was or leads others, without a role: "I was with Nivex", "I lead the search team at Keld"."""
    for match in (*_BEEN.finditer(page.text, *sentence), *_LED_AT.finditer(page.text, *sentence)):
        where = read_where(page, match.end(), sentence.end)
        stayed = where and _STAYED.match(page.text, where.end, sentence.end)
        if where and (stayed or names_place(page, where)) and not AS_ROLE.match(page.text, where.end, sentence.end):
            lasts = match["verb"].strip() not in ("was", "led", "headed", "managed", "ran")
            yield make_position(page, None, where, sentence, lasts, "work")


_LEADS = re.compile(
    r"\b(?:I|[Hh]e|[Ss]he)\s(?:(?:currently|now|also|have|has|am|is)\s){0,2}"
    r"(?:led|leads?|leading|heads?|headed|heading|directs?|directed|directing|runs?|ran)\s(?:the\s)(?=[A-Z])"
)


_TEAM = re.compile(r"\b(?:Group|Lab|Laboratory|Team|Cent(?:er|re)|Department|Division|Unit|Institute)\b")


_BEFORE_THAT = re.compile(
    r"\W*(?:(?:prev(?:ious(?:ly)?)?|former(?:ly)?|past|before that|earlier|prior|before(?=:))\b"
    r"(?:\s(?:stops|roles|jobs|positions|lives|life|posts|employers|gigs)\b)?)\s*[:,–—-]?\s+(?:an?\s)?(?=[\w“])",
    re.I,
)


_STATION = re.compile(
    r"(?:(?:,|;|\s[·|])?\s*(?:and\s+)?(?:then\s+)?(?:an?\s+)?(?P<role>[A-Za-z][\w./& -]{2,60}?)\s+(?:at|@)\s+"
    r"(?:the\s+)?|"
    r"(?:,\s+and|,|\s+and)\s+)(?P<where>(?:[A-ZÀ-Þ]|(?<=@\s)[a-z])[^,;()\n]{1,60}?)(?:\s*\((?P<when>[^()\n]{4,50})\)|(?=[,;]|\.(?!\s?\()|\s+and\s|\s*$))"
)


_SUBJECT = re.compile(r"(?:I|[Hh]e|[Ss]he|[Ww]e|[Tt]hey)\s")
_BRIEF = re.compile(r"[A-ZÀ-Þ]|[a-z]{2,4}$")  # "MTS", "swe"


def _listed_before(page: Page, sentence: Range) -> Iterator[Position]:
    """The posts that stand behind "Previously": "Previously: engineer at X (2018-2021), intern at Y (2016)"."""
    lead = _BEFORE_THAT.match(page.text, sentence.start, sentence.end)
    position = lead.end() if lead else sentence.end
    role: Range | None = None
    while station := _STATION.match(page.text, position, sentence.end):
        listed = (
            role is not None and station["when"] is not None
        )  # then what stands there is a role: "MTS at Nivex (2004)"
        role = page.trim(*station.span("role"), " ,") if station["role"] else role
        if role and _SUBJECT.match(page.text, role.start):
            return  # "I was fortunate to complete an internship at X under Bo Berg and Cy Dahl"
        if not role or not is_role(page.words(*role)) and not (listed and _BRIEF.match(page.words(*role))):
            return
        where = page.trim(*station.span("where"))
        post = make_position(page, role, where, Range(station.start(), station.end()), False, "work")
        parts = post.parts if station["role"] else {k: v for k, v in post.parts.items() if k != "role"}
        yield replace(post, span=page.span(*page.trim(*sentence)), parts=parts)
        position = station.end()


_BEFORE = re.compile(r"[,;(]\s*(?:and\s)?(?:previously|formerly|before (?:this|that),?)\s+at\s+(?:the\s+)?", re.I)


_BEFORE_FIRST = re.compile(r"\W*(?:previously|formerly|before (?:this|that)),?\s+at\s+(?:the\s+)?", re.I)


def _earlier(page: Page, sentence: Range) -> Iterator[Position]:
    """Where somebody was before, without saying as what: "a fellow at X; previously at Y"."""
    first = _BEFORE_FIRST.match(page.text, sentence.start, sentence.end)
    match = first or _BEFORE.search(page.text, sentence.start, sentence.end)
    where = read_where(page, match.end(), sentence.end) if match else None
    if where and is_organization(page.words(*where)):
        yield make_position(page, None, where, sentence, False, "work")


def _worked(page: Page, sentence: Range) -> Iterator[Position]:
    """Where somebody worked, without saying as what: "I interned at X"."""
    text = page.text
    for match in _WORKED.finditer(text, sentence.start, sentence.end):
        if _COLLABORATES.search(match.group()) or _STUDIED_ABROAD.search(match.group()):
            continue
        where = read_where(page, match.end(), sentence.end)
        if (
            where
            and names_place(page, where)
            and not _STUDIED_THERE.match(text, where.end, sentence.end)
            and not (_WITH_SOMEONE.search(match.group()) and _is_person(page, where))
            and (not match.group().rstrip().endswith((" in", " in the")) or is_organization(page.words(*where)))
            and not AS_ROLE.search(text, where.end, min(sentence.end, where.end + 40))
        ):
            verb = match["verb"]
            kind: PositionKind = "internship" if "intern" in verb else "visit" if "visit" in verb else "work"
            row = read_row(page, match.end(), sentence.end)
            yield from (make_stay(page, None, place, sentence, kind) for place in row)
            for place in _each_place(page, where) if not row else ():
                yield make_position(
                    page, None, place, sentence, verb in ("am working", "am also working", "work", "been working"), kind
                )


_STUDIED_THERE = re.compile(
    r"(?:\s\([^()]{2,20}\))?,?\swhere\s(?:I|he|she)\s(?:\w+ly\s)?(?:earned|received|obtained|completed|got|did|finished)\s"
    r"(?:my|his|her|an?)\s(?:[\w.'’-]+\s){0,2}?(?:degree|bachelor|master|B\.|M\.|Ph|undergrad)"
)
_WITH_SOMEONE = re.compile(r"\bwith\s+$")


def _is_person(page: Page, where: Range) -> bool:
    """Whether who somebody worked with is a person, or several: "worked with Bo Berg and Cy Dahl"."""
    first = re.split(r",|\sand\s", page.words(*where))[0]
    return is_name(first) and not is_organization(first)


_MOVED_TO = re.compile(
    r"\b(?:moved|went|came|relocated|transferred|returned|headed)\s(?:back\s)?to\s(?:the\s)?(?=[A-ZÀ-Þ])"
)


_FOR_A_POST = re.compile(
    r"\s(?:for|to (?:do|start|begin|take up)|on)\s(?:an?|my)\s(?P<role>(?:[\w-]+\s){0,4}?"
    r"(?i:post-?\s?doc(?:toral)?(?:\s(?:fellowship|"
    r"position|stint|stay))?|internship|fellowship|lectureship|sabbatical|residency|research stay))\b"
)


def _moved(page: Page, sentence: Range) -> Iterator[Position]:
    """A post that somebody moved for: "I moved to X for a postdoc with Y"."""
    for match in _MOVED_TO.finditer(page.text, sentence.start, sentence.end):
        purpose = _FOR_A_POST.search(page.text, match.end(), min(sentence.end, match.end() + 120))
        where = read_where(page, match.end(), purpose.start()) if purpose else None
        if purpose and where and names_place(page, where):
            yield make_position(page, Range(*purpose.span("role")), where, sentence, False, "work")


_STUDIED_ABROAD = re.compile(r"\b(?:semesters?|terms?|exchange|abroad|Erasmus)\b")
_COLLABORATES = re.compile(r"\b(?:also|am|was)?\s*work(?:ing)?\s+with\s+(?:the\s+)?$")


SEVERAL = re.compile(
    r"(?P<role>\b(?:(?:research|summer|winter|software|engineering|industr\w+|academic|visiting|post-?doc\w*|faculty|short|"
    r"teaching|clinical|doctoral|student|data|science|ML|AI|PhD)\s){0,3}"
    r"(?:internships|stays|(?P<held>positions|appointments|fellowships|professorships|lectureships|postdocs|"
    r"residencies|placements)))"
    r"\s+(?:at|with|in)\s+(?:the\s+)?(?=[A-Z])"
)
_HELD_SEVERAL = (
    *("internships", "stays", "positions", "appointments", "fellowships", "postdocs", "residencies", "placements"),
    *("professorships", "lectureships"),
)
_HAD = re.compile(
    r"\b(?:h[oe]ld|did|completed|had|including|undertook|undertaken|holding|holds|took)\s(?:\w+\s){0,2}?(?:and\s\w+\s)?$"
)
_WANTED = re.compile(
    r"\b(?:looking|seeking|open|interested|apply\w*|hoping|offers?|available|students?|go|gone|going|went)\b[^.;]{0,30}$"
)


def _several(page: Page, sentence: Range) -> Iterator[Position]:
    """Posts of one kind at several places: "internships at Nivex (2018) and Frost Labs (2019)"."""
    held = holds_any(page.text[sentence.start : sentence.end], _HELD_SEVERAL)
    for match in SEVERAL.finditer(page.text, sentence.start, sentence.end) if held else ():
        before = Range(max(sentence.start, match.start() - 60), match.start())
        if _WANTED.search(page.text, *before) or match["held"] and not _HAD.search(page.text, *before):
            continue
        role = re.sub(r"(?<=c)ies$|s$", lambda end: "y" if end[0] == "ies" else "", match["role"])
        for place in read_row(page, match.end(), sentence.end):
            post = make_stay(page, None, place, sentence, "work")
            yield replace(post, role=role, kind=position_kind(role, "work"))


def make_stay(page: Page, role: Range | None, place: Place, sentence: Range, kind: PositionKind) -> Position:
    """The post at one place of a row; its date and its mentors are those told in the brackets behind it."""
    told = Range(place.where.start, max(place.where.end, place.aside.end))
    post = make_position(page, None, place.where, told, False, kind)
    people = (
        read_people(page.text, with_whom.end(), told.end)
        if (with_whom := _WITH_WHOM.search(page.text, *place.aside))
        else []
    )
    mentors = [Value(name.text, page.span(name.start, name.end)) for name in people]
    tick = _TICK.search(page.text, *place.aside) if not post.start and not post.end else None
    if tick:  # "('25)"
        post = replace(post, start=f"20{tick[1]}", end=f"20{tick[1]}")
    words = page.words(*role) if role else ""
    parts = {**post.parts, **({"role": page.span(*role)} if role else {})}
    whole = page.span(*page.trim(*sentence))
    kind = position_kind(words, kind) if kind == "work" else kind
    return replace(post, role=words, kind=kind, span=whole, parts=parts, advisors=(*post.advisors, *mentors))


_TICK = re.compile(r"['’](\d\d)\b")
_WITH_WHOM = re.compile(r"\b(?:with|(?:hosted|mentored|advised|supervised|led) by|mentors?:?|hosts?:?)\s+(?=[A-ZÀ-Þ])")


def read_led(page: Page, sentence: Range) -> Iterator[Position]:
    """The groups somebody leads: "Since 2021, I have led the Ice Physics Group"."""
    for match in _LEADS.finditer(page.text, sentence.start, sentence.end):
        where = read_where(page, match.end(), sentence.end)
        if where and _TEAM.search(page.words(*where)):
            lasts = not re.search(r"\s(?:led|headed|directed|ran)\s", match.group())
            lasts = lasts or bool(re.search(r"\sha(?:ve|s)\s", match.group()))
            yield make_position(page, None, where, sentence, lasts, "work")


def _each_place(page: Page, where: Range) -> list[Range]:
    """The organisations of "X and Y", each one by itself; one whose name holds an "and" stays whole."""
    words = page.text[where.start : where.end]
    pieces = re.split(r"\s+and\s+", words)
    if len(pieces) != 2 or "," in words or not all(is_organization(p) for p in pieces):
        return [where]
    if page.mark_over(*where, "link"):
        return [where]
    if re.match(r"(?:\w+ ){0,2}(?:Department|School|Institute|Faculty|College|Center|Centre|Division)\b", pieces[0]):
        return [where]
    return [Range(where.start, where.start + len(pieces[0])), Range(where.end - len(pieces[1]), where.end)]
