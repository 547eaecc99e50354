"""Which entries a question singles out by time: those that last, the latest, the longest, the one before another."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Sequence

from qabot.answers.career_filters import lasts
from qabot.answers.context import Context
from qabot.answers.passages import MONEY
from qabot.profiles.dates import read_dates
from qabot.profiles.profile import Position
from qabot.questions.carry import AFTER, BEFORE
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.spoken import says
from qabot.words.entries import Entry

_SINGLE = re.compile(r"\bdoes\b|\bis\b")
_BESIDE = re.compile(
    r"\b(before|prior to|previous to|vor|avant|antes d[eoa]s?|prima d\w+|до)\b"
    r"|\b(after|following|nach|apres|despues de|depois d[eoa]s?|dopo|после)\b"
    r"|(?<![目当當午])(前(?![期端沿述])|전(?=에|의|엔|까지|\W|$))"
    r"|(?<!博士)(?<![午背最先])(?<!박사)(后(?![期端训台门])|後(?![期端])|후(?=에|의|엔|\W|$))"
)


def now_of(context: Context, query: Query, relation: str, entries: list[Entry]) -> list[Entry]:
    """For "Where does she work?" the posts that last; all of them for "did", "list" or a year."""
    if (
        relation not in ("position", "education")
        or query.years
        or query.order
        or query.intent in ("list", "count")
        or query.degree
    ):
        return entries
    text = plain(query.text)
    asks_now = Lexicon.load().has("now", text)
    if relation == "education" and not asks_now:
        return entries
    if (Lexicon.load().has("past", text) or Lexicon.load().has("career", text)) and not asks_now:
        return entries
    current = [entry for entry in entries if entry.current or _open_ended(entry)]
    if relation == "position" and not current and not (query.role or query.organizations or query.topic):
        degrees = context.library.entries(entries[0].person, "education")
        current = [entry for entry in degrees if entry.current]  # a student's place is where she studies
    if current or asks_now:
        return current
    return extreme(entries, "latest") or entries if relation == "position" and _SINGLE.search(text) else entries


def _open_ended(entry: Entry) -> bool:
    """Whether a post has begun and is not said to have ended."""
    return isinstance(entry.fact, Position) and entry.fact.start is not None and entry.fact.end is None


_PRESENT = re.compile(r"\W*(?:is|are|does|do|isn't|doesn't|ist|sind|arbeitet|est-ce|es|esta|trabaja|travaille)\b")
_HAS_EVER = re.compile(r"\b(?:have|has|list|mention|include|show|contain|say)\b")
_STUDENT = re.compile(r"\b(?:student|study|studying|candidate|enrol\w*|pursu\w*)\b")


def asks_present(query: Query, relation: str) -> bool:
    """Whether a yes/no question asks of a post or a course of study that it is held now."""
    text, lexicon = plain(query.text), Lexicon.load()
    if query.years or relation == "education" and not (_STUDENT.search(text) or not query.relations):
        return False
    if lexicon.has("now", text):
        return True
    return bool(_PRESENT.match(text)) and not _HAS_EVER.search(text) and not lexicon.has("past", text)


def beside_of(query: Query, relation: str) -> int:
    """BEFORE or AFTER when a question asks for the post before or after one at a named place, else 0."""
    anchored = query.organizations or query.degree  # "before the PhD in September 2017": the year only tells which
    if relation not in ("position", "education") or query.years and not anchored or query.intent == "yes_no":
        return 0
    match = _BESIDE.search(plain(query.text))
    if match is None:
        return 0
    return BEFORE if match[1] or match[3] else AFTER


def around(everything: Sequence[Entry], anchors: Sequence[Entry], which: int) -> list[Entry]:
    """The entry before or after the anchors, in time."""
    dated = [entry for entry in anchors if entry.first or entry.last]
    others = [entry for entry in everything if entry not in anchors and (entry.first or entry.last)]
    if not dated:
        undated = [entry for entry in everything if entry not in anchors and not lasts(entry)]
        return undated[:2] if which == BEFORE and anchors and all(lasts(entry) for entry in anchors) else []
    if which == BEFORE:
        begin = min(_begun(entry) for entry in dated)
        earlier = [entry for entry in others if _begun(entry) <= begin]
        # a post that was over by then comes before one that ran on beside it
        earlier = [entry for entry in earlier if _ended(entry)[:4] <= begin[:4]] or earlier
        best = max((_ended(entry) for entry in earlier), default=None)
        return [entry for entry in earlier if _ended(entry) == best][:1]
    end = max(entry.last or entry.first or 0 for entry in dated)
    later = [entry for entry in others if (entry.first or 0) >= end]
    first = min((_begun(entry) for entry in later), default=None)
    return [entry for entry in later if _begun(entry) == first]


def _begun(entry: Entry) -> str:
    return getattr(entry.fact, "start", None) or str(entry.first or entry.last or "")


def _ended(entry: Entry) -> str:
    return "9999" if entry.current else getattr(entry.fact, "end", None) or str(entry.last or entry.first or "")


def extreme(entries: Sequence[Entry], order: str) -> list[Entry]:
    """The latest or oldest of entries by date; all that tie, none if none has a date."""

    def key(entry: Entry) -> tuple[int, str]:
        start, end = getattr(entry.fact, "start", None), getattr(entry.fact, "end", None)
        if entry.current and order == "latest":
            return (9999, start or "")
        given = entry.relation == "award"  # a stipend of four years was won before the first
        year = (entry.first or entry.last) if given or order != "latest" else (entry.last or entry.first)
        return (year or 0, (end or start or "") if order == "latest" else (start or end or ""))

    dated = [entry for entry in entries if entry.first or entry.last or entry.current]
    if not dated:
        return []
    best = (max if order == "latest" else min)(key(entry) for entry in dated)
    return [entry for entry in dated if key(entry) == best]


_MONTHS = (
    "jan(?:uar[iy]?|uary|vier|eiro)?|enero|gen(?:naio)?|fe[bv](?:ruary?|ruar|rier|ereiro|rero|braio)?|mar(?:ch|s|z|co|zo)?"
    "|a[pb]r(?:il|ile)?|avr(?:il)?|ma(?:y|i|yo|io|ggio|g)|jun[eio]?o?|jui?n|junho|giu(?:gno)?|jul[yio]?o?|juil(?:let)?|julho"
    "|lug(?:lio)?|aug(?:ust)?|aout|ago(?:sto)?|sept?(?:ember|embre|iembre)?|set(?:embro|tembre)?|o[ck]t(?:ober|obre|ubre)?"
    "|ott(?:obre)?|out(?:ubro)?|nov(?:ember|embre|iembre|embro)?|de[cz](?:ember|embre|embro)?|dic(?:embre|iembre)?"
    "|янв\\w*|фев\\w*|март\\w*|апр\\w*|ма[йя]|июн\\w*|июл\\w*|авг\\w*|сент\\w*|окт\\w*|нояб\\w*|дек\\w*"
)
_MONTH = (  # a number beside it tells it from a word: "out", "may"
    rf"\b(?:{_MONTHS})\b\.?,?\s*(?:de |del )?\d|\d\.?\s*(?:de )?(?:{_MONTHS})\b|\b(?:19|20)\d{{2}}[-./]\d{{1,2}}\b"
    r"|\b\d{1,2}[-./](?:19|20)\d{2}\b|\d ?[月월]"
)
_DAY = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s*(?:of |de )?(?:{_MONTHS})\b"
    rf"|\b(?:{_MONTHS})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)"
    r"|\b(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}\b|\b\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d{2}\b|\d ?[日일]"
)
_NAMED = re.compile(r"[A-ZÀ-Þ][\w'’.-]*\s+(?:[a-z]{1,3}\s+)?[A-ZÀ-Þ]|[А-ЯЁ][\w.-]*\s+[А-ЯЁ]|[㐀-鿿가-힯぀-ヿ]{2}")


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)  # 2 ms, of a cold start too


def asks_exactly(query: Query) -> bool:
    """Whether a question asks for a month or a sum, which an entry without one cannot tell."""
    text = plain(query.text)
    return any(says(kind, text, query.language) is not None for kind in ("month", "money"))


def exact_enough(query: Query, relation: str, entries: list[Entry]) -> list[Entry]:
    """Of entries those that tell as closely as it is asked: the month, the sum of money, who the students are."""
    if query.years and query.years.first != query.years.last:  # "in 2017-2018": a school year is one thing
        exactly = [e for e in entries if (e.first, e.last) == (query.years.first, query.years.last)]
        entries = exactly or entries if relation == "teaching" else entries
    if relation in ("position", "education", "project") and "when" not in query.want:
        entries = _in_month(query, entries)
    text = plain(query.text)
    if says("month", text, query.language):
        lexicon = Lexicon.load()
        if lexicon.has("will", text) or lexicon.has("end_of", text):
            entries = [e for e in entries if not e.current]  # the month printed is that of the beginning
        day = says("day", text, query.language) is not None
        size, printed = (7, _compiled(_DAY)) if day else (4, _compiled(_MONTH))
        entries = [e for e in entries if printed.search(e.words) or len(getattr(e.fact, "start", None) or "") > size]
    if relation in ("award", "project") and says("money", text, query.language):
        entries = [entry for entry in entries if MONEY.search(entry.words)]
    if relation == "student" and "who" in query.want and query.intent != "count":
        entries = [entry for entry in entries if _NAMED.search(entry.label)]
    return entries


def _in_month(query: Query, entries: list[Entry]) -> list[Entry]:
    """Of entries those that lasted in the month or season asked about ("in June 2024", "in the summer of 2024").

    All where none is, or none is asked.
    """
    months = [date.start for date in read_dates(query.text) if date.single and date.start and len(date.start) == 7]
    months = months if len(months) == 1 else _season(query)
    if query.years is None or not months:
        return entries

    def held(entry: Entry) -> bool:
        start, end = getattr(entry.fact, "start", None), getattr(entry.fact, "end", None)
        if not start or start > months[-1] or len(months) > 1 and len(start) < len(months[0]):
            return False
        return entry.current or months[0][: len(end or start)] <= (end or start)

    return [entry for entry in entries if held(entry)] or entries


_SEASONS = (  # the first month of each, and what it is called
    (3, r"\bspring\b|\bfruhling|\bfruhjahr|\bprintemps|\bprimavera|\bвесн|春[天季]|봄"),
    (6, r"\bsummer\b|\bsommer|\bete\b|\bverano|\bverao|\bestate\b|\bлет(?:ом|о|а)\b|夏[天季]?|暑[期假]|여름"),
    (9, r"\bautumn\b|\bfall\b|\bherbst|\bautomne|\botono|\boutono|\bautunno|\bосен|秋[天季]|가을"),
)


def _season(query: Query) -> list[str]:
    """The months of the season of one year that a question asks about; none where it asks about none."""
    year = query.years.first if query.years and query.years.first == query.years.last else None
    text = plain(query.text)
    first = next((month for month, words in _SEASONS if _compiled(words).search(text)), 0) if year else 0
    return [f"{year}-{month:02}" for month in range(first, first + 3)] if first else []


_SORTED = re.compile(
    r"\b(?:(oldest|earliest)|newest|latest|most recent)(?: ones?)? first\b"
    r"|\b(chronological\w*|in order of time|by date|chronologisch|chronologique\w*|cronologic\w*)\b"
    r"|按时间(顺序|先后)|(年代順|古い順)|시간 ?(순)"
)


def in_order_of_time(entries: Sequence[Entry], query: Query) -> list[Entry]:
    """Entries in order of time where a question asks for it ("oldest first"), else as they stand; undated ones last."""
    match = _SORTED.search(plain(query.text))
    if match is None:
        return list(entries)
    newest = not any(match.groups())
    dated = [entry for entry in entries if entry.first or entry.last]
    dated.sort(key=_begun, reverse=newest)
    return [*dated, *(entry for entry in entries if entry not in dated)]


def limited(entries: Sequence[Entry], query: Query) -> list[Entry]:
    """The first few of entries, in time where the question asks for the latest or oldest."""
    rows = list(entries)
    if query.order in ("latest", "oldest"):
        rows = [entry for entry in rows if entry.first or entry.last]
        rows.sort(key=lambda entry: entry.last or entry.first or 0, reverse=query.order == "latest")
    return rows[: query.limit]


def lasting(entries: Sequence[Entry], order: str) -> list[Entry]:
    """The entries that lasted longest or shortest, by month; those without both dates are left out."""
    months = [(length, entry) for entry in entries if (length := months_of(entry)) is not None]
    best = (max if order == "longest" else min)((length for length, _ in months), default=0)
    return [entry for length, entry in months if length == best]


def months_of(entry: Entry) -> int | None:
    """How many months an entry lasted, to this day where it lasts; None where its dates do not tell."""
    start, end = getattr(entry.fact, "start", None), getattr(entry.fact, "end", None)
    if not start or not (end or entry.current):
        return None
    today = datetime.date.today()
    return (_month(end, 12) if end else today.year * 12 + today.month) - _month(start, 1)


def _month(date: str, default: int) -> int:
    return int(date[:4]) * 12 + (int(date[5:7]) if len(date) >= 7 else default)
