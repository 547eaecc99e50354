"""Where the title of a paper ends that nothing sets apart, and what can be no title."""

from __future__ import annotations

import re
from itertools import islice

from qabot.profiles.name_lists import read_names
from qabot.profiles.page import Page, Range
from qabot.profiles.paper_leads import STATUS
from qabot.profiles.paper_words import LINKS, count_words, is_label, is_long_enough, sentence_end
from qabot.profiles.persons import is_name
from qabot.profiles.tables import is_cjk
from qabot.profiles.terms import is_place
from qabot.profiles.title_quotes import Title
from qabot.profiles.venues import is_known, is_publisher, is_venue, known_short

_NUMBERED = re.compile(  # "L & R 617, L7 (2018)", "Lake Letters, 2018, 12(3): 45-67"
    r"\W*[A-Z][^\d.:;?!]{1,60}[\s,.]+(?:(?:19|20)\d\d[,;:]\s*)?\d{1,4}\s*(?:\(\d+\))?\s*[,:]\s*[A-Za-z]{0,2}\d[\d\w–-]*"
    r"\W*(?:(?:19|20)\d\d)?\W*"
)
_DIGIT = re.compile(r"\d")
_VOLUME = re.compile(r"\b(?:vol(?:ume)?\.?|pp?\.)\s*\d|\bid\.\w", re.I)
_ONLY_YEAR, _YEAR_LAST = re.compile(r"\W*(?:19|20)\d\d\W*"), re.compile(r"(?:19|20)\d\d\W*$")
_STATED = re.compile(rf"[A-Z][^.:?!]{{1,60}}[,.(]\s*(?i:{STATUS})(?:\s+(?:article|paper|manuscript))?\W*")
_JOURNAL = re.compile(  # ", Lake Physics Letters 12 (2018)", ", J. Lakes, 123", ", eWater, 2019 May 1;5:6"
    r",\s+(?=(?!(?:Part|Volume|Vol\.|Chapter|No\.|Book|Series|Version|Phase|Stage)\s)"
    r"(?:(?:[A-Z][\w.&-]*|of|and|the|in|for|on|&)\s+){1,9}(?:[Vv]ol\.\s*)?\d{1,4}(?:\s*\(\d+\))?\s*[,:(])|"
    r",\s+(?=(?:[A-Z][A-Za-z]{0,9}\.\s+){1,6}(?:[A-Z]\w*,?\s+){0,3}(?:vol\.\s*|[(](?=(?:19|20)\d\d[)]))?\d)|"
    r",\s+(?=(?:[A-Z]|[a-z]{1,3}[A-Z])[\w.&-]*(?:\s+(?:[A-Z][\w.&-]*|of|and|the|in|for|on|&)){0,9},\s+(?:19|20)\d\d"
    r"(?:\s[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?)?\s*[;,:]\s*\d+\s*(?:\(\d[\d-]*\))?\s*[:;,]\s*\w)"
)
_SUBTITLE = re.compile(
    r"(?:An?|Evidence|Lessons|Analysis|Results|Insights|Findings|Towards?|On|How|The (?:case|role|effects?|impact))\b"
)


def strip_tail(page: Page, start: int, end: int) -> int:
    """A title line without links and brackets at its end: "Title [paper] [code]", "Title. 2020"."""
    tail = re.compile(r"\s*(?:[\[【(（][^\[\]【】()（）]{1,40}[\]】)）]\s*)+\.?$").search(page.text, start, end)
    if (
        tail
        and tail.start() > start
        and (
            LINKS.search(page.text[tail.start() : tail.end()])
            or re.search(r"(?:19|20)\d\d", page.text[tail.start() : tail.end()])
        )
    ):
        end = tail.start()
    year = re.compile(r"[,.]\s*(?:19|20)\d\d\.?$").search(page.text, start, end)
    if year:
        end = year.start()
    return page.trim(start, end, " \t\n.,;:|").end


def is_venue_only(words: str) -> bool:
    """Whether words name a venue, a volume or a year and can be no title."""
    numbers = _DIGIT.search(words) is not None
    if (numbers or "." in words) and len(words) <= 90 and _VOLUME.search(words):
        return True
    if numbers and _NUMBERED.fullmatch(words) or _STATED.fullmatch(words):
        return True
    if len(words.split()) <= 5 and (known_short(words) or numbers and _ONLY_YEAR.fullmatch(words)):
        return True
    return (
        numbers and len(words) <= 60 and _YEAR_LAST.search(words) is not None and is_venue(words) and ":" not in words
    )


_NAMED_LAST = re.compile(r",\s+([A-Z][^,:;?!]{3,80}?)(?:,?\s\(?(?:19|20)\d\d\)?)?[.,\s]*$")


def venue_within(page: Page, title: Title) -> Range | None:
    """The venue that marked words end with, behind a comma: "**Loud Ice: A Survey, Ice Letters**"."""
    last = _NAMED_LAST.search(page.text, title.start + 10, title.outer_end)
    named = last[1].rstrip(". ") if last else ""
    known = is_known(named) or named.isupper() and known_short(named)
    if not last or not known or not is_long_enough(page.text[title.start : last.start()]):
        return None
    return page.trim(*last.span(1), " .")


