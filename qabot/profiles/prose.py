"""Positions and degrees told in sentences: "I am a postdoc at X", "博士毕业于 Y", "Ich bin Professorin an der Z"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qabot.profiles.affiliations import tidy
from qabot.profiles.dates import Date, read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.people import lead_spans, read_advisors
from qabot.profiles.persons import is_name, strip_titles
from qabot.profiles.profile import Degree, Position, PositionKind
from qabot.profiles.tables import is_template
from qabot.profiles.terms import (
    Term,
    find_degrees,
    is_cjk_text,
    is_organization,
    is_place,
    is_role,
    is_student,
    organization_ends,
    role_at,
)

_SENTENCE = re.compile(
    r"(?<=[^\W\d_][\w)\]”\"’%])[.!?]+(?=\s+[“\"(\[]?[A-ZÀ-ÞА-Я]|\s*$)|(?<=[\d)\]”\"’])[.!?]+(?=\s+[A-ZÀ-ÞА-Я]|\s*$)|[。！？；;]|\n|(?<=니다)\.|(?<=다)\."
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Prof|Dr|Mr|Ms|Mrs|St|vs|etc|Ph|M|B|D|Sc|Eng|Univ|Inst|Dept|Inc|Ltd|Co|Corp|Jr|Sr|e\.g|i\.e|U\.S|cf|approx|no|rer|nat|phil|Uni))$"
)
_NOW = r"(?:currently|now|presently|also|at present|at the moment|actually)"
_IS = re.compile(
    rf"(?:\b(?:(?:I am|I['’]m|[Mm]y name is) [A-Z][^,;.]{{3,60}},|I['’]?m|I am|I['’]?ve been|I have been|I (?:currently |now )?(?:work|serve)(?: as)?|(?:[Hh]e|[Ss]he|[Tt]hey) (?:is|are|(?:currently )?works as|(?:currently )?serves as)|[A-Z][\w'’.-]+(?: \([^)]*\))?,? is|"
    rf"[Cc]urrently,? (?:I am|I['’]m|he is|she is|a|an|working as)|[Mm]y current position is|[Nn]ow (?:I am|I['’]m|a|an)|[Cc]urrently,? (?:an?|the)(?= )))\s+(?:{_NOW},?\s+)?(?:working (?:as )?|serving (?:as )?|employed (?:as )?)?(?:an?\s+|the\s+)?",
)  # fmt: skip
_WAS = re.compile(
    r"\b(?:I (?:was|served as|worked as|interned as|have (?:been|worked as|served as)|had been|joined .{3,40} as)|(?:he|she) (?:was|served as|worked as)|(?:[Pp]rior to (?:this|that|joining[^,]{2,60}|my [^,]{2,40})|[Pp]reviously|[Bb]efore (?:this|that|joining[^,]{2,60})|[Ff]ormerly|[Ee]arlier),?\s+(?:to that,?\s+)?(?:I|he|she)?\s*(?:was|worked as|served as|had been|were)?)\s+(?:also\s+|previously\s+|briefly\s+)?(?:an?\s+|the\s+)?",
)  # fmt: skip
_WORKED = re.compile(
    r"\b(?:I|he|she|also|and)\s+(?:have\s+|also\s+|previously\s+|briefly\s+)*(?P<verb>worked|interned|spent (?:\w+ ){1,4}|did (?:an? |my )?(?:research )?internships?|was (?:an? )?intern|visited|completed (?:an? )?internships?|am working|work|am interning|was employed)\s+(?:at|with|for|in|@)\s+(?:the\s+)?(?=[A-Z])"
)
_AT = re.compile(r"\s*(?:,\s*)?(?:\bat|@|\bwith|\bin|\bof|\bwithin|\bfrom|,)\s+(?:the\s+)?(?=[A-ZÀ-Þ\d“\"]|i[A-Z]{2})")
_ROLE_END = re.compile(
    r"\s+(?:at|@|with|in|of|within|from)\s+(?:the\s+)?(?=[A-ZÀ-Þ])|,\s+(?=[A-ZÀ-Þ])|\s+(?:working|who|where|advised|supervised|under|studying|interested|focusing|based|on)\b|(?<!\.[A-Z])(?<!\.[A-Z][a-z])(?<!Ph)\.(?=\s|$)|[;(:]|,\s+(?=[a-z])"
)
_WHERE_END = re.compile(
    r",?\s+(?:where|under|advised|supervised|co-?advised|co-?supervised|mentored|guided|directed|managed|headed|working|works?|hosted|host|led|focus(?:ing|ed)|and (?:a|an|the|my|I|also|am|is|was|work(?:ed|ing)?|he|she|received|obtained|have|currently|previously|then)\b|as (?:an?|the|part|well)|since|"
    r"(?:starting |beginning )?from (?:19|20)?\d|from (?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|spring|summer|fall)|in (?:early |late |mid-?)?(?:19|20)\d\d|in (?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|spring|summer|fall|autumn|winter)\b|"
    r"with (?:an?|prof\w*|dr|my|a focus|research)\b|studying|researching|majoring|pursuing|before|after|until|during|who|which|that|for (?:the|my|two|three|one|a|\d)|on (?:the|my|a)?|to |before|(?:and )?joined|affiliated|located|collaborat|specializ|(?:my|our) |currently|he |she |I |\(\d{4})|[.;:](?:\s|$)|\s[–—-]\s|\s*[(（]\s*(?:19|20)\d\d|$|\n|\s*[(（](?=(?:advis|superv|with|under|20|19|since|PI|host|mentor))", re.I,
)  # fmt: skip
_EARNED = re.compile(
    r"\b(?:receiv|reciev|obtain|earn|complet|got|gett|hold|held|finish|did|do(?:ing)?\b|graduat|defend|award|pursu|gain|studi|study|have|has|had|acquir|conferred|with an?|after|my|his|her|undertak|read for|alumn)\w*", re.I,
)  # fmt: skip
_NOT_MINE = re.compile(
    r"\b(?:students?|applicants?|candidates?|positions?|openings?|looking for|supervis(?:e|ing|ed) (?:\w+ )?(?:ph|master|under)|recruit|join (?:us|my|our)|mentor(?:ing|ed)? )",
    re.I,
)
_FIELD = re.compile(
    r"\s*(?:['’]s)?\s*(?:\bdegrees?\b)?\s*(?:\([^)]{1,25}\))?\s*(?:in|of|majoring in|with a major in|,|on)\s+(?!(?:19|20)\d\d|the (?:University|Department|School|College)|January|February|March|April|May |June|July|August|September|October|November|December|early|late)([A-Za-zÀ-ÿ][^.;()\n]*?)(?=\s*(?:,?\s+(?:from|at|by|in (?:19|20)\d\d|in (?:January|February|March|April|May|June|July|August|September|October|November|December)|under|with|where|degree|and (?:a|an|my|his|her|then)|advised|supervised|program)\b|[,.;(]|$))"
)
_FROM = re.compile(r"\b(?:from|at|by|in|@)\s+(?:the\s+)?(?=[A-ZÀ-Þ])|,\s+(?=[A-ZÀ-Þ])|\([^()]*?(?=[A-Z])")


def read_prose(page: Page, start: int, end: int) -> tuple[list[Position], list[Degree]]:
    """The positions and degrees that the sentences of a range tell, in order."""
    positions: list[Position] = []
    degrees: list[Degree] = []
    for sentence in sentences(page.text, start, end):
        words = page.text[sentence.start : sentence.end]
        if len(words) < 8 or is_template(words):
            continue
        western = len(re.findall(r"\b(?:I|am|is|was|the|of|at|in|my|and|he|she)\b", words)) >= 3
        if is_cjk_text(words) or not western and re.search(r"[\u4e00-\u9fff]{4}|[가-힣]{4}", words):
            found = list(_east(page, sentence))
        else:
            found = [*_posts(page, sentence), *_european(page, sentence)]
            last = degrees[-1].parts.get("organization") if degrees else None
            degrees += _degrees(page, sentence, Range(last.start, last.end) if last else None)
        positions += [fact for fact in found if isinstance(fact, Position)]
        degrees += [fact for fact in found if isinstance(fact, Degree)]
    return positions, degrees


def sentences(text: str, start: int, end: int) -> Iterator[Range]:
    """The sentences of a range; abbreviations and initials end none, nor does a line end within a sentence."""
    begin = start
    for match in _SENTENCE.finditer(text, start, end):
        if match.group()[0] == "." and _ABBREVIATED.search(text[max(begin, match.start() - 8) : match.start()]):
            continue
        if match.group() == "\n" and not _ends_line(text, begin, match.start(), end):
            continue
        if match.end() > begin:
            yield Range(begin, match.end())
        begin = match.end()
    if begin < end:
        yield Range(begin, end)


def _ends_line(text: str, begin: int, position: int, end: int) -> bool:
    """Whether a line end is the end of a sentence, too: the next line begins one, and this line says no "of" or comma."""
    following = text[position + 1 : min(end, position + 3)].lstrip()
    open_end = re.search(
        r"(?:,|\b(?:the|a|an|of|in|at|by|with|and|for|to|from|on|as|is|am|my|und|der|die|de|la))\s*$",
        text[begin:position],
        re.I,
    )
    return not open_end and not following[:1].islower()


_AND = re.compile(r",?\s+(?:and|as well as)\s+(?:also\s+|currently\s+)?(?:an?|the)\s+(?=[\w-]+)")
_AS = re.compile(
    r"\b(?:with|at|for|in)\s+(?:the\s+)?(?P<where>[A-Z][\w&.'’ -]{1,60}?)\s+as\s+(?:an?|the)\s+(?P<role>[\w-]+(?:\s[\w-]+){0,5}?)(?=[,.;]|\s(?:in|from|where|for|and)\b|$)"
)


def _posts(page: Page, sentence: Range) -> Iterator[Position]:
    text = page.text
    for match in _AS.finditer(text, sentence.start, sentence.end):
        if (
            is_role(match["role"])
            and not is_name(match["where"])
            or is_organization(match["where"])
            and is_role(match["role"])
        ):
            yield _position(page, Range(*match.span("role")), Range(*match.span("where")), sentence, False, "work")
    for pattern, current in ((_IS, True), (_WAS, False)):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            found = _post(page, match.end(), sentence, current)
            if found:
                yield found
                yield from _second(page, found, sentence, current)
    for match in _WORKED.finditer(text, sentence.start, sentence.end):
        where = _where(page, match.end(), sentence.end)
        if where and _names_place(page, where):
            kind: PositionKind = (
                "internship" if "intern" in match["verb"] else "visit" if "visit" in match["verb"] else "work"
            )
            yield _position(page, None, where, sentence, "am" in match["verb"].split() or match["verb"] == "work", kind)


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
        where = _where(page, at.end(), sentence.end)
    if where and not _names_place(page, where):
        where = None
    if not where and not re.search(
        r"\b(?:professor|postdoc|lecturer|scientist|engineer|researcher|student|candidate|fellow)\b", words, re.I
    ):
        return None
    if not where and role_at(words) is None:
        return None
    return _position(page, role, where, sentence, current, "work")


def _where(page: Page, start: int, end: int) -> Range | None:
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


def _names_place(page: Page, where: Range) -> bool:
    """Whether a phrase names an organisation: by a word of the table, or in capitals and linked or short."""
    words = page.words(*where)
    if is_organization(words):
        return True
    capital = words[:1].isupper() and len(words.split()) <= 5 and not is_place(words)
    return capital and not is_name(words) or (capital and page.marked(where.start, where.end, "link"))


def _position(
    page: Page, role: Range | None, where: Range | None, sentence: Range, current: bool, kind: PositionKind
) -> Position:
    span = page.trim(*sentence)
    words = page.words(*role) if role else ""
    words = re.sub(r"^(?:an?|the)\s+", "", words)
    words = re.sub(
        r"^(?:(?:first|second|third|fourth|fifth|final|last|1st|2nd|3rd|\dth|[\w-]+)[- ]year|incoming|current|currently|now|proud|new|dedicated|passionate)\s+(?:an?\s+)?",
        "",
        words,
        flags=re.I,
    )
    if role:
        offset = page.text[role.start : role.end].find(words[:12])
        role = Range(role.start + max(0, offset), role.end)
    parts = {}
    if role and words:
        parts["role"] = page.span(*role)
    if where:
        parts["organization"] = page.span(*where)
    begin = max(r.end for r in (role, where) if r) if role or where else sentence.start
    date = next(iter(read_dates(page.text, begin, min(sentence.end, begin + 60))), None)
    if date:
        parts["start"] = page.span(date.begin, date.stop)
    if re.search(r"\bintern(?:ship)?\b", words, re.I):
        kind = "internship"
    elif re.search(r"\bvisit", words, re.I):
        kind = "visit"
    open_end = bool(date and date.single and current)
    return Position(
        role=words, organization=page.words(*where) if where else "", span=page.span(*span), start=date.start if date else None,
        end=date.end if date and not open_end and not date.current else None, current=current or bool(date and date.current), kind=kind,
        advisors=tuple(read_advisors(page, *sentence)), parts=parts,
    )  # fmt: skip


def _degrees(page: Page, sentence: Range, same: Range | None) -> Iterator[Degree]:
    """The degrees of a sentence in a European language; `same`: the school that "the same university" speaks of."""
    text = page.text
    if not _EARNED.search(text, sentence.start, sentence.end):
        return
    terms = [
        t
        for t in find_degrees(text, sentence.start, sentence.end)
        if t.kind != "other" and not _is_someone_elses(text, t, sentence)
    ]
    advisors = read_advisors(page, *sentence)
    taken = lead_spans(text, *sentence)
    schools: list[Range | None] = []
    if re.search(r"\bsame (?:university|institution|school|institute)\b", text[sentence.start : sentence.end]) and same:
        schools = [same] * len(terms)
    for number, term in enumerate(terms if not schools else ()):
        stop = terms[number + 1].start if number + 1 < len(terms) else sentence.end
        schools.append(_school(page, term, Range(term.end, stop), taken))
    years = (
        read_dates(text, terms[-1].end, sentence.end)
        if len(terms) > 1 and "respectively" in text[sentence.start : sentence.end]
        else []
    )
    for number, term in enumerate(terms):
        stop = terms[number + 1].start if number + 1 < len(terms) else sentence.end
        school = schools[number] or next((s for s in schools[number + 1 :] if s), None)
        if not school:
            before = list(re.finditer(r"\b(?:at|from|@)\s+(?:the\s+)?(?=[A-Z])", text[sentence.start : term.start]))
            school = _where(page, sentence.start + before[-1].end(), term.start) if before else None
            school = school if school and is_organization(page.words(*school)) else None
        if school:
            made = _degree(page, term, school, Range(term.start, stop), sentence, tuple(advisors))
            if len(years) == len(terms):
                parts = {**made.parts, "end": page.span(years[number].begin, years[number].stop)}
                made = replace(made, start=None, end=years[number].end, parts=parts)
            yield made


def _is_someone_elses(text: str, term: Term, sentence: Range) -> bool:
    after = text[term.end : min(sentence.end, term.end + 24)]
    before = text[max(sentence.start, term.start - 40) : term.start]
    if re.match(
        r"['’]?s?\s*(?:and \w+ )?(?:students?|candidates?|applicants?|positions?|program(?:me)? (?:director|coordinator)|advis[oe]r|supervisor|thes[ie]s|dissertations?|level|scholars?|research(?:er)?|work|fellow|committee)\b",
        after,
        re.I,
    ):
        return True
    if (
        _NOT_MINE.search(before)
        or re.search(r"[,/]\s*$", before)
        and re.search(r"\b(?:MS|PhD|BS)\b", before)
        and "student" in after
    ):
        return True
    return (
        term.kind == "master"
        and text[term.start : term.end].lower() in ("master", "masters")
        and not re.match(r"['’]|s?\s*(?:degree|in\b|of\b|from|at|\()", after)
        or text[term.start : term.end].lower().rstrip(".") in ("dr", "doctor", "doctoral")
    )


def _school(page: Page, term: Term, area: Range, taken: Sequence[tuple[int, int]]) -> Range | None:
    """The school a degree is from: what stands behind "from" or "at", else behind "in", "by" or a comma."""
    matches = [
        m for m in _FROM.finditer(page.text, area.start, area.end) if not any(a <= m.end() < b for a, b in taken)
    ]
    for match in sorted(matches, key=lambda m: not m.group().startswith(("from", "at", "@"))):
        where = _where(page, match.end(), area.end)
        plain = match.group().startswith(("from", "at"))
        if where and (is_organization(page.words(*where)) or (plain and _names_place(page, where))):
            return where
    return None


def _degree(page: Page, term: Term, school: Range, area: Range, sentence: Range, advisors: tuple) -> Degree:  # type: ignore[type-arg]
    text = page.text
    field = _FIELD.match(text, term.end, sentence.end)
    ranges = {"degree": Range(term.start, term.end), "organization": school}
    if (
        field
        and len(field[1]) > 2
        and not re.match(r"and\b", field[1])
        and not find_degrees(field[1])
        and not is_organization(field[1])
        and not is_place(field[1])
        and len(field[1]) < 80
    ):
        ranges["field"] = page.trim(*field.span(1))
    date: Date | None = next(
        (d for d in read_dates(text, term.start, sentence.end) if d.begin < max(term.end, school.end) + 30), None
    )
    parts = {name: page.span(*found) for name, found in ranges.items()}
    if date:
        parts["end" if date.single else "start"] = page.span(date.begin, date.stop)
    pursuing = bool(
        re.search(r"pursuing|working towards?|currently|doing my|am doing", text[sentence.start : term.start], re.I)
    )
    return Degree(
        degree=page.words(*tidy(page, term.start, term.end)), organization=page.words(*school), span=page.span(*page.trim(*sentence)),
        field=page.words(*ranges["field"]) if "field" in ranges else "", start=date.start if date and not date.single else None,
        end=date.end if date and not date.current else None, current=pursuing or bool(date and date.current), advisors=advisors, parts=parts,
    )  # fmt: skip


_EUROPEAN = tuple(
    (re.compile(pattern), current)
    for pattern, current in (
        (r"(?:[Ii]ch bin|[Ii]ch arbeite (?:derzeit |zurzeit |aktuell )?als|ist|[Ss]eit \w* ?\d{4} (?:bin ich|ist (?:er|sie)))\s+(?:derzeit |zurzeit |aktuell )?(?:ein(?:e)? )?(?P<role>[^.,;]{3,80}?)\s+(?:an der|am|bei der|bei|im|in der|der|des)\s+(?P<where>[A-ZÄÖÜ][^.;,\n]{2,100})", True),
        (r"(?:[Jj]e suis|est)\s+(?:actuellement )?(?:une? )?(?P<role>[^.,;]{3,80}?)\s+(?:à l['’]|à la|à|au sein d[eu]|au|chez|dans)\s*(?P<where>[A-ZÉ][^.;,\n]{2,100})", True),
        (r"(?:[Ss]oy|[Ee]s|[Aa]ctualmente soy)\s+(?:una? )?(?P<role>[^.,;]{3,80}?)\s+(?:en la|en el|en|de la|del)\s+(?P<where>[A-Z][^.;,\n]{2,100})", True),
        (r"(?:[Ss]ono|è)\s+(?:una? )?(?P<role>[^.,;]{3,80}?)\s+(?:presso (?:l['’]|la|il)?|all['’]|alla|al)\s*(?P<where>[A-Z][^.;,\n]{2,100})", True),
        (r"(?:[–—-]\s+|[Яя]\s*[—–-]\s*|[Рр]аботаю\s+|является\s+|[Вв] настоящее время\s+|а также\s+)(?P<role>(?:старш|младш|ведущ|главн|научн|заведующ|профессор|доцент|преподават|ассистент|аспирант|студент|инженер|руководител|директор|постдок|исследовател|программист)[^.,;]{0,80}?)\s+(?:в\s+)?(?P<where>(?:лаборатори|кафедр|факультет|институт|университет|центр|Лаборатори|Кафедр|Факультет|Институт|Университет|Центр|Московск|Санкт|[А-ЯЁ]{2,}|НИУ|Новосибирск|Казанск|Томск|Уральск)[^.;,\n]{1,140})", True),
    )
)  # fmt: skip


def _european(page: Page, sentence: Range) -> Iterator[Position]:
    """Posts in German, French, Spanish, Italian and Russian sentences."""
    for pattern, current in _EUROPEAN:
        for match in pattern.finditer(page.text, sentence.start, sentence.end):
            role, where = Range(*match.span("role")), tidy(page, *match.span("where"))
            if is_role(page.words(*role)) and (is_organization(page.words(*where)) or page.words(*where)[:1].isupper()):
                yield _position(page, role, where, sentence, current, "work")


_CLAUSE = re.compile(r"[，,；;。、！!\n]|(?<=[\u4e00-\u9fff）)])\s+(?=[\u4e00-\u9fff])")
_SCHOOL = re.compile(
    r"(?:[\u4e00-\u9fff·（）()A-Za-z&.' -]*?(?:大学|大學|研究院|研究所|公司|实验室|實驗室|科学院|医院|中心|集团|工務店|機構)(?:\s?[(（][A-Za-z. ]{2,40}[)）])?(?:[\u4e00-\u9fff（）()、&A-Za-z ]*?(?:学院|學院|研究院|研究所|研究科|学部|系|部|院|实验室|实验班|中心|学科|専攻|課程))?(?:\s?[(（][A-Za-z. ]{2,20}[)）])?|[A-Z][A-Za-z&.'’ -]+(?:University|Institute|College|School|Research|Laboratory|Labs?|Tech)(?:[A-Za-z&.' -]*[A-Za-z])?|[\u4e00-\u9fff]{2,8}学院|[A-Z]{2,6}(?=的?\s?(?:副?教授|博士|硕士|研究员|攻读)))"
)
_KOREAN_SCHOOL = r"[가-힣A-Za-z·&() ]*?(?:대학교|대학원|대학|연구소|연구원|과학기술원|카이스트|KAIST|POSTECH|UNIST|GIST|전자|연구실|주식회사|회사)(?:\s?[(（][A-Za-z]+[)）])?(?:\s[가-힣A-Za-z·&]+(?:학과|학부|대학원|연구실|대학|과|부|전공))*"
_EAST_LEAD = re.compile(
    r"^(?:大家好|你好)?(?:本人|我|他|她|现|目前|当前|其)*(?:已|拟|现|被)*(?:就职于|任职于|工作于|供职于|就读于|在读于|现任|现为|现在是|现是|现于|录取为|担任|入职|加入|是|为|在|于|曾任|曾在|曾为|曾于|任)?\s*(?:一名|一位)?"
)
_EAST_DEGREE = re.compile(r"(博士|硕士|碩士|修士|学士|學士|本科)(?:研究生)?(?:（[^）]{1,6}）)?(?:后)?")


def _east(page: Page, sentence: Range) -> Iterator[Position | Degree]:
    """Posts and degrees in a Chinese, Japanese or Korean sentence."""
    text = page.text
    korean = bool(re.search(r"[가-힣]", text[sentence.start : sentence.end]))
    if korean:
        yield from _korean(page, sentence)
        return
    if re.search(r"[\u3040-\u30ff]", text[sentence.start : sentence.end]):
        yield from _japanese(page, sentence)
        return
    start = sentence.start
    date: Date | None = None
    bounds = [m for m in _CLAUSE.finditer(text, sentence.start, sentence.end)]
    for match in [*bounds, None]:
        end = match.start() if match else sentence.end
        clause = page.trim(start, end, " \t\n，,；;。：:")
        start = match.end() if match else end
        dates = read_dates(text, clause.start, clause.end)
        date = dates[0] if dates else date
        found = _chinese_degree(page, clause, sentence, date) or _chinese_post(
            page, clause, sentence, date if dates else None
        )
        if found:
            yield found


def _chinese_degree(page: Page, clause: Range, sentence: Range, date: Date | None) -> Degree | None:
    """ "于2015年获得西南大学通信工程专业学士学位", "博士毕业于 X 计算机专业", "本科毕业于 Y"."""
    text, words = page.text, page.text[clause.start : clause.end]
    term = _EAST_DEGREE.search(words)
    if (
        not term
        or re.search(r"博士后|导师|指导|招收|招生|招募|欢迎|名额|课题组|同学|学生获|博导|硕导", words)
        and "毕业" not in words
        and "学位" not in words
    ):
        return None
    told = re.search(r"(?:毕业|获|取得|攻读|学位|就读|完成|授予|在读)", words)
    if not told:
        return None
    for school in _SCHOOL.finditer(text, clause.start, clause.end):
        name = _bare_school(page, *school.span())
        if name.end - name.start < 2:
            continue
        field = None
        degree_at = clause.start + term.start()
        if name.end <= degree_at:
            between = page.trim(name.end, degree_at, " 的，（()）")
        else:
            between = page.trim(name.end, clause.end, " 的，。（()）")
        stripped = re.match(
            r"([\u4e00-\u9fffA-Za-z与、 ]{2,20}?)(?:专业|方向)?(?:的)?(?:全日制)?$", text[between.start : between.end]
        )
        if stripped and not re.search(r"获|取得|攻读|学位|毕业|在读|继续|年", stripped[1]):
            field = Range(between.start, between.start + stripped.end(1))
        pursuing = bool(re.search(r"攻读|在读|就读", words)) and not re.search(r"毕业|获", words)
        parts = {"degree": page.span(degree_at, clause.start + term.end()), "organization": page.span(*name)}
        if field:
            parts["field"] = page.span(*field)
        if date:
            parts["end" if date.single else "start"] = page.span(date.begin, date.stop)
        advisors = _advisors_after(page, clause, sentence)
        return Degree(
            degree=page.words(degree_at, clause.start + term.end()), organization=page.words(*name), field=page.words(*field) if field else "",
            span=page.span(*page.trim(*sentence)), start=date.start if date and not date.single else None,
            end=date.end if date and not pursuing and not date.current else None, current=pursuing, advisors=tuple(advisors), parts=parts,
        )  # fmt: skip
    return None


def _advisors_after(page: Page, clause: Range, sentence: Range) -> list:  # type: ignore[type-arg]
    """The advisors named from a clause up to the next degree."""
    later = _EAST_DEGREE.search(page.text, min(clause.end + 1, sentence.end), sentence.end)
    return read_advisors(page, clause.start, later.start() if later else sentence.end)


def _bare_school(page: Page, start: int, end: int) -> Range:
    """A school's name without the words before it: "2015年获得西南大学" is "西南大学"."""
    words = page.text[start:end]
    lead = re.match(
        r".*(?:毕业于|就读于|任职于|就职于|工作于|供职于|获得|取得|获|录取为|现为|现任|曾任|曾在|来自|加入|入职|攻读|担任|是|于|在|为|年|月|至今|和|从)\s*(?=[\u4e00-\u9fffA-Z])",
        words,
    )
    if lead and lead.end() < len(words) - 1:
        start += lead.end()
    return page.trim(start, end, " 的，,（(")


