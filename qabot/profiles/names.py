"""The person's name: where a page says whose it is, and what else that person is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from qabot.profiles.contact import read_emails
from qabot.profiles.page import Page
from qabot.profiles.persons import is_cjk_name, is_name, name_key, read_names, same_person, strip_titles
from qabot.profiles.profile import NameFrom, Value
from qabot.profiles.sections import Part, heading_kind
from qabot.profiles.tables import is_cjk, is_template
from qabot.sources.source import Span

_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž](?:[\w'’\-]+|\.(?:-?[A-Z]\.)*)"
_LATIN = rf"{_WORD}(?:[ \u00a0](?:{_WORD}|van|von|der|de|den|del|da|di|la|le|bin|al|ter)){{1,4}}"
_CYRILLIC = r"[А-ЯЁ][а-яё-]+(?:\s+[А-ЯЁ][а-яё.-]*){1,2}"
_HAN = r"[\u4e00-\u9fff]{2,4}"
_PROSE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b[Mm]y (?:full )?name is (?:Dr\.?\s|Prof\.?\s)?({_LATIN})",
        rf"\b(?:I['’]?m|I am|This is|[Ii]t['’]s|My name['’]s)\s+(?:Dr\.?\s|Prof\.?\s)?({_LATIN})\s*(?:[,.!(（]|\band\b|\bfrom\b|$|\n|a\s|an\s|the\s|[–—-]\s)",
        rf"\b(?:Welcome to|Hi from)\s+(?:the )?(?:home\s?page of |website of |personal )?(?:Dr\.?\s|Prof\.?\s)?({_LATIN})['’]s?\b",
        rf"\b[Ww]elcome to the (?:personal |academic )?(?:home\s?page|web\s?site|page|site) of (?:Dr\.?\s|Prof\.?\s)?({_LATIN})",
        rf"(?:我叫|我是|本人叫|我的名字是|大家好，我是)\s*({_HAN})(?=[，。,.（(!！、]|$)",
        rf"(?:姓名|名前|氏名|이름|성명|Name|Имя|ФИО)\s*[:：]\s*({_HAN}|[가-힣]{{2,4}}|{_LATIN}|{_CYRILLIC})",
        r"(?:저는|제 이름은|나는)\s*([가-힣]{2,4})(?:입니다|이라고|라고|이며|이고)",
        r"([가-힣]{2,4})(?:의 (?:개인 )?홈페이지)",
        r"안녕하세요[.,!]?\s*(?:저는 )?([가-힣]{2,4})(?:입니다)",
        r"(?:私は|わたしは|私の名前は)?([\u4e00-\u9fff々]{2,4}[\s　]?[\u4e00-\u9fff\u3040-\u30ff]{1,4})(?:です|と申します|といいます|と言います)",
        rf"\b(?:[Ii]ch bin|[Ii]ch heiße|[Mm]ein Name ist|[Jj]e m['’]appelle|[Jj]e suis|[Mm]e llamo|[Mm]i nombre es|[Ss]oy|[Mm]i chiamo|[Mm]eu nome é|[Jj]ag heter|[Ii]k ben)\s+(?:Dr\.?\s)?({_LATIN})",
        rf"(?:[Мм]еня зовут|Я\s*[—–-])\s+({_CYRILLIC})",
    )
)
_SUBJECT = tuple(  # "Name is a professor ..." at the beginning of a paragraph
    re.compile(pattern)
    for pattern in (
        rf"(?:Dr\.?\s|Prof\.?\s|Professor\s)?({_LATIN})(?:\s*[(（][^)）]{{2,40}}[)）])?,?\s+(?:is|was|received|joined|obtained|works|earned|holds|completed|currently)\b",
        rf"(?:Dr\.?\s|Prof\.?\s|Professor\s)?({_LATIN})\s*,\s+(?:a|an|the|Ph\.?D|assistant|associate|full)?\s*\b",
        rf"({_HAN})\s*(?:[(（][A-Za-z][\w\s.,'-]{{2,40}}[)）])?\s*[，,]\s*(?=[^，。]{{2,60}}(?:博士|硕士|教授|研究生|大学|研究员|讲师|男|女|工程师|学院))",
        rf"({_CYRILLIC})\s*[—–-]\s",
        rf"(?:Dr\.?\s|Prof\.?\s)?({_LATIN})\s+ist\s",
        rf"(?:Dr\.?\s|Prof\.?\s)?({_LATIN})\s+(?:est|es|è|é)\s",
    )
)
_ABBREVIATED = re.compile(r"\bI,?\s*[(（]((?:[A-Z]\.\s?-?){1,3}\s?[A-Z][\w'-]+|[A-Z][\w'-]+,\s?[A-Z]\.)[)）]")
_POSSESSIVE = re.compile(
    r"['’]s?\s*(?:personal |academic |research |official )?(?:home\s?page|web\s?site|web\s?page|page|site|blog|cv|curriculum vitae|profile|portfolio|homepage|resume|lab)?\s*$", re.I,
)  # fmt: skip
_PAGE_WORDS = re.compile(
    r"\b(?:welcome to|home\s?page( of)?|web\s?site( of)?|web\s?page( of)?|personal|academic|curriculum vitae|résumé|resume|cv|vita|about|portfolio|blog|the|of)\b|的?(?:个人)?(?:学术)?(?:主页|网站|简历)|の?ホームページ|의?\s?(?:개인\s?)?홈페이지|이력서|履歴書|履歷", re.I,
)  # fmt: skip
_SPLIT = re.compile(r"\s*(?:[|·•:：–—‖]|\s-\s|\s/\s|\t|\n)\s*")
_PAREN = re.compile(r"\s*[(（\[]([^()（）\[\]]{2,40})[)）\]]")
_HASH = re.compile(r"^(?:[0-9a-f]{8,}|\d+)$|^\d+[_-][0-9a-f]{6,}$")
_FILE_WORDS = frozenset(
    "cv resume vita about index readme home homepage profile page bio main my the en zh ja ko de ru fr es academic curriculum vitae website site github io "
    "template latex final new old draft copy pages md html tex bib json pdf docx txt me personal _index papers publications bibliography data work lab research".split()
)


class Found(NamedTuple):
    """A name a page gives its owner."""

    text: str
    start: int
    end: int
    weight: int  # how plainly the page says it; higher is plainer


class Owner(NamedTuple):
    """Whose pages these are."""

    name: str
    name_from: NameFrom
    span: Span | None
    aliases: tuple[Value, ...]

    def is_called(self, name: str) -> bool:
        """Whether a name, as it stands in a list of authors, can be the owner's."""
        return any(same_person(name, known) for known in (self.name, *(a.text for a in self.aliases)))