def title_end(page: Page, start: int, end: int, *, named: bool = False) -> int:
    """Where an unmarked title ends: at its sentence's end, before an italic venue, or before ", In".

    `named`: its authors stand before it, so a plain "with" in it leads to none.
    """
    stop = _past_question(page, start, sentence_end(page.text, start, end), end)
    for mark in page.marks_in(start, end, "em", "strong", "link", "underline"):
        if mark.start > start + 12 and mark.start < stop:
            words = page.words(mark.start, mark.end)
            if (
                is_venue(words)
                or re.search(r"[,.(]\s*(?:in\s)?$", page.text[max(start, mark.start - 5) : mark.start], re.I)
                or is_label(words.strip("[]() "))
            ):
                stop = page.trim(start, mark.start, " \t\n,.([/").end
                break
    least = start + (4 if is_cjk(page.text[start : start + 1] or " ") else 10)
    comma = _BREAK.search(page.text, least, stop) if _BREAK_SIGN.search(page.text, least, stop) else None
    if comma:
        stop = comma.start()
    stop = _at_imprint(page, start, stop, end)
    eastern = _EASTERN_VENUE.search(page.text, least, stop) if not page.text[start:stop].isascii() else None
    if eastern:
        stop = eastern.start()
    short = _SHORT_VENUE.search(page.text, start + 10, stop) if stop > start + 10 else None
    if short and known_short(page.text[short.end() : short.end() + 30]):
        stop = short.start()
    journal = _JOURNAL.search(page.text, start + 10, min(end, stop + 60)) if stop > start + 10 else None
    if journal and journal.start() < stop and not _venue_behind(page, stop, end):
        stop = journal.start()
    leads = _COMPANY.finditer(page.text, start + 10, stop) if _may_lead(page.text[start + 10 : stop]) else iter(())
    for lead in islice(leads, 8):
        if lead.group().strip() == "with" and (named or _BOXED_WITH.search(page.text, lead.end(), end)):
            continue
        names = read_names(page.text, lead.end(), end)
        if names.clean and is_name(names.names[0].text) and not re.search(r"-[a-z]{5}", names.names[0].text):
            return lead.start()
    return stop


_TOWN = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+)?"
_IMPRINT = re.compile(  # ", Oslo: Finch 2011", ". Oslo/Bergen: Finch, 2011"
    rf"[,.]\s+(?P<town>{_TOWN})(?:(?:/|, | & | and | et | u\. ){_TOWN}){{0,3}}"
    r"\s?: (?P<house>[^\W\d_][^,.:;()\n]{1,50}?),?\s(?:(?:19|20)\d\d)"
)
_UNLIKE_TITLE = re.compile(r"\d\s?[(:]|\bin:|\b(?:In|[Ee]d(?:s|ited)?|[Tt]rans(?:lated)?|Hg|Hrsg|[Vv]ol|[Rr]ev)\b")


def has_imprint(text: str, start: int, end: int) -> bool:
    """Whether a town and a publisher with a year stand right behind a title."""
    imprint = _IMPRINT.match(text, start, end)
    return bool(imprint and (is_place(imprint["town"]) or is_publisher(imprint["house"])))


_TOWN_YEAR = re.compile(rf",\s+(?P<town>{_TOWN}(?:(?:/|, | & | und ){_TOWN}){{0,2}})\s(?:19|20)\d\d(?=\s*(?:[.,;(]|$))")


def _at_imprint(page: Page, start: int, stop: int, end: int) -> int:
    """The end of a book's title before town and publisher; a subtitle behind a full stop belongs to it."""
    text = page.text
    town = _TOWN_YEAR.search(text, start + 3, stop)
    if town and is_place(re.split(r"[/,&]|\sund\s", town["town"])[0]):
        stop = town.start()
    imprint = _IMPRINT.search(text, start + 3, end) if ": " in text[start:end] else None
    if not imprint or not (is_place(imprint["town"]) or is_publisher(imprint["house"])):
        return stop
    if imprint.start() < stop:
        return imprint.start()
    goes_on = text[imprint.start()] == "," and text[stop : stop + 2] == ". " and imprint.start() - stop < 160
    return imprint.start() if goes_on and not _UNLIKE_TITLE.search(text, stop, imprint.start()) else stop


def _venue_behind(page: Page, stop: int, end: int) -> bool:
    """Whether the sentence behind a title's full stop is its venue, so that nothing before it is."""
    if page.text[stop : stop + 2] != ". ":
        return False
    return is_venue(re.split(r"\d|[,(]", page.text[stop + 2 : min(end, stop + 90)])[0])