def _chinese_post(page: Page, clause: Range, sentence: Range, date: Date | None) -> Position | None:
    """ "重庆邮电大学副教授", "就职于深圳大学", "曾任 X 研究科学家"."""
    text, words = page.text, page.text[clause.start : clause.end]
    if re.search(r"导师|指导|招收|招生|招聘|欢迎|团队带头人|合作|毕业|学位|审稿|编委|委员|会员", words):
        return None
    lead = _EAST_LEAD.match(words)
    placed = re.search(r"(?:就职|任职|工作|供职)于|入职|加入", words)
    past = bool(re.search(r"曾|之前|先后", words))
    school = _SCHOOL.search(text, clause.start, clause.end)
    if not school:
        ends = organization_ends(words)
        role = role_at(words, max(0, ends))
        known = re.match(
            r"(?:.*?(?:曾任|现任|任职于|就职于|在|是|为)\s*)?([A-Z][A-Za-z&. ]{2,50}?)\s*(?=[\u4e00-\u9fff])", words
        )
        if not (known and role and (lead and lead.end() or past)):
            return None
        name = Range(clause.start + known.start(1), clause.start + known.end(1))
    else:
        name = _bare_school(page, *school.span())
    after = page.trim(name.end, clause.end, " 的，。")
    role_range = None
    tail = text[after.start : after.end]
    found = role_at(tail)
    # the institute between the university and the role belongs to the organisation
    if found:
        ends = organization_ends(tail[: found.start()])
        if ends > 0:
            name = Range(name.start, after.start + ends)
            after = page.trim(name.end, after.end, " 的")
        role_range = page.trim(after.start, clause.end, " 的，。一名位")
        inner = re.match(r"^(?:的|担任|任|从事|做|攻读|在读|一名|一位)*", text[role_range.start : role_range.end])
        role_range = Range(
            role_range.start + (inner.end() if inner and not re.match("在读|攻读", inner.group()) else 0),
            role_range.end,
        )
        if role_range.end - role_range.start > 20 or not is_role(text[role_range.start : role_range.end]):
            return None
    elif not placed:
        return None
    return _position(page, role_range, name, sentence, not past, "work")