def read_owner(pages: Sequence[tuple[Page, Sequence[Part]]], person_id: str) -> Owner:
    """The owner of some pages: the plainest name any of them gives, then the handle, then the file's name."""
    handle = read_handle(person_id, [page.source.path for page, _ in pages])
    ranked: list[tuple[int, int, int, Page, Found]] = []
    for number, (page, parts) in enumerate(pages):
        for found in _candidates(page, parts, handle):
            bonus = 3 if _agrees(found.text, handle) else 0
            ranked.append((-(found.weight + bonus), number, found.start, page, found))
    ranked.sort(key=lambda entry: entry[:3])
    if not ranked:
        return _from_address(pages, handle) or _from_path(pages, handle, person_id)
    _, _, _, page, best = ranked[0]
    name = _tidy(best.text)
    span = page.span(best.start, best.end)
    aliases = _aliases(name, ranked[1:], pages)
    return Owner(name, "text", span, _with_handle(aliases, name, handle, pages))


def read_handle(person_id: str, paths: Iterable[str]) -> str:
    """The handle a folder or file is named for: "jdoe" of "jdoe__jdoe.github.io.zh.md", "" if there is none."""
    for path in (person_id, *paths):
        stem = PurePosixPath(path).name
        while "." in stem and stem.rsplit(".", 1)[1].casefold() in _FILE_WORDS | {
            "markdown",
            "htm",
            "ltx",
            "jsonld",
            "text",
        }:
            stem = stem.rsplit(".", 1)[0]
        stem = stem.split("__")[0].removesuffix(".github").removesuffix(".gitlab")
        words = [word for word in re.split(r"[\s_.\-]+", stem) if word]
        if words and not _HASH.match(stem) and not all(w.casefold() in _FILE_WORDS or w.isdigit() for w in words):
            return stem
    return ""


