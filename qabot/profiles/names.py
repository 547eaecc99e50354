"""The person's name: where a page says whose it is, and what else that person is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from qabot.profiles.emails import read_emails
from qabot.profiles.name_clues import names_in_links, names_of_handle
from qabot.profiles.name_found import OTHER_NAME, Found, agrees
from qabot.profiles.name_places import candidates
from qabot.profiles.page import Page
from qabot.profiles.persons import is_cjk_name, is_name, name_key, same_person, strip_titles
from qabot.profiles.profile import NameFrom, Value
from qabot.profiles.sections import Part
from qabot.profiles.tables import is_cjk, lowered
from qabot.sources import SUFFIXES
from qabot.sources.source import Span

_HASH = re.compile(r"^(?:[0-9a-f]{8,}|\d+)$|^\d+[_-][0-9a-f]{6,}$")


_FILE_WORDS = frozenset(
    "cv resume vita about index readme home homepage profile page bio main my the en zh ja ko de ru "
    "fr es pt it pl tr uk nl cn jp kr tw academic curriculum vitae website site github io "
    "template latex final new old draft copy pages md html tex bib json pdf docx txt me personal "
    "_index papers publications bibliography data work lab research".split()
)


_ENDINGS = _FILE_WORDS | {suffix.removeprefix(".") for suffix in SUFFIXES}


_INITIALS = re.compile(r"(?:[^\W\d_](?:\.|\b)[\s-]*)+(?<=\s)[^\W\d_]{2,}$|[^\W\d_]{2,},\s(?:[^\W\d_](?:\.|\b)[\s-]*)+$")


class Owner(NamedTuple):
    """Whose pages these are."""

    name: str
    name_from: NameFrom
    span: Span | None
    aliases: tuple[Value, ...]

    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *(alias.text for alias in self.aliases))

    def is_called(self, name: str) -> bool:
        """Whether a name, as it stands in a list of authors, can be the owner's."""
        return any(same_person(name, known) for known in (self.name, *(a.text for a in self.aliases)))


def read_owner(pages: Sequence[tuple[Page, Sequence[Part]]], person_id: str) -> Owner:
    """The owner of some pages: the plainest name any of them gives, then the handle, then the file's name."""
    handle = read_handle(person_id, [page.source.path for page, _ in pages])
    ranked: list[tuple[int, int, int, Page, Found]] = []
    for number, (page, parts) in enumerate(pages):
        for found in candidates(page, parts, handle):
            bonus = 3 if agrees(found.text, handle) else 0
            ranked.append((-(found.weight + bonus), number, found.start, page, found))
    ranked.sort(key=lambda entry: entry[:3])
    given = _given_away(pages, handle) if not ranked or _INITIALS.match(_tidy(ranked[0][4].text)) else []
    if not ranked:
        return _from_clues(pages, handle, given) or _from_address(pages, handle) or _from_path(pages, handle, person_id)
    _, _, _, page, best = ranked[0]
    name = _tidy(best.text)
    span = page.span(best.start, best.end)
    aliases = _unspaced(Value(name, span), _aliases(name, ranked[1:], pages))
    spelled = _spelled_out(pages, name, person_id)
    if spelled:
        known = [Value(name, span), *aliases]
        return Owner(spelled, "handle", None, _with_handle(known, spelled, handle, pages))
    if _INITIALS.match(name):
        clue = _from_clues(pages, handle, [text for text in given if same_person(text, name) or is_cjk_name(text)])
        full = clue if clue and " " in clue.name else _from_path(pages, handle, person_id)
        aliases += [alias for alias in full.aliases if is_cjk_name(alias.text)]
        if " " in full.name and same_person(full.name, name):
            known = [Value(name, span), *aliases]
            return Owner(full.name, full.name_from, full.span, _with_handle(known, full.name, handle, pages))
    return Owner(name, "text", span, _with_handle(aliases, name, handle, pages))


def _given_away(pages: Sequence[tuple[Page, Sequence[Part]]], handle: str) -> list[str]:
    """The names that links to a CV and the handle point to, the plainest first."""
    return [name for page, _ in pages for name in (*names_in_links(page), *names_of_handle(page, handle)[:1])]