_BOXED_WITH = re.compile(r"\((?:joint )?with\s+[A-ZÀ-Þ]")  # who it was written with, behind a "with" of the title
_BREAK_SIGN = re.compile(r"[.,:/(（\[【|·–—-]")  # in each of these
_BREAK = re.compile(
    r",\s+(?:in\s*:?\s+(?:the\s+)?(?:proc|proceedings|\d|[A-Z])|"
    r"(?:19|20)\d\d\b(?!\s?(?:[–—-]|to|through|and)\s?(?:19|20)\d\d)|(?:the\s+)?(?:proc\.|"
    r"proceedings|ieee|acm|journal|international|\d+(?:st|nd|rd|th)\s|transactions|advances|annals|"
    r"lecture notes|arxiv|doi:|physical review|nature|pp?\.)|to appear|in press|accepted|under review|submitted)|"
    r"\.\s+In:?\s+(?=[^()]{3,120}\((?:Eds?|Hrsg|Hg)\.?\))|\s*//\s?(?=[^\W\d_])|\s//\s|"
    r",\s+(?=(?:éditions?|ediciones|editorial|edizioni|editora|presses|wydawnictwo|издательство|изд-во)\s[A-ZÀ-ÞА-Я«d])|"
    r",\s+(?:(?:the|\d{4}|[\w-]+)\s){0,3}(?:workshop|conference|symposium|congress)\s(?:on|for|of)\b|"
    r"\s+[(（](?:19|20)\d\d[)）]|\s\((?=[A-ZÀ-Þ][^():\n]{2,30}:\s[^():\n]{2,40},?\s(?:19|20)\d\d\))|"
    r"\s*[\[【]|\s[|·]\s|\.\s[–—-]\s(?=[А-Я][А-Яа-я.]{0,12}\s?:\s)|\s?:\s(?=(?:авто)?(?:реф|дис)[а-я]*\.\s)|"
    r"\s+[-–—]\s+(?=[A-Z][\w ]{2,60}(?:19|20)\d\d|"
    r"(?:arxiv|biorxiv|psyarxiv|philpapers|ssrn|pdf|doi|published|accepted|submitted|under review)\b)",
    re.I,
)
_SHORT_VENUE = re.compile(r"[,(（]\s*(?=[A-Z][A-Za-z&-]{1,12}\s?(?:'?\d\d|(?:19|20)\d\d))")
_EASTERN_VENUE = re.compile(  # "，第37回氷学会学術講演会，", ", 정보과학회논문지, "
    r"\s*[，,、．.]\s*(?=(?:第\s?\d+\s?[回届次]|第[一二三四五六七八九十]+[届次回]|제\s?\d+\s?[회차]|"
    r"(?:19|20)\d\d\s?[年년]度?)?"
    r"[\w・/ （）()&-]{0,28}?(?:学報|学报|論文誌|論文集|论文集|学会誌|会誌|会刊|通报|通讯|期刊|杂志|雑誌|技報|紀要|"
    r"研究報告|報告集|予稿集|講演集|研究会|講演会|発表会|学会|年会|大会|会议|シンポジウム|"
    r"ワークショップ|コンファレンス|フォーラム|"
    r"학회지|논문지|논문집|학술지|학보|학술대회|학술발표|학술발표회|심포지엄)"
    r"[\w・ （）()-]{0,24}(?:[，,、．.;；:：]|\s*$|\s\d))"
)


_COMPANY = re.compile(
    r"\s*[,(（]?\s*(?:joint work |joint |together )?with\s+(?=[A-Z])|"
    r"\s*[,(]\s*(?:(?:zusammen|gemeinsam) mit|en collaboration avec|avec|mit)\s+(?=[A-ZÀ-Þ])|\s/\s(?=\w)"
)


def _may_lead(words: str) -> bool:
    """Whether a title may hold what leads to its other authors."""
    return "with" in words or "/" in words or "mit" in words or "avec" in words


def _past_question(page: Page, start: int, stop: int, end: int) -> int:
    """The end of a title whose question a subtitle follows: "Do lakes sing? Evidence from the north. Journal"."""
    if page.text[stop - 1 : stop] != "?" or stop >= end:
        return stop
    begin = page.trim(stop, end).start
    after = sentence_end(page.text, begin, end)
    boxed = _BOXED_WITH.search(page.text, begin, after)
    if boxed and count_words(page.text[begin : boxed.start()]) > 2:
        return page.trim(begin, boxed.start()).end  # "Shy or loud? A model of ice (with Bo Berg)"
    words, rest = page.text[begin:after], page.text[after:end].strip(" .\n")
    in_small = sum(word[0].islower() and len(word) > 3 and word.isalpha() for word in words.split())
    if (
        count_words(words) < 3
        or not re.search(r"[^\W\d_]{3}", rest)
        or any(mark.start < after for mark in page.marks_in(begin, end, "em", "link"))
        or is_venue_only(words)
        or re.match(r"(?:In|Proc)\b", words)
    ):
        return stop
    if _SUBTITLE.match(words) or in_small >= 2 and not is_venue(words):
        return after
    return stop