def _agrees(name: str, handle: str) -> bool:
    folded = re.sub(r"[^a-z]", "", handle.casefold())
    return bool(folded) and any(len(part) >= 3 and part in folded for part in name_key(name))


def _tidy(name: str) -> str:
    name = re.sub(r"\s+", " ", strip_titles(name))
    letters = [c for c in name if c.isalpha()]
    if letters and all(c.isupper() for c in letters) and not any(map(is_cjk, letters)) and len(letters) > 4:
        return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize() if len(m[0]) > 1 else m[0], name)
    return name


def _candidates(page: Page, parts: Sequence[Part], handle: str) -> Iterable[Found]:
    yield from _from_fields(page)
    yield from _from_top(page, parts)
    yield from _from_prose(page, parts)
    yield from _from_authors(page, parts, handle)


def _from_fields(page: Page) -> Iterable[Found]:
    given: dict[str, tuple[int, int]] = {}
    for field in page.source.fields:
        path = tuple(str(part) for part in field.path)
        if path == ("name",):
            yield from _name_at(page, field.start, field.end, 30, lone=True)
        elif path in (("first_name",), ("last_name",)):
            given[path[0]] = (field.start, field.end)
        elif path in (("title",), ("subtitle",), ("author",), ("author", "name"), ("profile", "name"), ("heading",)):
            yield from _name_at(page, field.start, field.end, 20)
    if len(given) == 2:
        first, last = given["first_name"], given["last_name"]
        text = f"{page.words(*first)} {page.words(*last)}"
        if not is_cjk(text[0]) and is_name(text):
            yield Found(text, *sorted((first, last))[0], 19)


def _name_at(page: Page, start: int, end: int, weight: int, *, lone: bool = False) -> Iterable[Found]:
    """The names a title line gives: "Dr. Jane Doe (도제인) | Homepage"."""
    text = page.text[start:end]
    position = 0
    for piece in [*_SPLIT.split(text), text]:
        at = text.find(piece, position if piece is not text else 0)
        if at < 0 or not piece.strip():
            continue
        position = at
        yield from _piece_names(page, start + at, piece, weight, lone=lone)


def _piece_names(page: Page, start: int, piece: str, weight: int, *, lone: bool) -> Iterable[Found]:
    inner = _PAREN.search(piece)
    outer = _PAREN.sub("", piece)
    bare = _PAGE_WORDS.sub(" ", _POSSESSIVE.sub("", outer) if re.search(r"['’]s?\b", outer) else outer)
    bare = strip_titles(re.sub(r"^[^\w]+|[^\w.]+$", "", re.sub(r"\s+", " ", bare)))
    bare = re.sub(r"['’]s?$", "", bare).rstrip()
    mixed = re.fullmatch(
        r"([\u4e00-\u9fff\uac00-\ud7af々]{2,5})\s*[,，]?\s*([A-Z][\w .'-]+)|([A-Z][\w .'-]+?)\s*[,，]?\s*([\u4e00-\u9fff\uac00-\ud7af々]{2,5})",
        bare,
    )
    pieces = [bare, *(g for g in (mixed.groups() if mixed else ()) if g), inner[1].strip() if inner else ""]
    for number, text in enumerate(pieces):
        if not text or heading_kind(text) or not (is_name(text, lone=lone and number == 0)):
            continue
        at = page.text.find(text, start, start + len(piece) + 1)
        if at < 0:
            words = text.split()
            at = page.text.find(words[0], start, start + len(piece) + 1)
            stop = page.text.find(words[-1], at, start + len(piece) + 1) + len(words[-1])
        else:
            stop = at + len(text)
        if at >= 0 and stop > at:
            yield Found(text, at, stop, weight - (1 if number and text == pieces[-1] else 0))


def _from_top(page: Page, parts: Sequence[Part]) -> Iterable[Found]:
    """The first headings and lines, up to the first section of lists."""
    seen = 0
    stop = next(
        (
            part.section.span.start
            for part in parts
            if part.kind not in ("", "about", "contact", "research", "interests", "links")
        ),
        len(page.text),
    )
    for line in page.lines:
        block = page.blocks[line.block]
        if block.kind == "field":
            continue
        if line.start >= stop or block.kind == "pre":
            return
        if block.kind == "row":
            if block.cells and seen == 0:
                yield from _split_name(page, block.cells)
            seen += 1
            continue
        text = page.text[line.start : line.end]
        if len(text) <= 90 and not is_template(text):
            strong = block.kind == "heading" and block.level == 1 or page.marked(line.start, line.end, "strong")
            weight = 17 - seen + (6 if strong else 3 if block.kind == "heading" else 0)
            yield from _name_at(page, line.start, line.end, weight)
        seen += 1
        if seen >= 8:
            return