def _korean(page: Page, sentence: Range) -> Iterator[Position | Degree]:
    text = page.text
    for match in re.compile(
        rf"(?P<where>{_KOREAN_SCHOOL})(?:에서|의|에)?\s*(?P<field>[가-힣A-Za-z·& ]{{2,20}}?(?:으로|을|를|전공으로))?\s*(?P<degree>박사|석사|학사)\s?(?:학위)"
    ).finditer(text, sentence.start, sentence.end):
        where, degree = page.trim(*match.span("where")), Range(*match.span("degree"))
        date = next(iter(read_dates(text, sentence.start, sentence.end)), None)
        yield Degree(
            degree=page.words(*degree), organization=page.words(*where), span=page.span(*page.trim(*sentence)), end=date.end if date else None,
            advisors=tuple(read_advisors(page, *sentence)), parts={"degree": page.span(*degree), "organization": page.span(*where)},
        )  # fmt: skip
    for match in re.compile(
        rf"(?:저는|현재|나는)?\s*(?P<where>{_KOREAN_SCHOOL})(?:에서|의|에|\s)\s*(?:[가-힣A-Za-z ]{{0,20}}?\s)?(?P<role>[가-힣· ]{{0,8}}(?:교수|연구원|박사과정|석사과정|통합과정|연구교수|과정생|대학원생|학생|엔지니어|개발자|인턴|박사 과정|석사 과정))(?:에 재학|을 밟|으로|입니다|이다|이며|이고|로|생)"
    ).finditer(text, sentence.start, sentence.end):
        yield _position(
            page,
            page.trim(*match.span("role")),
            page.trim(*match.span("where")),
            sentence,
            not re.search(r"였|했|이전|근무하였", text[match.end() : match.end() + 12]),
            "work",
        )


