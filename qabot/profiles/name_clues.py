"""Names that a page gives away beside its words: in the file of a link to a CV, in the text where the handle fits."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from qabot.profiles.name_found import LATIN, agrees
from qabot.profiles.page import Page
from qabot.profiles.persons import is_cjk_name, is_name, name_key
from qabot.profiles.terms import is_organization

_CV = re.compile(
    r"(?<![a-z])(?:cv|resume|résumé|vitae?|lebenslauf|curriculum)(?![a-z])|简历|簡歷|履歴書|이력서|резюме", re.I
)
_NO_NAMES = re.compile(
    r"cv|resume|résumé|vitae?|lebenslauf|curriculum|academic|full|short|long|new|latest|updated?|current|final|web|website|"
    r"public|online|english|research|eng?|chn?|zh|cn|kr|jp|jan(?:uary)?|feb(?:ruary)?|mar|march|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|fall|spring|summer|winter|draft|copy|file|pdf|"
    r"one|two|page|简历|簡歷|履歴書|이력서|резюме",
    re.I,
)
_PIECES = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HUMPS = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’]+|[A-ZÀ-Þ]+(?![a-zà-ÿ])|[a-zà-ÿ]+")


def names_in_links(page: Page) -> list[str]:
    """The names in the files that links to a CV lead to: "Jane Doe" of "/files/JaneDoe_CV_2022.pdf"."""
    found: list[str] = []
    for mark in page.source.marks:
        if mark.kind != "link" or "." not in mark.target[-6:]:
            continue
        file = PurePosixPath(unquote(urlsplit(mark.target).path)).stem
        if not _CV.search(file) and not _CV.search(page.words(mark.start, mark.end)):
            continue
        native = [word for word in _PIECES.findall(file) if is_cjk_name(word) and not _NO_NAMES.fullmatch(word)]
        pieces = [hump for word in _PIECES.findall(file) if word.isascii() for hump in _HUMPS.findall(word)]
        words = [word.capitalize() if word.islower() or word.isupper() else word for word in pieces]
        words = [word for word in words if not _NO_NAMES.fullmatch(word)]
        whole = " ".join(words)
        if len(words) in (2, 3) and is_name(whole) and not is_organization(whole):
            found.append(whole)
        found += native[:1]
    return list(dict.fromkeys(found))


_SUFFIX = re.compile(r"[-_.](?:git|github|gitlab|hub|dev|lab|io|web|me|official|phd|math|ai|ml)\d*$")


def names_of_handle(page: Page, handle: str) -> list[str]:
    """The whole names in the text that a handle is made of for the most part, the most frequent first."""
    letters = re.sub(r"[^a-z]", "", _SUFFIX.sub("", handle.casefold()))
    counts: Counter[str] = Counter()
    for match in re.finditer(LATIN, page.text) if letters else ():
        words = match[0].split()
        for number in range(len(words) - 1):
            for size in (2, 3):
                name = " ".join(words[number : number + size])
                if len(words) >= number + size and agrees(name, handle) and is_name(name) and not is_organization(name):
                    counts[name] += 1
    share = {name: sum(len(w) for w in name_key(name) if len(w) > 2 and w in letters) / len(letters) for name in counts}
    fitting = [name for name in counts if share[name] >= 0.8 or share[name] >= 0.5 and counts[name] > 1]
    return sorted(fitting, key=lambda name: (-share[name], -counts[name], len(name)))