def _split_name(page: Page, cells: Sequence[tuple[int, int]]) -> Iterable[Found]:
    """A name set in two columns at the top of a page."""
    texts = [page.words(*cell) for cell in cells]
    if is_name(texts[0]) or len(texts) < 2:
        return
    joined = f"{texts[0]} {texts[1]}"
    if is_name(joined) and is_name(texts[0], lone=True) and is_name(texts[1], lone=True):
        yield Found(joined, cells[0][0], cells[1][1], 16)


def _from_prose(page: Page, parts: Sequence[Part]) -> Iterable[Found]:
    quiet = {"news", "papers", "students", "openings", "references", "collaborators", "talks", "awards"}
    for part in parts:
        if part.kind in quiet:
            continue
        opening = (
            part.kind == "about"
            or part is parts[0]
            or (
                part.kind in ("", "research")
                and all(p.kind in ("", "about", "contact", "links", "research") for p in parts[: parts.index(part)])
            )
        )
        for pattern in _PROSE:
            for match in pattern.finditer(page.text, part.section.span.start, part.end):
                if is_name(strip_titles(match[1])):
                    yield Found(strip_titles(match[1]), match.start(1), match.end(1), 18)
        if opening:
            for line in page.lines_in(part.section.span.start, part.end):
                if line.end - line.start < 30 or is_template(page.text[line.start : line.end]):
                    continue
                for pattern in _SUBJECT:
                    match = pattern.match(page.text, line.start, line.end)
                    if match and is_name(strip_titles(match[1])) and not heading_kind(match[1]):
                        yield Found(strip_titles(match[1]), match.start(1), match.end(1), 14)
    match = _ABBREVIATED.search(page.text)
    if match:
        yield Found(match[1], match.start(1), match.end(1), 6)


def _from_authors(page: Page, parts: Sequence[Part], handle: str) -> Iterable[Found]:
    """The name that recurs in the lists of authors: in bold, or in agreement with the handle."""
    counts: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for mark in page.source.marks:
        if mark.kind not in ("strong", "underline"):
            continue
        text = page.words(mark.start, mark.end).strip(" *,†‡#")
        if is_name(strip_titles(text)) and not heading_kind(text) and _among_names(page, mark.start, mark.end):
            counts[text] += 1
            first.setdefault(text, (mark.start, mark.start + len(page.text[mark.start : mark.end])))
    for text, number in counts.items():
        if number >= 2 or _agrees(text, handle):
            yield Found(
                text, *page.trim(*first[text], chars=" *,†‡#\n"), 8 + min(number, 5) - (3 if "." in text else 0)
            )
    papers = [part for part in parts if part.kind in ("papers", "preprints", "theses", "data")]
    authors: Counter[str] = Counter()
    lists = 0
    for part in papers:
        for line in page.lines_in(part.body, part.end):
            listed = read_names(page.text, line.start, line.end).names
            lists += bool(listed)
            for name in {n.text: n for n in listed}.values():
                authors[name.text] += 1
                first.setdefault(name.text, (name.start, name.end))
    for field in page.source.fields:
        if len(field.path) == 4 and field.path[0] == "papers" and field.path[2] == "authors":
            lists += field.path[3] == 0
            name = page.words(field.start, field.end)
            authors[name] += 1
            first.setdefault(name, (field.start, field.end))
    for text, number in authors.most_common(3):
        if number >= 3 and number > 0.6 * lists or (number >= 2 and number >= 0.5 * lists and _agrees(text, handle)):
            yield Found(text, *first[text], 7 - (3 if "." in text else 0))


def _among_names(page: Page, start: int, end: int) -> bool:
    """Whether a range stands in a list of names: a comma or "and" beside it."""
    before, after = page.text[max(0, start - 6) : start], page.text[end : end + 6]
    return bool(
        re.search(r"[,，、;]\s*$|\band\s$|&\s*$", before) or re.match(r"[*†‡#\d]*\s*(?:[,，、;]|and\s|&)", after)
    )