def _japanese(page: Page, sentence: Range) -> Iterator[Position | Degree]:
    text = page.text
    school = r"(?P<where>[\u4e00-\u9fff\u30a0-\u30ffA-Za-z・ー ]*?(?:大学|研究所|研究機構|機構|株式会社|研究院|工務店|学院)(?:[\u4e00-\u9fff・ー 　]*?(?:研究科|学部|専攻|研究室|学科|研究所|学院))*)"
    for match in re.compile(
        rf"{school}[　 ]?(?:の|において|で|にて|より|から)?(?:[^。、]{{0,12}}?)(?P<degree>博士|修士|学士)(?:（[^）]{{1,6}}）|号|課程|の学位)*(?:を)?(?:取得|修了|授与)"
    ).finditer(text, sentence.start, sentence.end):
        where, degree = page.trim(*match.span("where"), chars=" 　、"), Range(*match.span("degree"))
        date = next(iter(read_dates(text, sentence.start, sentence.end)), None)
        yield Degree(
            degree=page.words(*degree), organization=page.words(*where), span=page.span(*page.trim(*sentence)), end=date.end if date else None,
            advisors=tuple(read_advisors(page, *sentence)), parts={"degree": page.span(*degree), "organization": page.span(*where)},
        )  # fmt: skip
    for match in re.compile(
        rf"{school}[　 ]*(?:の)?(?P<role>[\u4e00-\u9fff\u30a0-\u30ffー（）]{{0,10}}(?:教授|准教授|助教|講師|研究員|ポスドク|博士課程|修士課程|学生|研究主任|エンジニア)(?:[0-9０-９一二三]?年)?(?:（[^）]*）)?)(?:です|として|を務め|に在籍|。|$|であ)"
    ).finditer(text, sentence.start, sentence.end):
        yield _position(
            page,
            page.trim(*match.span("role")),
            page.trim(*match.span("where"), chars=" 　、は"),
            sentence,
            True,
            "work",
        )


def is_students(position: Position) -> bool:
    """Whether a position is that of a student, which is told by the education."""
    return is_student(position.role) and not re.search(
        r"intern|assistant|visit|实习|インターン|인턴|助教|조교", position.role, re.I
    )