def _from_clues(pages: Sequence[tuple[Page, Sequence[Part]]], handle: str, given: Sequence[str]) -> Owner | None:
    """The owner by the names that links to a CV and the handle point to; one in an eastern script is another name."""
    western = [name for name in given if not is_cjk_name(name)]
    if not given:
        return None
    name = western[0] if western else given[0]
    place = _place(pages, name)
    others = [Value(other, _place(pages, other)) for other in given if other != name and is_cjk_name(other)]
    told = place.end > place.start
    name_from: NameFrom = "text" if told else "handle"
    return Owner(name, name_from, place if told else None, _with_handle(others, name, handle, pages))


def read_handle(person_id: str, paths: Iterable[str]) -> str:
    """The handle a folder or file is named for: "jdoe" of "jdoe__jdoe.github.io.zh.md", "" if there is none."""
    for path in (person_id, *paths):
        stem = PurePosixPath(path).name
        while "." in stem and stem.rsplit(".", 1)[1].casefold() in _ENDINGS:
            stem = stem.rsplit(".", 1)[0]
        site = _SITE.search(PurePosixPath(path).name)  # a copy under another's account is still that person's
        owner = stem.split("__")[0].removesuffix(".github").removesuffix(".gitlab")
        own = site is not None and site[1].casefold() not in (*_TEMPLATES, owner.casefold())
        stem = site[1] if site and own else owner  # spelled as the account is: "JaneDoe"
        words = [word for word in re.split(r"[\s_.\-]+", stem) if word]
        if words and not _HASH.match(stem) and not all(w.casefold() in _FILE_WORDS or w.isdigit() for w in words):
            return stem
    return ""


_WORD = re.compile(r"\w")
_LOUD = re.compile(r"(?<!\w)(?=[A-Z]*[AEIOUY])[A-Z]{4,}(?!\w)")


def _tidy(name: str) -> str:
    name = re.sub(r"\s+", " ", strip_titles(name))
    turned = re.fullmatch(r"([^\W\d_][\w'’-]+),\s((?:[^\W\d_]\.?[\s-]?)+)", name)
    if turned:  # "Doe, J."
        initials = turned[2].strip()
        name = f"{initials}{'' if initials.endswith('.') or len(initials) > 1 else '.'} {turned[1]}"
    if name.count(", ") == 1 and len(name.split(", ")[1]) > 2 and not re.search(r"\b(?:Jr|Sr|I{1,3})\b", name):
        name = " ".join(reversed(name.split(", ")))  # "Doe, Jane"
    if _LOUD.search(name) and any(len(word) > 2 and word.istitle() for word in name.split()):
        name = _LOUD.sub(lambda m: m[0].capitalize(), name)  # "Ada LIND"
    letters = [c for c in name if c.isalpha()]
    if letters and all(c.isupper() for c in letters) and not any(map(is_cjk, letters)) and len(letters) > 4:
        name = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize() if len(m[0]) > 1 else m[0], name)
        return re.sub(r"\bMc([a-z])", lambda m: f"Mc{m[1].upper()}", name)
    return name


def _aliases(
    name: str, others: Iterable[tuple[int, int, int, Page, Found]], pages: Sequence[tuple[Page, Sequence[Part]]]
) -> list[Value]:
    aliases: list[Value] = []
    known = {name}
    for weight, _, _, page, found in others:
        native = is_cjk_name(found.text) != is_cjk_name(name)
        if found.text in known:
            continue
        if (
            found.weight == OTHER_NAME
            or same_person(found.text, name)
            or (native and -weight >= 11 and _agrees_with(found.text, aliases))
            or found.weight == 6
            and "." in found.text
        ):
            known.add(found.text)
            aliases.append(Value(found.text, page.span(found.start, found.end)))
    for page, _ in pages:
        for native_name in _native_beside(page, name):
            if native_name.text not in known:
                known.add(native_name.text)
                aliases.append(native_name)
    return aliases


def _unspaced(name: Value, aliases: list[Value]) -> list[Value]:
    """The aliases, and each name in an eastern script that is printed with a space also without: "장 혁" is "장혁"."""
    every = [name, *aliases]
    known = {value.text for value in every}
    closed = [Value(re.sub(r"\s", "", v.text), v.span) for v in every if is_cjk_name(v.text) and " " in v.text]
    return [*aliases, *(value for value in closed if value.text not in known)]


def _agrees_with(text: str, aliases: Sequence[Value]) -> bool:
    """Whether a name in another script fits those of its script that are known: "Q. Ruan" does not fit "B. Xun"."""
    known = [alias.text for alias in aliases if _script(alias.text) == _script(text)]
    return not known or any(same_person(text, other) for other in known)


