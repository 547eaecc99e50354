"""Title and authors of a paper cited as in China, Taiwan and Japan: "林雪. 论冰川[J]. 海洋学报, 2019"."""

from __future__ import annotations

import re
from functools import cache

from qabot.profiles.name_lists import Names, read_names
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.paper_section import PaperSection
from qabot.profiles.persons import is_cjk_name
from qabot.profiles.tables import is_cjk
from qabot.profiles.title_quotes import Title

_KIND = re.compile(r"\[(?:J|M|D|C|R|N|S|A|Z|EB|DB|P)(?:/(?:OL|CD))?\]")  # the kind of work, as GB/T 7714 has it
_PATENT = re.compile(r"\[P(?:/OL)?\]|专利号|專利號|特許第?\s?\d|特開\d|(?<![A-Z])(?:CN|ZL)\s?\d{8,}")

_QUOTED = re.compile(  # "、立正大学『経済学季報』、第58巻", "，载《极地法学》2019年第3期", ", 김설 편, 『국제논총』"
    r"[^『《〈「“\n。]{0,24}?[『《]([^『』《》\n]{2,60})[』》]"
)


@cache
def _numbered() -> re.Pattern[str]:
    """A journal or publisher with volume or year behind: "，海洋學刊，28(3)", ". 北京: 雪山出版社, 2018"."""
    return re.compile(
        r"(?:\s?\[[JMCN](?:/OL)?\])?[\s.．。，,、;；:：]*(?:[\u4e00-\u9fff]{2,4}\s?[:：]\s?)?"
        r"([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3][^\W\d_]{2,30})"
        r"(?=[\s，,、.．。（(]{0,3}(?:第\s?\d|제\s?\d|[Vv]ol\b|(?:19|20)\d\d|\d{1,3}\s?[卷巻期号(（,，:：]))"
    )


_HOUSE = re.compile(  # "，雪山出版社，臺北。"
    r"[\s.．。，,、;；:：]*(?:[\u4e00-\u9fff]{2,4}\s?[:：]\s?)?([^\W\d_]{1,12}?(?:出版社|書局|书局|書店|书店|書房|書院|출판사))(?!\w)"
)
_CYRILLIC = re.compile(  # ". — М.: Снежное издательство, 2018", ", Акуст. журн., 66:2 (2020)"
    r"[\s.,–—-]*(?:[А-Я][А-Яа-я.-]{0,20}\s?:\s)([А-ЯЁ][^\d.,:;()\n]{2,50})(?=,?\s(?:19|20)\d\d)|"
    r"[\s.,–—-]*((?:[А-ЯЁ][а-яё]{1,9}\.\s)(?:[А-ЯЁа-яё]{1,9}\.?\s?){0,4}?)(?=,?\s(?:\d|[ТТтВвN№]))"
)
_STATE = re.compile(
    r"录用|錄用|接收|接受|在审|审稿|审查|審查|投稿|待刊|预印|採録|採択|印刷中|掲載|予定|게재|심사|예정|발표|发表|發表|提交"
)


def venue_eastern(page: Page, area: Range) -> Range | None:
    """The journal or publisher named in Chinese, Japanese or Korean at the start of what stands behind a title."""
    if page.text[area.start : area.end].isascii():
        return None
    quoted = _QUOTED.match(page.text, area.start, area.end)
    if quoted:
        return Range(*quoted.span(1))
    numbered = _numbered().match(page.text, area.start, area.end)
    if numbered and not _STATE.search(numbered[1]) and not (len(numbered[1]) < 4 and is_cjk_name(numbered[1])):
        return Range(*numbered.span(1))
    house = _HOUSE.match(page.text, area.start, area.end)
    if house:
        return Range(*house.span(1))
    cyrillic = _CYRILLIC.match(page.text, area.start, area.end)
    return page.trim(*cyrillic.span(cyrillic.lastindex or 1), " ,") if cyrillic else None


def is_patent(words: str) -> bool:
    """Whether an entry is of a patent, which is no paper: "[P]", "专利号：ZL2020..."."""
    return "[P]" in words or "[P/OL]" in words or not words.isascii() and _PATENT.search(words) is not None


@cache
def _styles() -> tuple[re.Pattern[str], ...]:
    """Expressions for whole citations, the surest first, made when first needed; each has authors and a title."""
    authors = r"(?P<authors>[^\n。．.：:（(《〈“「\"]{2,90}?)"
    authors += r"(?:[,，、]?\s?(?:等|ほか|他|外))?"
    year = r"(?:19|20)\d\d"
    venue = r"[^，,。．\d《\n]{2,40}"
    return tuple(
        map(
            re.compile,
            (
                rf"{authors}\s?[.．。]\s?(?P<title>[^\[\]\n]{{4,200}}?)\s?{_KIND.pattern}",
                rf"{authors}\s?[（(]{year}年?(?:[,，][^（）()]{{0,8}})?[)）][。．.，,:：]?\s?"
                rf"(?P<title>[^。．\n《〈「『]{{4,120}}?)[。．]\s?{venue}[，,]",
                rf"{authors}[，,]\s?{year}年?[，,]\s?(?P<title>[^，,。《\n]{{4,80}})[，,]\s?{venue}(?:[，,]|$)",
                rf"{authors}\s?[.．：:]\s?(?P<title>[^，,。．.《\n]{{6,90}}?)[，,。．.]\s?(?:载|載|刊)?《[^《》\n]{{2,40}}》\W{{0,3}}(?:{year}|第?\d)",
                rf"{authors}\s?[.．]\s?(?P<title>[^。．.《\n]{{6,90}}?)[.．]\s?{venue}[，,.．]\s?{year}",
            ),
        )
    )


def title_eastern(section: PaperSection, body: Line) -> tuple[Title, Names] | None:
    """Title and authors of a line that cites a work so; None where its authors are no names in Chinese characters."""
    if not is_cjk(section.text[body.start]):
        return None
    for style in _styles():
        found = style.match(section.text, body.start, body.end)
        if not found:
            continue
        names = read_names(section.text, *found.span("authors"))
        listed = [name.text for name in names.names]
        left = section.text[names.end : found.end("authors")].strip(" ,，、*＊†#等他外")
        if listed and all(map(is_cjk_name, listed)) and not left:
            inner = section.page.trim(*found.span("title"), " \t\n,，.．。：:")
            return Title(*inner, found.start("title"), found.end("title")), names
    return None
