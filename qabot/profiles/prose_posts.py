"""Posts told in English sentences: "I am a postdoc at X", "After that I worked at Y as a Z"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qabot.profiles.page import Page, Range
from qabot.profiles.profile import Position
from qabot.profiles.prose_dated import read_dated_roles
from qabot.profiles.prose_post import AS_ROLE, AT, read_post
from qabot.profiles.prose_promoted import read_promotions
from qabot.profiles.prose_rows import Place, read_row
from qabot.profiles.prose_stays import SEVERAL, make_stay, read_led, read_stays
from qabot.profiles.prose_subject import is_of_another
from qabot.profiles.prose_where import make_position, names_place, read_where
from qabot.profiles.terms import is_student

_NOW = r"(?:currently|now|presently|also|at present|at the moment|actually)"


_LUCKY = (  # "I was lucky to land a postdoc"
    r"(?:(?:(?:very|so|extremely|really|truly)\s)?(?:lucky|fortunate|privileged|happy|thrilled|grateful|honou?red|excited|"
    r"delighted|pleased|proud)\s(?:enough\s)?to\s(?:be|have been|land|have|hold|serve as|work as|do|get|complete)\s)?"
)


_IS = re.compile(
    r"(?:\b(?:(?:I am|I['’]m|[Mm]y name is) [A-Z][^,;.\s]*"
    r"(?:\s(?:[^a-z,;.\s][^,;.\s]*|van|von|de|der|den|di|da|al|bin|el|la)){0,6}(?:\s\([^()]{2,60}\))?,|"
    r"(?:[Ww]eb)?(?:[Pp]age|[Ss]ite) of [A-Z][^,;]{3,40},|I['’]?m|I am|I['’]?ve been|"
    r"I have been|I (?:will|shall) be|I['’]ll be|I (?:currently |now )?(?:work|serve|hold)(?: as)?|"
    r"(?:[Hh]e|[Ss]he|[Tt]hey) (?:is|are|(?:currently |now )?(?:works as|serves as|holds))|"
    r"[A-Z][\w'’.-]+(?: \([^)]*\))?,? (?:is|(?:currently )?holds)|"
    r"[Cc]urrently,? (?:I am|I['’]m|he is|she is|a|an|working as)|"
    r"[Mm]y current (?:position|role|job) is(?: as| that of)?|"
    r"[Ii]n (?:my|his|her) (?:current|present|new) (?:role|position|job|post) as|"
    r"[Nn]ow (?:I am|I['’]m|a|an)|[Cc]urrently,? (?:an?|the)(?= )|"
    r"(?<=[A-Za-z]\s)and (?:is|am)(?: also)?(?= (?:an?|the)\s(?:[\w-]+\s){0,3}"
    r"(?:candidate|student|professor|fellow|member|director))))"
    r"(?:\s+and\s(?:I am|I['’]?m))?"
    rf"\s+(?:{_NOW},?\s+)?(?:working (?:as )?|serving (?:as )?|employed (?:as )?|(?:hosted|based) as )?"
    rf"{_LUCKY}(?:an?\s+|the\s+)?",
)


_WAS = re.compile(
    r"(?:\b|(?<=[)\]]))(?:(?:I have|I['’]ve|[Hh]e has|[Ss]he has) (?:previously|formerly|earlier) (?:been|worked as|"
    r"served as|held)|I (?:was|served as|worked as|interned as|became|held|have (?:been|worked as|served as|"
    r"(?:also )?held)|had been|"
    r"joined .{3,40} as)|(?:[Hh]e|[Ss]he|(?:Dr|Prof)\.? [A-Z][\w'’-]+|(?<=, )(?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+) "
    r"(?:was|served as|worked as|became|held|"
    r"has (?:also )?held|has been|had been)|"
    r"(?:[Pp]rior to (?:this|that|"
    r"joining[^,]{2,60}|my [^,]{2,40})|[Pp]reviously|[Bb]efore (?:this|that|joining[^,]{2,60})|"
    r"[Ff]ormerly|[Ee]arlier),?\s+(?:to that,?\s+)?(?:I|he|she)?\s*(?:was|worked as|served as|"
    r"had been|were|held)?|,?\sand\s(?:I |he |she )?(?:also )?(?:was|became|served as|worked as|held))"
    r"\s+(?:(?:also|previously|briefly|then|later|first|formerly|subsequently|initially|recently|most recently)\s+)?"
    r"(?:appointed\s+(?:as\s+)?)?"
    r""
    rf"{_LUCKY}(?:(?:an?|the|my)\s+)?(?:(?:position|post|role)s?\s+(?:of|as)\s+(?:an?\s+|the\s+)?)?",
)


_INCOMING = re.compile(r"incoming\s(?!(?:[\w.-]+\s){0,3}(?:student|candidate)\b)")
_WILL = re.compile(r"\b(?:will|shall)\b|['’]ll\b")


_DID = re.compile(
    r"\b(?:did|got|held|followed by|enjoyed|complet(?:ed|ing)|undertook|undertaking|doing|"
    r"finishing|[Ss]tart(?:ed|ing)|[Bb]egan|carried out|conducted|had|held|holding|pursued|"
    r"finished|spent|took up|accepted|"
    r"(?:[Dd]uring|[Aa]fter|[Ff]ollowing|[Ss]ince|[Ii]n)(?=\s(?:my|his|her|an?|the)\s))\s+"
    r"(?:an?\s+|my\s+|his\s+|her\s+|the\s+)?(?:(?:Ph\.?D\.?|doctorate|[Mm]aster['’]?s?|studies)\sand\s(?:an?\s+|my\s+)?)?"
    r"(?P<role>(?:[\w.,-]+\s){0,5}?(?:internships?|"
    r"(?i:post[- ]?doc(?:s|toral)?)(?: (?:fellowship|training|research|stay|work|position))?|"
    r"[Ff]ellowship|[Ll]ectureship|[Rr]eadership|[Pp]rofessorship|[Aa]ssistantship|placement|traineeship|appointment|"
    r"residency|research (?:stay|visit)|clerkship))(?:\s+(?:programme|program|position|time|years?|period|phase))?"
    r"(?=\s+(?:at|with|in|from|under)\b|\s*[,.;(]|$)"
)


_BARE = re.compile(  # a sentence that begins with the role: "PhD student at X, supervised by Y"
    r"\W*(?:(?i:bio|about|summary|description|subtitle|headline):\s+)?"
    r"(?:(?:[A-ZÀ-Þ][\w.'’-]+\s){2,4}[-–—|]\s)?(?:(?i:an?|the)"
    r"\s+)?(?P<role>(?:(?!(?i:previously|formerly|earlier|past)\s|I\s|[Hh]e\s|[Ss]he\s|was\s|am\s|is\s|by\s|an?\s)[\w.()/-]+\s){0,5}?"
    r"(?i:student|candidate|professor|post-?doc|researcher|scientist|lecturer|fellow|engineer|developer|analyst|consultant|"
    r"intern|instructor|director|curator|tutor|clerk|manager|technician|specialist|officer|coordinator|librarian|economist|statistician|architect|designer|assistant|associate))"
    r"(?=(?:\s\([^()]{2,40}\))?(?:\s+in\s[a-z][a-z ,&-]{2,60}?)?\s+(?:(?:at|in|with|@)\s+(?:the\s+)?[A-Z]|@\s[a-z]))"
)


_EMPLOYED = re.compile(
    r"\b(?:work(?:ed|ing|s)?|serv(?:ed|ing|es?)|spent|[Ss]pend(?:ing)?|[Jj]oin(?:ed|ing)?|[Ss]tart(?:ed|ing)?|began|mov(?:ed|ing)|employed|"
    r"appointed|based|intern(?:ed|ing)|hired|stayed|affiliated|continued|return(?:ed|ing)|promoted|recruited|"
    r"elected|years?|months?|stints?|(?<!the )summers?|trained)\b"
)


_PLACED = re.compile(
    r"\b(?:at|with|for|in|@|[Jj]oin(?:ed|ing)?|of|(?:mov\w+|return\w*|went|c[ao]me)(?: back)? to)\s+"
    r"(?:the\s+(?:faculty\s+of\s+(?:the\s+)?)?)?(?=[A-ZÀ-Þ])"
)


_NOW_WORD = re.compile(
    r"\b(?:currently|now|presently|am|is|have been|has been|works?|serves?|[Ss]ince)\b|['’](?:m|ve been)\b"
)


_PAST_WORD = re.compile(
    r"\b(?:was|were|worked|served|spent|joined|interned|employed|appointed|started|began|moved|previously)\b"
)


_AND = re.compile(
    r"(?:,?\s+(?:and|as well as)|,)\s+(?:also\s+|currently\s+|then\s+|later\s+)?(?:as\s+)?(?:an?|the)\s+(?=[\w-]+)"
)


def read_posts(page: Page, sentence: Range, last: Range | None = None) -> Iterator[Position]:
    """The posts an English sentence tells, each role once; `last`: where the post of the sentence before was held."""
    seen: set[int] = set()
    places = [last] if last else []
    for post in _told(page, sentence):
        places += _where(post)
        at = (post.parts.get("role") or post.parts["organization"]).start if post.parts else -1
        if at not in seen and not is_of_another(page.text, sentence, at):
            seen.add(at)
            yield from _in_row(page, post, sentence)
    yield from read_promotions(page, sentence, places, seen)
    if not seen:
        yield from read_led(page, sentence)


def _where(post: Position) -> list[Range]:
    """Where the words stand that name the place of a post."""
    where = post.parts.get("organization")
    return [Range(where.start, where.end)] if where else []


def _told(page: Page, sentence: Range) -> Iterator[Position]:
    text = page.text
    yield from read_dated_roles(page, sentence)
    yield from _leading(page, sentence)
    yield from _as_posts(page, sentence)
    for pattern, current in ((_IS, True), (_WAS, False)):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            lasts = current and not _WILL.search(match.group()) and not _INCOMING.match(text, match.end())
            if SEVERAL.match(text, match.end(), sentence.end):
                continue  # told one by one below
            found = read_post(page, match.end(), sentence, lasts)
            if found:
                yield replace(found, current=False) if current and not lasts else found
                yield from _second(page, found, sentence, lasts)
    for match in _DID.finditer(text, sentence.start, sentence.end):
        if match["role"].endswith("internships") and SEVERAL.search(text, match.start(), sentence.end):
            continue  # told one by one below
        found = read_post(page, match.start("role"), sentence, False) or _appointed(page, match, sentence)
        if found and found.organization:
            yield found
        yield from _held_too(page, match.end(), sentence)
    yield from read_stays(page, sentence)


def _appointed(page: Page, match: re.Match[str], sentence: Range) -> Position | None:
    """A post named by what was held and not by a role: "completed a research appointment at X", "held a readership"."""
    held = _HELD.search(match["role"])
    at = AT.match(page.text, match.end(), sentence.end) if held else None
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
        found = read_post(page, match.start("role"), sentence, False) or _appointed(page, match, sentence)
        if found and found.organization:
            yield found


def _leading(page: Page, sentence: Range) -> Iterator[Position]:
    """The post a sentence begins with, or sets beside its name: "Ada Lind, Lecturer, Ice College, has ..."."""
    bare = _BARE.match(page.text, sentence.start, sentence.end)
    over = bool(bare and _LED_ON.search(page.text, bare.end(), sentence.end))
    found = read_post(page, bare.start("role"), sentence, not over) if bare else None
    if found and found.organization:
        yield found
    apposed = _APPOSED.match(page.text, sentence.start, sentence.end)
    found = read_post(page, apposed.end(), Range(sentence.start, apposed.end("post")), True) if apposed else None
    if found and found.organization:
        yield replace(found, span=page.span(*page.trim(*sentence)))


_LED_ON = re.compile(r"\s(?:led|brought|took|gave|allowed|enabled|taught|followed)\s")  # a post that is over


_APPOSED = re.compile(  # "Ada Lind, Lecturer, Ice College, has completed ..."
    r"\W*[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){1,3}(?: \([A-Z][\w '’.-]{1,20}\))?, (?:an? |the )?"
    r"(?=(?P<post>(?:[A-Z]\w+ ){0,3}(?i:professor|lecturer|researcher|scientist|director|fellow)[^;:]{5,120}?),? "
    r"(?:has|is|was|received|earned|holds|completed|joined|works|studies|obtained)\b)"
)


def _as_posts(page: Page, sentence: Range) -> Iterator[Position]:
    """Posts held "as": "joined X as a lecturer", "spent two years as a researcher at Y"."""
    text = page.text
    for match in AS_ROLE.finditer(text, sentence.start, sentence.end):
        before = Range(max(sentence.start, match.start() - 160), match.start())
        verbs = list(_EMPLOYED.finditer(text, *before))
        if not verbs or re.search(
            r"\b(?:such|known|well|soon|long|far|much|serves?)$", text[before.start : before.end]
        ):
            continue
        found = read_post(page, match.end(), sentence, False, alone=True)
        if not found:
            continue
        said = text[verbs[-1].start() - min(30, verbs[-1].start() - sentence.start) : match.start()]
        current = bool(_NOW_WORD.search(said)) and not _PAST_WORD.search(text, verbs[-1].start(), match.start())
        role = found.parts["role"]
        if verbs[-1][0] == "trained" and not text.startswith(" with ", role.end):
            continue  # "trained as a nurse at Keld Polytechnic" is a study
        row = _row_before(page, Range(verbs[-1].start(), match.start()))
        if row:
            yield make_stay(page, Range(role.start, role.end), row[0], sentence, "work")
            continue
        where = found.parts.get("organization")
        place = Range(where.start, where.end) if where else None
        if not place or re.search(r"\bfor\s+(?:the\s+)?$", text[match.end() : place.start]):
            area = Range(verbs[-1].start(), match.start())
            again = place and AS_ROLE.search(text, *area)  # the place before it is that of an earlier post
            place = (None if again else _place_before(page, area, sentence)) or place
        if place:
            made = make_position(page, Range(role.start, role.end), place, sentence, current, "work")
            over = not current and not _JUST.search(said)
            over = over and _PAST_WORD.search(text, verbs[-1].start(), match.start()) is not None
            made = replace(made, current=True, end=None) if _JUST.search(said) else made
            over = over or _WILL.search(said) is not None
            yield replace(made, current=False) if over and not _LASTS.search(text, role.end, sentence.end) else made


_JUST = re.compile(r"\b(?:recently|just|newly)\s(?:joined|started|moved|been appointed)\b")
_SERVING = re.compile(r"serving\b")
_LASTS = re.compile(r"\b(?:now|present|today|current\w*|since|to date)\b")
_WHERE_SHE = re.compile(r",?\swhere\s(?:I|he|she|they)\s(?:(?:also|later|then|now|currently|previously)\s)?$")


def _place_before(page: Page, area: Range, sentence: Range) -> Range | None:
    """The place in an area in front of "as a lecturer", else the last one before "where she also served as"."""
    stands = list(_PLACED.finditer(page.text, *area))
    told = None if stands else _WHERE_SHE.search(page.text, sentence.start, area.start)
    told = told or (None if stands else _SERVING.match(page.text, area.start))  # "moved to Oslo, serving as chair"
    stands = list(_PLACED.finditer(page.text, sentence.start, told.start()))[-1:] if told else stands
    where = next((found for stand in stands if (found := read_where(page, stand.end(), area.end))), None)
    return where if where and names_place(page, where) else None


def _row_before(page: Page, area: Range) -> list[Place]:
    """The places in a row in front of "as a": "spent summers at Nivex (2019) and Keld (2020) as an intern"."""
    starts = (stand.end() for stand in _PLACED.finditer(page.text, *area))
    return next((row for start in starts if (row := read_row(page, start, area.end))), [])


_SEVERAL_TIMES = re.compile(  # what is often held at several places; "an associate at Ray, Berg and Moss" is at one
    r"intern|visit|post-?doc|guest|consult|engineer|developer|scientist|research|fellow", re.I
)


def _in_row(page: Page, post: Position, sentence: Range) -> list[Position]:
    """A post at several places, one at each: "I was an engineer at Nivex (2012-2014) and at Keld"."""
    role, where = post.parts.get("role"), post.parts.get("organization")
    if not role or not where:
        return [post]
    end = sentence.end if role.start < where.start else role.start
    row = read_row(page, where.start, end, plain=not post.current and _SEVERAL_TIMES.search(post.role) is not None)
    made = [make_stay(page, Range(role.start, role.end), place, sentence, "work") for place in row]
    if any(one.start or one.end for one in made):
        return made
    return [replace(one, start=post.start, end=post.end, current=post.current) for one in made] or [post]


def _second(page: Page, first: Position, sentence: Range, current: bool) -> Iterator[Position]:
    """The further posts of a sentence: "I am a researcher at X and a lecturer at Y"."""
    begin = max(
        (span.end for name, span in first.parts.items() if name in ("role", "organization")), default=sentence.start
    )
    for match in _AND.finditer(page.text, begin, sentence.end):
        found = read_post(page, match.end(), sentence, current)
        if (
            found
            and found.organization
            and not (match.group().startswith(",") and " and" not in match.group() and is_student(found.role))
        ):
            yield found