def _aliases(
    name: str, others: Iterable[tuple[int, int, int, Page, Found]], pages: Sequence[tuple[Page, Sequence[Part]]]
) -> list[Value]:
    aliases: list[Value] = []
    known = {name}
    for weight, _, _, page, found in others:
        native = is_cjk_name(found.text) != is_cjk_name(name)
        if found.text in known:
            continue
        if same_person(found.text, name) or (native and -weight >= 11) or found.weight == 6:
            known.add(found.text)
            aliases.append(Value(found.text, page.span(found.start, found.end)))
    for page, _ in pages:
        for native_name in _native_beside(page, name):
            if native_name.text not in known:
                known.add(native_name.text)
                aliases.append(native_name)
    return aliases


def _native_beside(page: Page, name: str) -> Iterable[Value]:
    """A name in another script that stands in brackets or alone beside the name: "Jane Doe (도제인)"."""
    for match in re.finditer(re.escape(name).replace(r"\ ", r"\s+"), page.text):
        after = re.compile(r"\s*[(（\[,/|]?\s*([^\s()（）\[\],/|][^()（）\[\],/|\n]{1,30}?)\s*[)）\]]").match(
            page.text, match.end()
        )
        if after and is_name(after[1]) and is_cjk_name(after[1]) != is_cjk_name(name):
            yield page.value(after.start(1), after.end(1))


def _with_handle(
    aliases: list[Value], name: str, handle: str, pages: Sequence[tuple[Page, Sequence[Part]]]
) -> tuple[Value, ...]:
    if handle and name_key(handle.replace("-", " ").replace("_", " ")) != name_key(name):
        aliases = [*aliases, Value(handle, _place(pages, handle))]
    return tuple({alias.text: alias for alias in reversed(aliases) if alias.text != name}.values())[::-1]


def _place(pages: Sequence[tuple[Page, Sequence[Part]]], word: str) -> Span:
    """Where a word stands in the pages; an empty range at the beginning if it stands nowhere."""
    for page, _ in pages:
        match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", page.text, re.I)
        if match:
            return page.span(*match.span())
    return Span(pages[0][0].source.path if pages else "", 0, 0)


def _from_address(pages: Sequence[tuple[Page, Sequence[Part]]], handle: str) -> Owner | None:
    """No page gives a name, but an address is made of two words that the handle is made of, too."""
    folded = re.sub(r"[^a-z]", "", handle.casefold())
    for page, _ in pages:
        for email in read_emails(page):
            words = re.split(r"[._-]", email.text.split("@")[0])
            if (
                2 <= len(words) <= 3
                and all(len(w) > 1 and w.isalpha() for w in words)
                and all(w.casefold() in folded for w in words)
            ):
                name = " ".join(word.capitalize() for word in words)
                return Owner(name, "handle", None, (Value(handle, _place(pages, handle)),))
    return None


def _from_path(pages: Sequence[tuple[Page, Sequence[Part]]], handle: str, person_id: str) -> Owner:
    """No page gives a name: the handle, made readable, or the name of the file."""
    words = [w for w in re.split(r"[\s_.\-]+", handle) if w and w.casefold() not in _FILE_WORDS]
    readable = " ".join(w.capitalize() if w.isascii() else w for w in words)
    if len(words) >= 2 and all(w.isalpha() for w in words) and is_name(readable):
        alias = [Value(handle, _place(pages, handle))] if handle != readable else []
        return Owner(readable, "file name", None, tuple(alias))
    humps = re.fullmatch(r"((?:[A-Z][a-z]+){2,3})\d*", handle)
    if humps:  # "JaneDoe42"
        readable = " ".join(re.findall(r"[A-Z][a-z]+", humps[1]))
        if is_name(readable):
            return Owner(readable, "handle", None, (Value(handle, _place(pages, handle)),))
    if handle:
        name_from: NameFrom = "handle" if "__" in person_id or len(words) == 1 else "file name"
        extra = [Value(readable, _place(pages, readable))] if readable and readable != handle else []
        return Owner(handle, name_from, None, tuple(extra))
    return Owner(PurePosixPath(person_id).name or "unknown", "file name", None, ())
