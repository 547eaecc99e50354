"""The organisation that a sentence names at a place, in front of it or behind it."""

from __future__ import annotations

import re

from qabot.profiles.affiliations import tidy
from qabot.profiles.page import Page, Range
from qabot.profiles.prose_tongues import Language
from qabot.profiles.terms import is_organization, is_place

_PLACE_STOP = re.compile(
    r"[,;()（:]|\n(?![^\W\d_])|\s[–—-]\s|(?<!\b[А-ЯЁA-Z])(?<!\bим)(?<!\bSt)\.(?:\s|$)|$|\s+(?=(?:19|"
    r"20)\d\d)"
)

_OF_A = re.compile(
    r"(?:\s*[(（][^()（）]{2,40}[)）])?(?:,\s+|\s+(?:de la |del |de l['’]|der |des |da |do |della |"
    r"dell['’]|of the ))(?=[A-ZÀ-Þ])|\s*[(（][^()（）]{2,40}[)）]\s+(?=[А-ЯЁІЇ])"
)

_DANGLING = re.compile(  # what led to a date that was cut away: "Universidade X de", "Politechnika Y w"
    r"\s(?:de|do|da|del|dal|nel|du|en|em|im|in|à|a|w|od|von|van|seit|с|со|в|во|у|з|із|до|по)$"
)

_GENITIVE = re.compile(r"(?:de|du|des|del|da|do|della|dell|der|van|d)\b", re.I)
_PROGRAMME = re.compile(
    r"(?:[Pp]rograma de (?:[Pp]ós-[Gg]raduação|[Pp]osgrado|[Dd]octorado)|[Mm]áster(?: Universitario)?)$"
)
_GRADUATE = re.compile(r"(?:graduad|egresad|titulad|licenciad|diplôm|laureat|formad|absolvent|выпускн|випускн)", re.I)
_DEPARTMENT = re.compile(r"(?:кафедр|факультет|отдел|відділ|лаборатор)[а-яіїє]{0,4}\s[а-яіїєґё]")  # no name of a person

_UPPER = re.compile(r"[A-ZÀ-ÞА-ЯЁ]")

_COMPANY_TOWN = re.compile(r"\b(?:GmbH|AG|S\.A\.|S\.L\.|Ltda)( (?:in|en|em|w) [A-ZÀ-Þ][\w-]+)$")

FURTHER = 110  # characters a role, or the name of an organisation, may take


def place_at(page: Page, area: Range, language: Language) -> Range | None:
    """The organisation that begins an area."""
    text = page.text
    stop = _PLACE_STOP.search(text, area.start + 1, min(area.end, area.start + 2 * FURTHER))
    limit = stop.start() if stop else area.end
    ended = language.end.search(text, area.start + 1, limit)
    while ended and _inside_name(text, area.start, ended, limit):
        ended = language.end.search(text, ended.end(), limit)
    found = tidy(page, area.start, ended.start() if ended else limit)
    dangling = _DANGLING.search(text, *found)
    found = Range(found.start, dangling.start()) if dangling else found
    words = page.words(*found)
    if not 2 <= len(words) <= FURTHER:
        return None
    beyond = _OF_A.match(text, found.end, area.end)
    if beyond and is_organization(words):  # "departamento de X (ABC) de la Universidad Y"
        whole = place_at(page, Range(beyond.end(), area.end), language)
        if whole and _UPPER.match(page.text, whole.start):
            return Range(found.start, whole.end)
    named = is_organization(words) or bool(re.fullmatch(r"[A-Z][A-Z&.-]{1,9}", words))
    titled = _UPPER.search(words) or _DEPARTMENT.match(words)
    if not named or not titled or is_place(words) or _GRADUATE.match(words) or _leads_to_place(page, found, language):
        return None
    town = _COMPANY_TOWN.search(text, *found)
    return Range(found.start, town.start(1)) if town else found


_EMPLOYER = re.compile(
    r"[«“\"„][^«»“”\"„\n]{2,40}[»”\"“]|[A-ZÀ-Þ][\w&.'’-]*(?:\s[A-ZÀ-Þ][\w&.'’-]*){0,2}(?=$|[\s,.;:()])"
)
_FIRM = re.compile(
    r"(?:chez|w firmie|en la empresa|na empresa|nell['’]azienda|bei der firma|в компании|у компанії)\b", re.I
)


def employer_at(page: Page, link: re.Match[str], end: int) -> Range | None:
    """The employer that no word tells behind a link that leads to nothing else: "chez Datalune"."""
    named = _EMPLOYER.match(page.text, link.end(), end) if _FIRM.match(link.group()) else None
    return Range(*named.span()) if named else None


def _leads_to_place(page: Page, found: Range, language: Language) -> bool:
    """Whether what stands before an organisation is something else: "linguistique à l'Université X"."""
    for link in language.at.finditer(page.text, found.start + 1, found.end):
        genitive = _GENITIVE.match(link.group()) or not link.group()  # "Снежного университета": no word between
        if not genitive and page.text[found.start : link.start()].strip() and link.end() < found.end:
            apart = not is_organization(page.words(found.start, link.start()))
            return apart and is_organization(page.words(link.end(), found.end))
    return False


def _inside_name(text: str, start: int, ended: re.Match[str], limit: int) -> bool:
    """Whether a word that usually ends a name is a part of it: "Institut für Eis und Schnee der Universität X"."""
    before, word = text[start : ended.start()], ended.group().strip().casefold()
    after = text[ended.end() : limit].lstrip()
    if word in ("y", "et", "und", "e", "и", "für", "de"):
        first = after.split(" ")[0] if after else ""
        return (
            not is_organization(before) or bool(_UPPER.match(after)) and not is_organization(first) and len(before) < 80
        )
    if word == "em" and _PROGRAMME.search(before) or word == "en" and _PROGRAMME.search(before):
        return True
    return not is_organization(before) and word in ("im", "in", "en", "sur", "по", "для")


def place_before(page: Page, area: Range, language: Language) -> Range | None:
    """The organisation in front of "as a ...": the last one joined, or the last one at which somebody was."""
    starts = [m.end() for m in language.joined.finditer(page.text, *area)]
    starts += [m.end() for m in language.at.finditer(page.text, *area)]
    for start in sorted(starts, reverse=True):
        article = language.article.match(page.text, start, area.end)
        where = place_at(page, Range(article.end() if article else start, area.end), language)
        if where:
            return where
    return None
