"""What words are: an organisation, a role, a degree, a place."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from qabot.profiles.tables import any_of, table

_EXACT_DEGREES = frozenset(
    "ms ma ba bs be am ab mba mph mpp mpa mfa bba bfa llm llb mst sm scd dsc edd bcs mag".split()
)


_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af々]")
_LETTER = re.compile(r"[^\W\d_]")


class Term(NamedTuple):
    """A word of one of the tables and where it stands."""

    start: int
    end: int
    kind: str  # degrees: the level


@cache
def _organizations() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("organizations")
    general = any_of(words["words"]) + "|" + any_of(words["cjk"])
    return re.compile(general, re.I), re.compile(
        any_of(words["known"])
        + r"|\w+(?:universität|hochschule|klinikum|institut)\b|\bUniversitäts\w+|\b(?:TU|TH|FH|HTW|HAW|PH|HTWK|EPF)"
        r"\s[A-ZÄÖÜ]\w+|\bU\.?\s?(?:of\s)[A-Z]\w+|\bUni\."
        r"|\b[А-ЯЁ][А-Яа-яЁё]{0,5}(?:ГУ|ТУ|ПУ|МУ|АУ|АН|ИФИ|ФТИ)\b|\b(?:НИУ|МФТИ|МИФИ|ИТМО|РУДН|РАНХиГС|МИСиС|МИСИС|ЮФУ|УрФУ|СФУ|КФУ|ДВФУ|ИММ|КПИ|КНУ)\b"
    )


@cache
def _roles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("roles")
    brief = [w for w in words["words"] if len(w) <= 3]
    long = any_of([w for w in words["words"] if len(w) > 3], plural=True)
    compound = r"\b[A-ZÄÖÜ]\w+(?:leiter|mitarbeiter|assistent|entwickler|ingenieur|berater|professor)(?:in)?\b"
    return re.compile(rf"(?i:{long})|{any_of([w.upper() for w in brief])}|{compound}"), re.compile(
        rf"(?:{any_of(words['cjk'])})(?!学院|學院|学部|学校|協会|协会|站|部门)"
    )


@cache
def _students() -> re.Pattern[str]:
    return re.compile(any_of(table("roles")["student"], plural=True), re.I)


@cache
def _degrees() -> list[tuple[str, re.Pattern[str]]]:
    found = []
    for level, words in table("degrees")["levels"].items():
        short = [w for w in words if w.replace(".", "") in _EXACT_DEGREES and "." not in w]
        loose = any_of([w for w in words if w not in short])
        exact = any_of([w.upper() for w in short]) if short else "(?!)"
        studied = r"|(?i:\bstud(?:ies|y)(?=\s(?:in|of)\s))" if level == "other" else ""
        found.append((level, re.compile(rf"(?i:{loose})|{exact}{studied}")))
    return found


@cache
def _places() -> re.Pattern[str]:
    return re.compile(any_of(str(place) for place in table("places")["places"]))


@lru_cache(maxsize=8192)
def is_organization(text: str) -> bool:
    """Whether a phrase can be the name of an organisation."""
    general, known = _organizations()
    return bool(general.search(text) or known.search(text))


@lru_cache(maxsize=8192)
def organization_ends(text: str) -> int:
    """Where the last word that makes a phrase an organisation ends, -1 if there is none."""
    general, known = _organizations()
    return max((m.end() for pattern in (general, known) for m in pattern.finditer(text)), default=-1)


@lru_cache(maxsize=8192)
def is_role(text: str) -> bool:
    """Whether a phrase can be a role."""
    latin, cjk = _roles()
    return bool(latin.search(text) or cjk.search(text))


def role_at(text: str, start: int = 0) -> re.Match[str] | None:
    """The first role word from a position on."""
    latin, cjk = _roles()
    found = [m for m in (latin.search(text, start), cjk.search(text, start)) if m]
    return min(found, key=lambda m: (m.start(), -m.end())) if found else None


@lru_cache(maxsize=8192)
def is_student(text: str) -> bool:
    """Whether a role is a student's."""
    return bool(_students().search(text)) and not re.search(r"post-?\s?doc", text, re.I)


def find_degrees(text: str, start: int = 0, end: int | None = None) -> list[Term]:
    """The degrees named in a text, in order; of two that overlap the longer."""
    words = text[start:end]  # cut out, as what stands before it may touch it: "2020B.S."
    return [Term(a + start, b + start, level) for a, b, level in _degrees_of(words)]


_NO_DEGREE = re.compile(  # "Doctoral Training Partnership": who pays for it
    r"\s(?:training|network|consortium|award|prize|symposium|dissertation (?:award|prize|grant|fellowship))\b", re.I
)


@lru_cache(maxsize=4096)
def _degrees_of(words: str) -> tuple[Term, ...]:
    found = [Term(*m.span(), level) for level, pattern in _degrees() for m in pattern.finditer(words)]
    kept: list[Term] = []
    for term in sorted(found, key=lambda t: (t.start, -t.end)):
        if words[term.start - 1 : term.start] == "." and words[term.start - 2 : term.start - 1].isalpha():
            continue  # "E.C.A.M."
        if words[term.start : term.end].casefold() == "doctoral" and _NO_DEGREE.match(words, term.end):
            continue
        if not kept or term.start >= kept[-1].end:
            kept.append(term)
    return tuple(kept)


@lru_cache(maxsize=8192)
def is_place(text: str) -> bool:
    """Whether a phrase is nothing but a place."""
    rest = _places().sub("", text)
    return bool(text.strip()) and not re.sub(r"[\W\d_]+", "", rest)


def is_cjk_text(text: str) -> bool:
    """Whether most letters of a text belong to scripts that put no spaces between words."""
    if text.isascii():
        return False
    return len(_CJK.findall(text)) > 0.5 * max(1, len(_LETTER.findall(text)))
