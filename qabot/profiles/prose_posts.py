"""Posts told in sentences: "I am a postdoc at X", "Ich bin Professorin an der Z", "After that I worked at Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qabot.profiles.affiliations import tidy
from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.people import read_advisors
from qabot.profiles.persons import is_name, strip_titles
from qabot.profiles.profile import Position, PositionKind
from qabot.profiles.terms import (
    is_organization,
    is_place,
    is_role,
    role_at,
)

_NOW = r"(?:currently|now|presently|also|at present|at the moment|actually)"


_IS = re.compile(
    r"(?:\b(?:(?:I am|I['’]m|[Mm]y name is) [A-Z][^,;.]{3,60},|I['’]?m|I am|I['’]?ve been|"
    r"I have been|I (?:currently |now )?(?:work|serve)(?: as)?|(?:[Hh]e|[Ss]he|[Tt]hey) (?:is|are|"
    r"(?:currently )?works as|(?:currently )?serves as)|[A-Z][\w'’.-]+(?: \([^)]*\))?,? is|"
    r"[Cc]urrently,? (?:I am|I['’]m|he is|she is|a|an|working as)|[Mm]y current position is|"
    r"[Nn]ow (?:I am|I['’]m|a|an)|[Cc]urrently,? (?:an?|the)(?= )))"
    rf"\s+(?:{_NOW},?\s+)?(?:working (?:as )?|serving (?:as )?|employed (?:as )?)?(?:an?\s+|the\s+)?",
)


_WAS = re.compile(
    r"\b(?:I (?:was|served as|worked as|interned as|have (?:been|worked as|served as)|had been|"
    r"joined .{3,40} as)|(?:he|she) (?:was|served as|worked as)|(?:[Pp]rior to (?:this|that|"
    r"joining[^,]{2,60}|my [^,]{2,40})|[Pp]reviously|[Bb]efore (?:this|that|joining[^,]{2,60})|"
    r"[Ff]ormerly|[Ee]arlier),?\s+(?:to that,?\s+)?(?:I|he|she)?\s*(?:was|worked as|served as|"
    r"had been|were)?)\s+(?:also\s+|previously\s+|briefly\s+)?(?:an?\s+|the\s+)?",
)


_WORKED = re.compile(
    r"\b(?:I|he|she|also|and)\s+(?:have\s+|also\s+|previously\s+|briefly\s+)*(?P<verb>been working|worked|interned|"
    r"spent (?:\w+ ){1,4}|did (?:an? |my )?(?:research )?internships?|was (?:an? )?intern|visited|"
    r"completed (?:an? )?internships?|am working|work|am interning|was employed)\s+(?:at|with|for|in|"
    r"@)\s+(?:the\s+)?(?=[A-Z])"
)


_AT = re.compile(r"\s*(?:,\s*)?(?:\bat|@|\bwith|\bin|\bof|\bwithin|\bfrom|,)\s+(?:the\s+)?(?=[A-ZÀ-Þ\d“\"]|i[A-Z]{2})")


_ROLE_END = re.compile(
    r"\s+(?:at|@|with|in|of|within|from)\s+(?:the\s+)?(?=[A-ZÀ-Þ])|,\s+(?=[A-ZÀ-Þ])|\s+(?:working|who|"
    r"where|advised|supervised|under|studying|interested|focusing|based|on)\b|(?<!\.[A-Z])"
    r"(?<!\.[A-Z][a-z])(?<!Ph)\.(?=\s|$)|[;(:]|,\s+(?=[a-z])"
)


_WHERE_END = re.compile(
    r",?\s+(?:where|under|advised|supervised|co-?advised|co-?supervised|mentored|guided|directed|"
    r"managed|headed|working|works?|having|hosted|host|led|focus(?:ing|ed)|and (?:a|an|the|my|I|also|am|is|"
    r"was|work(?:ed|ing)?|he|she|received|obtained|have|currently|previously|then)\b|as (?:an?|the|"
    r"part|well)|since|"
    r"(?:starting |beginning )?from (?:19|20)?\d|from (?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|spring|"
    r"summer|fall)|in (?:early |late |mid-?)?(?:19|20)\d\d|in (?:January|February|March|April|May|"
    r"June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|"
    r"Nov|Dec|spring|summer|fall|autumn|winter)\b|"
    r"with (?:an?|prof\w*|dr|my|a focus|research)\b|studying|researching|majoring|pursuing|before|"
    r"after|until|during|who|which|that|for (?:the|my|two|three|one|a|\d)|on (?:the|my|a)?|to |before|"
    r"(?:and )?joined|affiliated|located|collaborat|specializ|(?:my|our) |currently|he |she |I |"
    r"\(\d{4})|[.;:](?:\s|$)|\s[–—-]\s|\s*[(（]\s*(?:19|20)\d\d|$|\n|\s*[(（](?=(?:advis|superv|with|"
    r"under|20|19|since|PI|host|mentor))",
    re.I,
)


_HERE = re.compile(r"\s+(?:t?here)$")


_OPENING = re.compile(r"(?:In|From|Since|During|Between|Until|As of|By|Starting(?: from)?)\s[^,.;]{3,50},")


_AND = re.compile(r",?\s+(?:and|as well as)\s+(?:also\s+|currently\s+)?(?:an?|the)\s+(?=[\w-]+)")


_AS = re.compile(
    r"\b(?:with|at|for|in)\s+(?:the\s+)?(?P<where>[A-Z][\w&.'’ -]{1,60}?)\s+as\s+(?:an?|the)"
    r"\s+(?P<role>[\w-]+(?:\s[\w-]+){0,5}?)(?=[,.;]|\s(?:in|from|where|for|and)\b|$)"
)


def read_posts(page: Page, sentence: Range) -> Iterator[Position]:
    """The posts an English sentence tells."""
    text = page.text
    for match in _AS.finditer(text, sentence.start, sentence.end):
        if (
            is_role(match["role"])
            and not is_name(match["where"])
            or is_organization(match["where"])
            and is_role(match["role"])
        ):
            yield make_position(page, Range(*match.span("role")), Range(*match.span("where")), sentence, False, "work")
    for pattern, current in ((_IS, True), (_WAS, False)):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            found = _post(page, match.end(), sentence, current)
            if found:
                yield found
                yield from _second(page, found, sentence, current)
    for match in _WORKED.finditer(text, sentence.start, sentence.end):
        where = read_where(page, match.end(), sentence.end)
        if where and names_place(page, where):
            kind: PositionKind = (
                "internship" if "intern" in match["verb"] else "visit" if "visit" in match["verb"] else "work"
            )
            yield make_position(
                page, None, where, sentence, match["verb"] in ("am working", "work", "been working"), kind
            )


def _second(page: Page, first: Position, sentence: Range, current: bool) -> Iterator[Position]:
    """The further posts of a sentence: "I am a researcher at X and a lecturer at Y"."""
    begin = max(
        (span.end for name, span in first.parts.items() if name in ("role", "organization")), default=sentence.start
    )
    for match in _AND.finditer(page.text, begin, sentence.end):
        found = _post(page, match.end(), sentence, current)
        if found and found.organization:
            yield found


def _post(page: Page, begin: int, sentence: Range, current: bool) -> Position | None:
    """The post that stands behind "I am a": its role, and where."""
    text = page.text
    rest = text[begin : sentence.end]
    stop = _ROLE_END.search(rest)
    role = Range(begin, begin + stop.start()) if stop else page.trim(begin, sentence.end, " .\n")
    # "professor of computer science at X": the field belongs to the role
    while (
        stop
        and not is_organization(re.split(r",|\sat\s|\s@\s", text[begin + stop.end() : begin + stop.end() + 70])[0])
        and re.match(r"\s+(?:of|in)\s", stop.group())
    ):
        later = _ROLE_END.search(rest, stop.end())
        if not later:
            break
        stop, role = later, Range(begin, begin + later.start())
    words = page.words(*role)
    if re.match(r"(?:in|at|for|with|on|under)\b", words):
        return None
    if not is_role(words) or len(words) > 110 or is_name(strip_titles(words)) and not is_role(words.split()[-1]):
        return None
    where = None
    at = _AT.match(text, role.end, sentence.end)
    if not at:
        later_at = re.compile(r"\b(?:at|@)\s+(?:the\s+)?(?=[A-Z])").search(
            text, role.end, min(sentence.end, role.end + 120)
        )
        at = later_at
    if at:
        where = read_where(page, at.end(), sentence.end)
    if where and not names_place(page, where):
        where = None
    if not where and not re.search(
        r"\b(?:professor|postdoc|lecturer|scientist|engineer|researcher|student|candidate|fellow)\b", words, re.I
    ):
        return None
    if not where and role_at(words) is None:
        return None
    return make_position(page, role, where, sentence, current, "work")


def read_where(page: Page, start: int, end: int) -> Range | None:
    """The organisation that begins at a position, as far as it goes."""
    text = page.text
    stop = _WHERE_END.search(text, start + 1, end)
    found = Range(start, stop.start() if stop else end)
    pieces = re.split(r"(,\s+|\s+and\s+(?=[A-Z]))", text[found.start : found.end])
    keep, position = 0, 0
    for number, piece in enumerate(pieces):
        if number % 2:
            position += len(piece)
            continue
        words = piece.strip()
        if number and not (is_organization(words)):
            before = text[found.start : found.start + keep]
            joint = re.search(
                r"(?:School|Department|Institute|Faculty|College|Academy|Cent(?:er|re)|Laboratory) (?:of|for) [\w ]+$",
                before,
            )
            upper = words[:1].isupper() and (joint or any(is_organization(p.strip()) for p in pieces[number::2]))
            if not upper:
                break
        position += len(piece)
        keep = position
    found = tidy(page, found.start, found.start + keep)
    campus = re.compile(
        r",\s+(San Diego|Santa Cruz|Santa Barbara|Los Angeles|Berkeley|Davis|Irvine|Riverside|Merced|San Francisco)"
    ).match(text, found.end, end)
    if campus and text[found.start : found.end].endswith("University of California"):
        found = Range(found.start, campus.end())
    return found if found.end - found.start >= 2 else None


def names_place(page: Page, where: Range) -> bool:
    """Whether a phrase names an organisation: by a word of the table, or in capitals and linked or short."""
    words = page.words(*where)
    if is_organization(words):
        return True
    capital = words[:1].isupper() and len(words.split()) <= 5 and not is_place(words)
    return capital and not is_name(words) or (capital and page.marked(where.start, where.end, "link"))


def opening_date(page: Page, sentence: Range, before: int) -> Date | None:
    """The date a sentence opens with, if that is all there is in front: "From June 2020 to May 2022, I worked ..."."""
    opening = _OPENING.match(page.text, page.trim(*sentence).start, before)
    if not opening or page.text.find(",", opening.end(), before) != -1:
        return None
    return next(iter(read_dates(page.text, opening.start(), opening.end())), None)


def make_position(
    page: Page, role: Range | None, where: Range | None, sentence: Range, current: bool, kind: PositionKind
) -> Position:
    """The position that a role and a place in a sentence tell; its dates are those close behind them."""
    span = page.trim(*sentence)
    words = page.words(*role) if role else ""
    words = re.sub(r"^(?:an?|the)\s+", "", words)
    words = re.sub(
        r"^(?:(?:first|second|third|fourth|fifth|final|last|1st|2nd|3rd|\dth|[\w-]+)[- ]year|incoming|"
        r"current|currently|now|proud|new|dedicated|passionate)\s+(?:an?\s+)?",
        "",
        words,
        flags=re.I,
    )
    words = _HERE.sub("", words)
    if role:
        offset = page.text[role.start : role.end].find(words[:12])
        role = Range(role.start + max(0, offset), role.end)
        here = _HERE.search(page.text[role.start : role.end])
        role = Range(role.start, role.start + here.start()) if here else role
    parts = {}
    if role and words:
        parts["role"] = page.span(*role)
    if where:
        parts["organization"] = page.span(*where)
    begin = max(r.end for r in (role, where) if r) if role or where else sentence.start
    date = next(iter(read_dates(page.text, begin, min(sentence.end, begin + 60))), None)
    date = date or opening_date(page, sentence, min(r.start for r in (role, where) if r) if role or where else begin)
    if date:
        parts["start"] = page.span(date.begin, date.stop)
    if re.search(r"\bintern(?:ship)?\b", words, re.I):
        kind = "internship"
    elif re.search(r"\bvisit", words, re.I):
        kind = "visit"
    open_end = bool(date and date.single and current)
    return Position(
        role=words,
        organization=page.words(*where) if where else "",
        span=page.span(*span),
        start=date.start if date else None,
        end=date.end if date and not open_end and not date.current else None,
        current=current or bool(date and date.current),
        kind=kind,
        advisors=tuple(read_advisors(page, *sentence)),
        parts=parts,
    )


_EUROPEAN = tuple(
    (re.compile(pattern), current)
    for pattern, current in (
        (
            r"(?:[Ii]ch bin|[Ii]ch arbeite (?:derzeit |zurzeit |aktuell )?als|ist|"
            r"[Ss]eit \w* ?\d{4} (?:bin ich|ist (?:er|sie)))\s+(?:derzeit |zurzeit |"
            r"aktuell )?(?:ein(?:e)? )?(?P<role>[^.,;]{3,80}?)\s+(?:an der|am|bei der|bei|im|in der|der|des)"
            r"\s+(?P<where>[A-ZÄÖÜ][^.;,\n]{2,100})",
            True,
        ),
        (
            r"(?:[Jj]e suis|est)\s+(?:actuellement )?(?:une? )?(?P<role>[^.,;]{3,80}?)\s+(?:à l['’]|à la|à|"
            r"au sein d[eu]|au|chez|dans)\s*(?P<where>[A-ZÉ][^.;,\n]{2,100})",
            True,
        ),
        (
            r"(?:[Ss]oy|[Ee]s|[Aa]ctualmente soy)\s+(?:una? )?(?P<role>[^.,;]{3,80}?)\s+(?:en la|en el|en|"
            r"de la|del)\s+(?P<where>[A-Z][^.;,\n]{2,100})",
            True,
        ),
        (
            r"(?:[Ss]ono|è)\s+(?:una? )?(?P<role>[^.,;]{3,80}?)\s+(?:presso (?:l['’]|la|il)?|all['’]|alla|al)"
            r"\s*(?P<where>[A-Z][^.;,\n]{2,100})",
            True,
        ),
        (
            r"(?:[–—-]\s+|[Яя]\s*[—–-]\s*|[Рр]аботаю\s+|является\s+|[Вв] настоящее время\s+|а также\s+)"
            r"(?P<role>(?:старш|младш|ведущ|главн|научн|заведующ|профессор|доцент|преподават|ассистент|"
            r"аспирант|студент|инженер|руководител|директор|постдок|исследовател|программист)[^.,;]{0,80}?)"
            r"\s+(?:в\s+)?(?P<where>(?:лаборатори|кафедр|факультет|институт|университет|центр|Лаборатори|"
            r"Кафедр|Факультет|Институт|Университет|Центр|Московск|Санкт|[А-ЯЁ]{2,}|НИУ|Новосибирск|Казанск|"
            r"Томск|Уральск)(?:[^.;,\n]|(?<=\b[А-ЯЁ])\.|(?<=\bим)\.){1,140})",
            True,
        ),
    )
)


def read_european(page: Page, sentence: Range) -> Iterator[Position]:
    """Posts in German, French, Spanish, Italian and Russian sentences."""
    for pattern, current in _EUROPEAN:
        for match in pattern.finditer(page.text, sentence.start, sentence.end):
            role, where = Range(*match.span("role")), tidy(page, *match.span("where"))
            if is_role(page.words(*role)) and (is_organization(page.words(*where)) or page.words(*where)[:1].isupper()):
                yield make_position(page, role, where, sentence, current, "work")
