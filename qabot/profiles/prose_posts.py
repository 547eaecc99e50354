"""Posts told in English sentences: "I am a postdoc at X", "After that I worked at Y as a Z"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qabot.profiles.page import Page, Range
from qabot.profiles.people import read_people
from qabot.profiles.persons import is_name, strip_titles
from qabot.profiles.positions import position_kind
from qabot.profiles.profile import Position, PositionKind
from qabot.profiles.prose_where import make_position, names_place, read_where
from qabot.profiles.terms import is_organization, is_role, is_student, role_at
from qabot.profiles.venues import is_venue

_NOW = r"(?:currently|now|presently|also|at present|at the moment|actually)"


_IS = re.compile(
    r"(?:\b(?:(?:I am|I['’]m|[Mm]y name is) [A-Z][^,;.]{3,60},|"
    r"(?:[Ww]eb)?(?:[Pp]age|[Ss]ite) of [A-Z][^,;]{3,40},|I['’]?m|I am|I['’]?ve been|"
    r"I have been|I (?:will|shall) be|I['’]ll be|I (?:currently |now )?(?:work|serve|hold)(?: as)?|"
    r"(?:[Hh]e|[Ss]he|[Tt]hey) (?:is|are|(?:currently |now )?(?:works as|serves as|holds))|"
    r"[A-Z][\w'’.-]+(?: \([^)]*\))?,? (?:is|(?:currently )?holds)|"
    r"[Cc]urrently,? (?:I am|I['’]m|he is|she is|a|an|working as)|[Mm]y current position is|"
    r"[Nn]ow (?:I am|I['’]m|a|an)|[Cc]urrently,? (?:an?|the)(?= )|"
    r"(?<=[A-Za-z]\s)and (?:is|am)(?: also)?(?= (?:an?|the)\s(?:[\w-]+\s){0,3}"
    r"(?:candidate|student|professor|fellow|member|director))))"
    rf"\s+(?:{_NOW},?\s+)?(?:working (?:as )?|serving (?:as )?|employed (?:as )?)?(?:an?\s+|the\s+)?",
)


_WAS = re.compile(
    r"(?:\b|(?<=[)\]]))(?:I (?:was|served as|worked as|interned as|became|held|have (?:been|worked as|served as|"
    r"(?:also )?held)|had been|"
    r"joined .{3,40} as)|(?:[Hh]e|[Ss]he|(?:Dr|Prof)\.? [A-Z][\w'’-]+|(?<=, )(?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+) "
    r"(?:was|served as|worked as|became|held|"
    r"has (?:also )?held|has been|had been)|"
    r"(?:[Pp]rior to (?:this|that|"
    r"joining[^,]{2,60}|my [^,]{2,40})|[Pp]reviously|[Bb]efore (?:this|that|joining[^,]{2,60})|"
    r"[Ff]ormerly|[Ee]arlier),?\s+(?:to that,?\s+)?(?:I|he|she)?\s*(?:was|worked as|served as|"
    r"had been|were|held)?|,? and (?:I |he |she )?(?:also )?(?:was|became|served as|worked as|held))"
    r"\s+(?:also\s+|previously\s+|briefly\s+|then\s+|later\s+|first\s+|formerly\s+|appointed\s+(?:as\s+)?)?"
    r"(?:(?:an?|the)\s+)?(?:(?:position|post|role)s?\s+(?:of|as)\s+(?:an?\s+|the\s+)?)?",
)


_WILL = re.compile(r"\b(?:will|shall)\b|['’]ll\b")
_WORKED = re.compile(
    r"\b(?:I|[Hh]e|[Ss]he|also|and)\s+(?:have\s+|also\s+|previously\s+|"
    r"briefly\s+)*(?P<verb>been working|worked|interned|"
    r"spent (?:\w+ ){1,4}|did (?:an? |my )?(?:research )?internships?|was (?:an? )?intern|visited|"
    r"(?:am|was) (?:also )?working|work|am interning|was employed|have taught|taught|teach|lectured)"
    r"(?:\s(?!with\b)[a-z][\w-]*(?:\s(?:and\s)?[a-z][\w-]*){0,2})?\s+(?:at|with|for|in|"
    r"@)\s+(?:the\s+)?(?!(?:Prof|Dr|Professor|Mr|Ms|Mrs)\b)(?=[A-Z])"
)


_DID = re.compile(
    r"\b(?:did|got|held|followed by|enjoyed|completed|undertook|carried out|conducted|had|held|holding|pursued|"
    r"finished|spent|took up|accepted|"
    r"(?:[Dd]uring|[Aa]fter|[Ff]ollowing|[Ss]ince|[Ii]n)(?=\s(?:my|his|her)\s))\s+"
    r"(?:an?\s+|my\s+|his\s+|her\s+|the\s+)?(?P<role>(?:[\w.,-]+\s){0,5}?(?:internships?|"
    r"(?i:post[- ]?doc(?:s|toral)?)(?: (?:fellowship|training|research|stay|work|position))?|"
    r"[Ff]ellowship|[Ll]ectureship|[Rr]eadership|[Pp]rofessorship|[Aa]ssistantship|placement|traineeship|appointment|"
    r"residency|research (?:stay|visit)|clerkship))(?:\s+(?:programme|program|position|time|years?|period|phase))?"
    r"(?=\s+(?:at|with|in|from|under)\b|\s*[,.;(]|$)"
)


_LEADS = re.compile(
    r"\b(?:I|[Hh]e|[Ss]he)\s(?:(?:currently|now|also|have|has|am|is)\s){0,2}"
    r"(?:led|leads?|leading|heads?|headed|heading|directs?|directed|directing|runs?|ran)\s(?:the\s)(?=[A-Z])"
)
_TEAM = re.compile(r"\b(?:Group|Lab|Laboratory|Team|Cent(?:er|re)|Department|Division|Unit|Institute)\b")


_BARE = re.compile(  # a sentence that begins with the role: "PhD student at X, supervised by Y"
    r"\W*(?:(?i:bio|about|summary|description|subtitle|headline):\s+)?(?:(?i:an?|the)"
    r"\s+)?(?P<role>(?:(?!I\s|[Hh]e\s|[Ss]he\s|was\s|am\s|is\s|by\s|an?\s)[\w.()/-]+\s){0,5}?"
    r"(?i:student|candidate|professor|post-?doc|researcher|scientist|lecturer|fellow|engineer|developer|analyst|consultant|"
    r"intern|instructor|director|curator|librarian|economist|statistician|architect|designer|assistant|associate))"
    r"(?=(?:\s\([^()]{2,40}\))?(?:\s+in\s[a-z][a-z ,&-]{2,60}?)?\s+(?:at|in|with|@)\s+(?:the\s+)?[A-Z])"
)


_AS_ROLE = re.compile(
    r"(?:,\s*first\s+|\s)(?:as\s+(?:(?:an?|the|one of the|their|its)\s+)?|"
    r"where\s+(?:I|s?he)\s(?:was|worked as|served as|am|is)\s(?:an?|the)\s)(?=[\w-])"
)
_EMPLOYED = re.compile(
    r"\b(?:work(?:ed|ing|s)?|serv(?:ed|ing|es?)|spent|[Jj]oin(?:ed|ing)?|[Ss]tart(?:ed|ing)?|began|mov(?:ed|ing)|employed|"
    r"appointed|based|intern(?:ed|ing)|hired|stayed|affiliated|continued|returned|promoted|recruited|"
    r"elected|years?|months?)\b"
)
_PLACED = re.compile(
    r"\b(?:at|with|for|in|@|[Jj]oin(?:ed|ing)?|of)\s+(?:the\s+(?:faculty\s+of\s+(?:the\s+)?)?)?(?=[A-ZÀ-Þ])"
)
_NOW_WORD = re.compile(
    r"\b(?:currently|now|presently|am|is|have been|has been|works?|serves?|[Ss]ince)\b|['’](?:m|ve been)\b"
)
_PAST_WORD = re.compile(
    r"\b(?:was|were|worked|served|spent|joined|interned|employed|appointed|started|began|moved|previously)\b"
)


_AT = re.compile(
    r"\s*(?:,\s*)?(?:\bat|@|\bwith|\bin|\bof|\bfor|\bwithin|\bfrom|,)\s+(?:the\s+(?:[a-z]+\s+)?)?(?=[A-ZÀ-Þ\d“\"]|"
    r"i[A-Z]{2})"
)


_ROLE_END = re.compile(
    r"\s+(?:at|@|with|in|of|for|within|from)\s+(?:the\s+(?:[a-z]+\s+)?)?(?=[A-ZÀ-Þ])|,\s+(?=[A-ZÀ-Þ])|"
    r"\s+(?:working|who|"
    r"where|advised|supervised|under|studying|interested|focusing|based|on|looking|seeking|searching|"
    r"trying|with a|funded (?:by|through|under|from)|"
    r"and (?:received|obtained|completed|earned|finished|got|did|am|was|I|then))\b|"
    r"\s+(?:in|from|since|"
    r"until|between)\s+(?=(?:[A-Z][a-z]+\.? )?(?:19|20)\d\d)|(?<!\.[A-Z])"
    r"(?<!\.[A-Z][a-z])(?<!Ph)\.(?=\s|$)|[;(:]|,\s+(?=[a-z])"
)


_AND = re.compile(
    r"(?:,?\s+(?:and|as well as)|,)\s+(?:also\s+|currently\s+|then\s+|later\s+)?(?:as\s+)?(?:an?|the)\s+(?=[\w-]+)"
)
_WITH = re.compile(r"\s+(?:at|in|@)\s+(?:the\s+)?(?=[A-ZÀ-Þ])")
_DATED = re.compile(r"(?:[A-Z][a-z]{2,8}\.? )?(?:19|20)\d\d")
_OFFICE = re.compile(r"\b(?:editor|reviewer|referee|member|chair|organi[sz]er)s?$", re.I)  # of a journal: service
_LONGEST_ROLE = 110  # characters


def read_posts(page: Page, sentence: Range) -> Iterator[Position]:
    """The posts an English sentence tells, each role once."""
    seen: set[int] = set()
    for post in _told(page, sentence):
        at = (post.parts.get("role") or post.parts["organization"]).start if post.parts else -1
        if at not in seen:
            seen.add(at)
            yield post
    if not seen:
        yield from _led(page, sentence)


def _told(page: Page, sentence: Range) -> Iterator[Position]:
    text = page.text
    yield from _leading(page, sentence)
    yield from _as_posts(page, sentence)
    for pattern, current in ((_IS, True), (_WAS, False)):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            lasts = current and not _WILL.search(match.group())
            found = _post(page, match.end(), sentence, lasts)
            if found:
                yield found
                yield from _second(page, found, sentence, lasts)
    for match in _DID.finditer(text, sentence.start, sentence.end):
        if match["role"].endswith("internships") and _SEVERAL.search(text, match.start(), sentence.end):
            continue  # told one by one below
        found = _post(page, match.start("role"), sentence, False) or _appointed(page, match, sentence)
        if found and found.organization:
            yield found
        yield from _held_too(page, match.end(), sentence)
    yield from _several(page, sentence)
    yield from _worked(page, sentence)
    yield from _moved(page, sentence)
    yield from _earlier(page, sentence)
    yield from _listed_before(page, sentence)


def _appointed(page: Page, match: re.Match[str], sentence: Range) -> Position | None:
    """A post named by what was held and not by a role: "completed a research appointment at X", "held a readership"."""
    held = _HELD.search(match["role"])
    at = _AT.match(page.text, match.end(), sentence.end) if held else None
    where = read_where(page, at.end(), sentence.end) if at else None
    if not held or not where or not names_place(page, where):
        return None
    role = None if held[0] == "appointment" else Range(*match.span("role"))
    return make_position(page, role, where, sentence, False, "work")


_HELD = re.compile(r"(?:appointment|[Ff]ellowship|[Ll]ectureship|[Rr]eadership|[Pp]rofessorship|[Aa]ssistantship)$")
_HELD_TOO = re.compile(
    r",?\s(?:and|as well as)\s(?:then\s|later\s|before that\s)?(?:an?|the|my)\s(?P<role>(?:[\w.-]+\s){0,5}?"
    r"(?:[Ff]ellowship|[Ll]ectureship|[Rr]eadership|[Pp]rofessorship|[Aa]ssistantship|(?i:internship|post-?doc)))(?=\s(?:at|in|with)\s)"
)


def _held_too(page: Page, begin: int, sentence: Range) -> Iterator[Position]:
    """The further posts of a sentence about what was held: "... and a lectureship at X"."""
    for match in _HELD_TOO.finditer(page.text, begin, sentence.end):
        found = _post(page, match.start("role"), sentence, False) or _appointed(page, match, sentence)
        if found and found.organization:
            yield found


def _leading(page: Page, sentence: Range) -> Iterator[Position]:
    """The post a sentence begins with, or sets beside its name: "Ada Lind, Lecturer, Ice College, has ..."."""
    bare = _BARE.match(page.text, sentence.start, sentence.end)
    over = bool(bare and _LED_ON.search(page.text, bare.end(), sentence.end))
    found = _post(page, bare.start("role"), sentence, not over) if bare else None
    if found and found.organization:
        yield found
    apposed = _APPOSED.match(page.text, sentence.start, sentence.end)
    found = _post(page, apposed.end(), Range(sentence.start, apposed.end("post")), True) if apposed else None
    if found and found.organization:
        yield replace(found, span=page.span(*page.trim(*sentence)))


_BEFORE_THAT = re.compile(
    r"\W*(?:previously|formerly|past|before that|earlier)\b\s*[:,–—-]?\s+(?:an?\s)?(?=[\w“])", re.I
)
_STATION = re.compile(
    r"(?:(?:,|;|\s[·|])?\s*(?:and\s+)?(?:then\s+)?(?:an?\s+)?(?P<role>[A-Za-z][\w./& -]{2,60}?)\s+(?:at|@)\s+"
    r"(?:the\s+)?|"
    r"(?:,\s+and|,|\s+and)\s+)(?P<where>[A-ZÀ-Þ][^,;()\n]{1,60}?)(?:\s*\((?P<when>[^()\n]{4,50})\)|(?=[,;.]|\s+and\s|\s*$))"
)


def _listed_before(page: Page, sentence: Range) -> Iterator[Position]:
    """The posts that stand behind "Previously": "Previously: engineer at X (2018-2021), intern at Y (2016)"."""
    lead = _BEFORE_THAT.match(page.text, sentence.start, sentence.end)
    position, role = lead.end() if lead else sentence.end, None
    while station := _STATION.match(page.text, position, sentence.end):
        role = page.trim(*station.span("role"), " ,") if station["role"] else role
        if not role or not is_role(page.words(*role)):
            return
        where = page.trim(*station.span("where"))
        post = make_position(page, role, where, Range(station.start(), station.end()), False, "work")
        parts = post.parts if station["role"] else {k: v for k, v in post.parts.items() if k != "role"}
        yield replace(post, span=page.span(*page.trim(*sentence)), parts=parts)
        position = station.end()


_LED_ON = re.compile(r"\s(?:led|brought|took|gave|allowed|enabled|taught|followed)\s")  # a post that is over
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
        if _COLLABORATES.search(match.group()):
            continue
        where = read_where(page, match.end(), sentence.end)
        if (
            where
            and names_place(page, where)
            and not _AS_ROLE.search(text, where.end, min(sentence.end, where.end + 40))
        ):
            verb = match["verb"]
            kind: PositionKind = "internship" if "intern" in verb else "visit" if "visit" in verb else "work"
            for place in _each_place(page, where):
                yield make_position(
                    page, None, place, sentence, verb in ("am working", "am also working", "work", "been working"), kind
                )


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


_COLLABORATES = re.compile(r"\b(?:also|am|was)?\s*work(?:ing)?\s+with\s+(?:the\s+)?$")
_SEVERAL = re.compile(
    r"\b(?:held|did|completed|had|including)\s+(?:several\s+|multiple\s+|two\s+|three\s+)?(?P<role>(?:[a-z-]+\s){0,2}"
    r"(?:internships|positions|appointments|fellowships|postdocs))\s+(?:at|with|in)\s+(?:the\s+)?(?=[A-Z])"
)
_NEXT_PLACE = re.compile(r",\s+(?:and\s+)?(?:the\s+)?(?=[A-Z])|\s+and\s+(?:the\s+)?(?=[A-Z])")
_YEARS_BEHIND = re.compile(r"\s*\(([^()]*(?:19|20)\d\d[^()]*)\)\s*\.?\s*$")


def _several(page: Page, sentence: Range) -> Iterator[Position]:
    """Posts of one kind at several places, each with its years: "internships at Nivex (2018) and Frost Labs (2019)"."""
    for match in _SEVERAL.finditer(page.text, sentence.start, sentence.end):
        cuts = [cut.span() for cut in _NEXT_PLACE.finditer(page.text, match.end(), sentence.end)]
        bounds = [match.end(), *(edge for cut in cuts for edge in cut), sentence.end]
        pieces = list(zip(bounds[::2], bounds[1::2], strict=True))
        years = [_YEARS_BEHIND.search(page.text, a, b) for a, b in pieces]
        if len(pieces) < 2 or not all(years):
            continue
        role = re.sub(r"s$", "", match["role"])
        for (start, _), year in zip(pieces, years, strict=True):
            if not year:
                continue
            where = page.trim(start, year.start())
            post = make_position(page, None, where, Range(start, year.end()), False, "work")
            yield replace(post, role=role, kind=position_kind(role, "work"))


_APPOSED = re.compile(  # "Ada Lind, Lecturer, Ice College, has completed ..."
    r"\W*[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){1,3}(?: \([A-Z][\w '’.-]{1,20}\))?, (?:an? |the )?"
    r"(?=(?P<post>(?:[A-Z]\w+ ){0,3}(?i:professor|lecturer|researcher|scientist|director|fellow)[^;:]{5,120}?),? "
    r"(?:has|is|was|received|earned|holds|completed|joined|works|studies|obtained)\b)"
)


def _led(page: Page, sentence: Range) -> Iterator[Position]:
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
    if re.match(r"(?:\w+ ){0,2}(?:Department|School|Institute|Faculty|College|Center|Centre|Division)\b", pieces[0]):
        return [where]
    return [Range(where.start, where.start + len(pieces[0])), Range(where.end - len(pieces[1]), where.end)]


def _as_posts(page: Page, sentence: Range) -> Iterator[Position]:
    """Posts held "as": "joined X as a lecturer", "spent two years as a researcher at Y"."""
    text = page.text
    for match in _AS_ROLE.finditer(text, sentence.start, sentence.end):
        before = Range(max(sentence.start, match.start() - 160), match.start())
        verbs = list(_EMPLOYED.finditer(text, *before))
        if not verbs or re.search(
            r"\b(?:such|known|well|soon|long|far|much|serves?)$", text[before.start : before.end]
        ):
            continue
        found = _post(page, match.end(), sentence, False, alone=True)
        if not found:
            continue
        said = text[verbs[-1].start() - min(30, verbs[-1].start() - sentence.start) : match.start()]
        current = bool(_NOW_WORD.search(said)) and not _PAST_WORD.search(text, verbs[-1].start(), match.start())
        role = found.parts["role"]
        where = found.parts.get("organization")
        place = Range(where.start, where.end) if where else None
        if not place or re.search(r"\bfor\s+(?:the\s+)?$", text[match.end() : place.start]):
            stands = [m for m in _PLACED.finditer(text, verbs[-1].start(), match.start())]
            before_it = next((w for m in stands if (w := read_where(page, m.end(), match.start()))), None)
            place = before_it if before_it and names_place(page, before_it) else place
        if place:
            yield make_position(page, Range(role.start, role.end), place, sentence, current, "work")


def _second(page: Page, first: Position, sentence: Range, current: bool) -> Iterator[Position]:
    """The further posts of a sentence: "I am a researcher at X and a lecturer at Y"."""
    begin = max(
        (span.end for name, span in first.parts.items() if name in ("role", "organization")), default=sentence.start
    )
    for match in _AND.finditer(page.text, begin, sentence.end):
        found = _post(page, match.end(), sentence, current)
        if (
            found
            and found.organization
            and not (match.group().startswith(",") and " and" not in match.group() and is_student(found.role))
        ):
            yield found


def _is_unit(words: str) -> bool:
    """Whether words behind "in" name where somebody works, not what on: "Technology Development at X" is a field."""
    first = re.split(r",|\sat\s|\s@\s", words)[0]
    field = _FIELD_AT.match(words)
    return is_organization(first) and not (field and is_organization(words[field.end() :]))


_FIELD_AT = re.compile(r"(?:Technology|Industry|Business|Company|Innovation)\b[A-Za-z &]*\sat\s(?:the\s)?(?=[A-ZÀ-Þ])")


def _role_range(page: Page, begin: int, sentence: Range) -> Range:
    """The words of a role that begins at a position: "professor of computer science" without "at X"."""
    text = page.text
    rest = text[begin : min(sentence.end, begin + 4 * _LONGEST_ROLE)]
    stop = _ROLE_END.search(rest)
    role = Range(begin, begin + stop.start()) if stop else page.trim(begin, sentence.end, " .\n")
    # "professor of computer science at X": the field belongs to the role
    while (
        stop
        and not _is_unit(text[begin + stop.end() : begin + stop.end() + 70])
        and re.match(r"\s+(?:of|in)\s", stop.group())
        and not _DATED.match(text, begin + stop.end())
    ):
        later = _ROLE_END.search(rest, stop.end())
        if not later:
            break
        stop, role = later, Range(begin, begin + later.start())
    return role


_IN_GROUP = re.compile(  # whose group it was: "in Prof. Ada Lind's group at X", "in the Ice Group led by Bo Berg at X"
    r"\s+(?:in|with|within)\s+(?:the\s+)?(?:(?:lab(?:oratory)?|group|team)\s+of\s+)?"
    r"(?:(?:(?:Prof|Dr)(?:essor)?\.?\s)+(?:[A-ZÀ-Þ][\w.-]*\s){0,3}[A-ZÀ-Þ][\w-]+(?:['’]s?(?:\s(?:research\s)?(?:group|lab|laboratory|team))?)?|"
    r"(?:[A-ZÀ-Þ][\w.-]*\s){1,3}[A-ZÀ-Þ][\w-]+['’]s?\s(?:research\s)?(?:group|lab|laboratory|team)|"
    r"(?:[A-Z][\w&-]*\s){1,5}(?:(?:[Gg]roup|[Ll]ab|[Ll]aboratory|[Tt]eam)\s)?(?:\([A-Za-z]{2,12}\)\s)?(?:led|headed|directed|run)\sby\s"
    r"(?:(?:Prof|Dr)(?:essor)?\.?\s)*(?:[A-ZÀ-Þ][\w.-]*\s){0,3}[A-ZÀ-Þ][\w-]+)"
    r"\s*,?\s(?:at|of|in|from)\s(?:the\s)?(?=[A-ZÀ-Þ])"
)
_HAVING = re.compile(r",\s(?:having|after|before|following)\s")  # another post is told from here on
_NO_ROLE = re.compile(
    r"(?:recruiting|hiring|looking|seeking|accepting|mentoring|advising|supervising|teaching|in|at|for|with|on|under|based|located|did|completed|received|obtained|earned|spent|worked|joined|got|finished|"
    r"studied|conducted|graduated|held)\b"
)
_LASTED = re.compile(r"\s+for\s+(?:about\s+|over\s+|almost\s+)?\w+\s+(?:years?|months?|semesters?)$")


def _post(page: Page, begin: int, sentence: Range, current: bool, *, alone: bool = False) -> Position | None:
    """The post that stands behind "I am a": its role, and where; `alone`: any role will do without a place."""
    text = page.text
    role = _role_range(page, begin, sentence)
    words = page.words(*role)
    if _NO_ROLE.match(words):
        return None
    if lasted := _LASTED.search(text, role.start, role.end):
        role = Range(role.start, lasted.start())
        words = page.words(*role)
    if (
        not is_role(words)
        or len(words) > _LONGEST_ROLE
        or is_name(strip_titles(words))
        and not is_role(words.split()[-1])
    ):
        return None
    where = None
    at = _IN_GROUP.match(text, role.end, sentence.end) or _AT.match(text, role.end, sentence.end)
    if not at:
        clause = _HAVING.search(text, role.end, sentence.end)
        reach = min(clause.start() if clause else sentence.end, role.end + 120)
        at = re.compile(r"\b(?:at|@)\s+(?:the\s+)?(?=[A-Z])").search(text, role.end, reach)
    if at:
        people = read_people(text, at.end(), sentence.end) if re.search(r"with|under", at.group()) else []
        beyond = _WITH.match(text, people[-1].end, sentence.end) if people else None
        where = read_where(page, beyond.end() if beyond else at.end(), sentence.end)
    if where and not names_place(page, where):
        where = None
    if where and _OFFICE.search(words) and is_venue(page.words(*where)):
        return None
    if alone:
        return make_position(page, role, where, sentence, current, "work")
    if not where and not re.search(
        r"\b(?:professor|postdoc|lecturer|scientist|engineer|researcher|student|candidate|fellow)\b", words, re.I
    ):
        return None
    if not where and role_at(words) is None:
        return None
    return make_position(page, role, where, sentence, current, "work")