_BESIDE = re.compile(r"\s*[(（\[,/|]?\s*([^\s()（）\[\],/|][^()（）\[\],/|\n]{1,30}?)\s*[)）\]]")


def _native_beside(page: Page, name: str) -> Iterable[Value]:
    """A name in another script that stands in brackets or alone beside the name: "Jane Doe (도제인)"."""
    for printed in dict.fromkeys((name, name.replace(" ", "\n"))):
        at = page.text.find(printed)
        while at >= 0:
            after = _BESIDE.match(page.text, at + len(printed))
            if after and is_name(after[1]) and _script(after[1]) != _script(name):
                yield page.value(after.start(1), after.end(1))
            at = page.text.find(printed, at + 1)


def _script(name: str) -> str:
    """The script of a name: "eastern", "cyrillic" or "latin"."""
    return "eastern" if is_cjk_name(name) else "cyrillic" if re.search(r"[а-яё]", name) else "latin"


def _with_handle(
    aliases: list[Value], name: str, handle: str, pages: Sequence[tuple[Page, Sequence[Part]]]
) -> tuple[Value, ...]:
    if handle and name_key(handle.replace("-", " ").replace("_", " ")) != name_key(name):
        aliases = [*aliases, Value(handle, _place(pages, handle))]
    return tuple({alias.text: alias for alias in reversed(aliases) if alias.text != name}.values())[::-1]


def _place(pages: Sequence[tuple[Page, Sequence[Part]]], word: str) -> Span:
    """Where a word stands in the pages; an empty range at the beginning if it stands nowhere."""
    small = lowered(word)
    for page, _ in pages:
        text = lowered(page.text)
        at = text.find(small)
        while at >= 0 and (_WORD.match(text, at - 1, at) or _WORD.match(text, at + len(word))):
            at = text.find(small, at + 1)
        if at >= 0:
            return page.span(at, at + len(word))
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
    emails = {email.text.casefold() for page, _ in pages for email in read_emails(page)}
    spelled = _TWO_WORDS.match(emails.pop()) if len(emails) == 1 else None
    if spelled and agrees(" ".join(spelled.groups()), handle):
        name = " ".join(word.capitalize() for word in spelled.groups())
        return Owner(name, "handle", None, (Value(handle, _place(pages, handle)),))
    return None


_SITE = re.compile(r"__([\w-]+?)\.(?:github|gitlab)\.io\b")
_TEMPLATES = frozenset("academicpages al-folio alfolio minimal-mistakes hugo-academic academic-homepage".split())
_TWO_WORDS = re.compile(r"([a-z]{2,})[._]([a-z]{2,})\d*@")


_INITIALS_BEHIND = re.compile(r"([A-ZÀ-Þ][\w'’-]{2,}),?\s((?:[A-Z]\.?[\s-]?){1,4})")  # "Wong DJN", "Doe, J. A."


_GIVEN = 4  # letters of a given name that a handle spells out


def _spelled_out(pages: Sequence[tuple[Page, Sequence[Part]]], name: str, person_id: str) -> str:
    """The given name that the handle or an address spells out where the pages give initials: "Doe JA", "janea-doe"."""
    short = _INITIALS_BEHIND.fullmatch(name)
    turned = re.fullmatch(r"((?:[A-Z]\.?[\s-]?){1,4})(?<!\w)([A-ZÀ-Þ][\w'’-]{2,})", name)
    surname, initials = (short[1], short[2]) if short else (turned[2], turned[1]) if turned else ("", "")
    handle = read_handle(person_id, [page.source.path for page, _ in pages]) if surname else ""
    folded = re.sub(r"[^a-z]", "", handle.casefold())
    first = folded.removesuffix(surname.casefold())
    if first != folded and first[:1] == initials[0].casefold() and len(first) >= _GIVEN:
        others = [c for c in initials[1:] if c.isalpha()]
        middle = others[0] if others and first.endswith(others[0].casefold()) and len(first) > _GIVEN else ""
        return f"{first[: len(first) - len(middle)].capitalize()} {middle + '. ' if middle else ''}{surname}"
    for page, _ in pages if surname else ():
        for email in read_emails(page):
            words = [w.casefold() for w in re.split(r"[._-]", email.text.split("@")[0]) if w.isalpha()]
            given = [w for w in words[:1] if len(w) >= 3 and w[0] == initials[0].casefold()]
            if given and name_key(surname) == (words[-1],) and len(words) > 1:
                return f"{given[0].capitalize()} {surname}"
    return ""


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
