"""Posts and degrees told in sentences of other European languages: "Ich war Postdoktorandin an der Universität X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qabot.profiles.dates import read_dates
from qabot.profiles.page import Page, Range
from qabot.profiles.persons import is_name
from qabot.profiles.profile import Degree, Position
from qabot.profiles.prose_places import FURTHER, employer_at, place_at, place_before
from qabot.profiles.prose_study import degrees_told
from qabot.profiles.prose_tongues import Language, language_of
from qabot.profiles.prose_turkish import is_turkish, read_turkish
from qabot.profiles.prose_where import make_position
from qabot.profiles.terms import find_degrees, is_organization, is_role, role_at

_ROLE_STOP = re.compile(r"[,;:.()（]|\s[–—-]\s|\n|$|(?<=\w)\s+(?=(?:19|20)\d\d)")

_LENGTH = re.compile(
    r"\s+(?:de|von|di|durante|für|over|per|por)?\s?(?:\w+|\d+)\s+(?:ans?|mois|Jahren?|Monaten?|años?|meses|"
    r"anni|mesi|лет|года?)\b",
    re.I,
)

_FILLER = re.compile(  # "arbeitete der Physiker als ...", "ist er als ...", "war hier ..."
    r"(?:(?:der|die|er|sie|ich|hier|dort|auch|zunächst|dann|danach|später|zuletzt|"
    r"[A-ZÄÖÜ][a-zäöüß]+(?:in|er)?)\s+){0,4}als\s+(?:eine?\s+)?|"
    r"(?:(?:er|sie|ich|hier|dort|auch|zunächst|dann|danach|später|zuletzt|aussi|ensuite|también|luego|"
    r"anche|também)\s+)+(?:zu[mr]\s+)?"
)

_APPOINTED = re.compile(
    r"wurde|nomm|recrut|devien|promu|nombrad|nominat|избран|назначен|стал|"
    r"ingres|incorpor|promov|принят|прийнят|зарахован",
    re.I,
)


def read_european(page: Page, sentence: Range) -> Iterator[Position | Degree]:
    """The posts and degrees that a sentence tells in one of the languages of the table."""
    words = page.text[sentence.start : sentence.end]
    if is_turkish(words):
        yield from read_turkish(page, sentence)
        return
    language = language_of(words)
    if not language:
        return
    posts = [
        post for told in _posts(page, sentence, language) for post in (told, *_further(page, told, sentence, language))
    ]
    yield from posts
    roles = [post.parts["role"] for post in posts if "role" in post.parts]
    for degree in degrees_told(page, sentence, language):
        term = degree.parts.get("degree")
        if not term or not any(role.start <= term.start < role.end for role in roles):
            yield degree


def _posts(page: Page, sentence: Range, language: Language) -> Iterator[Position]:
    text = page.text
    words = text[sentence.start : sentence.end].replace("’", "'").replace("\n", " ")
    done, lasts = sentence.start, False
    for start, end, kind in _starts(words, language):
        begin, start = sentence.start + start, sentence.start + end
        if begin < done:
            continue
        lasts = kind == "now" or kind == "and" and lasts
        article = language.article.match(text, start, sentence.end)
        start = article.end() if article else start
        filler = _FILLER.match(text, start, sentence.end)
        start = filler.end() if filler else start
        found = _role_and_place(page, Range(start, sentence.end), language)
        if not found or kind in ("next", "and", "first") and not _begins_with_role(page, found[0], start):
            continue
        role, where = found
        if not where and kind in ("as", "then", "now", "next"):
            where = place_before(page, Range(sentence.start, begin), language)
        if where:
            post = make_position(page, role, where, sentence, lasts or kind == "first", "work")
            yield post if kind == "and" else _dated_within(page, post, Range(sentence.start, begin), start)
            done = role.end


def _starts(words: str, language: Language) -> list[tuple[int, int, str]]:
    """What a role of a sentence may stand behind: where it begins and ends, and of which kind it is."""
    told = [(*match.span(), match.lastgroup or "") for match in language.lead.finditer(words)]
    told += [(*match.span(), "and") for match in _AND.finditer(words)]
    first = _FIRST.match(words)
    return (
        sorted(told)
        if told and min(told)[0] == 0 or not first
        else sorted([(first.end(), first.end(), "first"), *told])
    )


_AND = re.compile(
    r",?\s(?:y|et|und|e|i|oraz|en|sowie|et aussi|и|та|і|й)\s"
    r"(?:(?:également|auch|ook|también|anche|também|также)\s)?(?=[^\W\d_]{3})"
)
_FIRST = re.compile(r"\W*(?=[^\W\d_]{4})")


def _begins_with_role(page: Page, role: Range, start: int) -> bool:
    """Whether a phrase that begins at `start` begins with its role, as what follows a mere "and" must."""
    words = page.words(*role)
    found = role_at(words)
    return role.start == start and found is not None and " " not in words[: found.start()].strip()


_SECOND = re.compile(
    r"(?:\s?[(（][^()（）]{4,40}[)）])?,?\s(?:y|et|und|e|i|oraz|en|и|та|і|й|sowie)\s"
    r"(?:(?:de |d['’])?(?:otr[oa]|une? autre|um outro|un altro|uma outra) )?"
)


def _further(page: Page, post: Position, sentence: Range, language: Language) -> Iterator[Position]:
    """A post of the same role at a second place: "investigador en X (2011) y en el Y (2013)"."""
    where, role = post.parts.get("organization"), post.parts.get("role")
    if not where or not role or where.start < role.end:
        return
    joined = _SECOND.match(page.text, where.end, sentence.end)
    at = language.at.match(page.text, joined.end(), sentence.end) if joined else None
    place = place_at(page, Range(at.end(), sentence.end), language) if at and at.end() > at.start() else None
    if not place:
        return
    date = next(iter(read_dates(page.text, place.end, min(sentence.end, place.end + 30))), None)
    parts = {"organization": page.span(*place)}
    if date:
        parts["start"] = page.span(date.begin, date.stop)
    yield replace(
        post,
        organization=page.words(*place),
        start=date.start if date else None,
        end=date.end if date and not date.current else None,
        current=post.current and not date or bool(date and date.current),
        parts=parts,
    )


def _dated_within(page: Page, post: Position, before: Range, end: int) -> Position:
    """A post with the date at its verb: "ist seit 2023 Professor", "1986 wurde er Professor, war 1990 Dekan"."""
    dates = read_dates(page.text, max(before.start, before.end - 30), end)
    near = [date for date in dates if date.stop >= before.end - 2]
    told = post.parts.get("start")
    if len(near) != 1 or told and page.text[told.start - 1] in "(（":
        return post
    date = near[0]
    lasts = date.current or date.single and post.current
    since = lasts or date.single and bool(_APPOINTED.search(page.text, before.end, end))
    parts = {**post.parts, "start": page.span(date.begin, date.stop)}
    return replace(post, start=date.start, end=None if since else date.end, current=lasts, parts=parts)


def _role_and_place(page: Page, area: Range, language: Language) -> tuple[Range, Range | None] | None:
    """The role that begins an area, and the organisation behind it if one stands there."""
    text = page.text
    stop = _ROLE_STOP.search(text, area.start, min(area.end, area.start + 2 * FURTHER))
    limit = stop.start() if stop else min(area.end, area.start + FURTHER)
    whole = Range(area.start, limit)
    for link in language.at.finditer(text, area.start + 2, limit):
        where = place_at(page, Range(link.end(), area.end), language) or employer_at(page, link, area.end)
        someone = where and _OF_SOMEONE.fullmatch(link.group())
        if where and someone and is_name(" ".join(text[where.start : where.end].split()[:2])):
            continue  # "Mitarbeiter von Ada Lind in der Arbeitsgruppe Eis"
        role = _without_people(page, _without_length(page, page.trim(area.start, link.start())))
        role = _behind_as(page, role)
        words = page.words(*role)
        if where and _GRADUATE.match(link.group()) and find_degrees(words):
            return None  # "Soy ingeniero por la Universidad X"
        if where and is_role(words) and (not is_organization(words) or _leads(words)):
            return role, where
    ended = language.end.search(text, whole.start, whole.end)
    role = _without_length(page, page.trim(whole.start, ended.start() if ended else whole.end))
    words = page.words(*role)
    if (
        not words
        or _LINKED.match(words)
        or not is_role(words)
        or len(words) > 70
        or is_organization(words)
        and not _leads(words)
    ):
        return None
    # "(maître de conférences), Université X": the organisation stands behind a comma
    behind = page.trim(role.end, area.end, " ,\n")
    dated = next(
        (d for d in read_dates(text, role.end, min(area.end, role.end + 45)) if d.begin <= role.end + 12), None
    )
    if dated and text[dated.stop : dated.stop + 1] in ",)":  # "Assistant, en octobre 1970, à l'Université X"
        at = language.at.match(text, page.trim(dated.stop, area.end, " ,)\n").start)
        if at and (where := place_at(page, Range(at.end(), area.end), language)):
            return role, where
    if text[role.end : behind.start].strip() == ",":
        onward = language.at.match(text, behind.start, area.end)
        behind = Range(onward.end(), area.end) if onward else behind
        country = _COUNTRY.search(text, *role)
        role = _without_length(page, Range(role.start, country.start())) if country else role
        return role, place_at(page, behind, language)
    # "Profesora en el área de X (ABC) del departamento de Y de la Universidad Z"
    clause = re.compile(r"[,;.:](?:\s|$)|$").search(text, role.end, min(area.end, role.end + 3 * FURTHER))
    for link in language.at.finditer(text, role.end, clause.start() if clause else area.end):
        where = place_at(page, Range(link.end(), area.end), language)
        if where:
            return role, where
    return role, None


_LINKED = re.compile(
    r"(?:bei|unter|mit|chez|avec|con|com|presso|z|под|с|у|sous|sob|bajo)\s"
)  # "arbeite bei Prof. Berg"
_GRADUATE = re.compile(r"(?:por|pel[oa])\b", re.I)

_COUNTRY = re.compile(
    r"\s(?:in|en|em|aux?|na|w|в)\s[A-ZÀ-ÞŁА-Я][\w-]+$"
)  # "post-doc per due anni in Norvegia, all'Istituto X"
_AS = re.compile(r"\s(?:come|como|comme|als|jako|en tant que|en qualité de|in qualità di)\s")


def _behind_as(page: Page, role: Range) -> Range:
    """A role without what it was held during: "periodo di ricerca come visiting scholar"."""
    led = _AS.search(page.text, *role)
    return page.trim(led.end(), role.end) if led and is_role(page.text[led.end() : role.end]) else role


_OF_SOMEONE = re.compile(r"(?:von|bei|mit|de|di|с)\s", re.I)

_PEOPLE = re.compile(r"\s(?:von|bei|mit|avec|con|de|di|с)\s+(?:Prof\.?\s|Dr\.?\s|проф\.\s)*(?=[A-ZÀ-ÞА-ЯЁ])")


def _without_people(page: Page, role: Range) -> Range:
    """A role without whose it was: "Mitarbeiter von Ada Lind"."""
    for link in _PEOPLE.finditer(page.text, *role):
        if is_name(page.words(link.end(), role.end)):
            return Range(role.start, link.start())
    return role


def _leads(words: str) -> bool:
    """Whether a phrase begins with a role: "Profesora Titular de Universidad"."""
    role = role_at(words)
    return role is not None and role.start() == 0


def _without_length(page: Page, role: Range) -> Range:
    """A role without how long it was held: "séjour postdoctoral de deux ans"."""
    length = _LENGTH.search(page.text, *role)
    return Range(role.start, length.start()) if length and length.end() == role.end else role
