"""What words are: an organisation, a role, a degree, a place."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from qabot.profiles.looks import Look
from qabot.profiles.tables import any_of, table

_EXACT_DEGREES = frozenset(
    "ms ma ba bs be am ab mba mph mpp mpa mfa bba bfa llm llb mst sm scd dsc edd bcs mag".split()
)


_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af々]")
_LETTER = re.compile(r"[^\W\d_]")
_COMPOUND_ROLES = ("leiter", "mitarbeiter", "assistent", "entwickler", "ingenieur", "berater", "professor")
_CALLINGS = ("ologist", "ographer", "ophysicist", "ochemist")  # "hydrologist", "biochemist"
_COMPOUND_ASCII = ("hochschule", "klinikum", "institut", "chule", "ymnasium", "olleg")
_COMPOUND_PLACES = (
    "chule",
    "ymnasium",
    "olleg",
    "universität",
    "hochschule",
    "klinikum",
    "institut",
    "Universitäts",
)  # of organisations
_CYRILLIC_CAPITALS = re.compile(r"[А-ЯЁ]{2}")


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
        + r"|\w+(?:universität|hochschule|klinikum|institut)\b|\b[A-ZÄÖÜ][\w-]*(?:[Ss]chule|[Gg]ymnasium|[Kk]olleg)\b"
        r"|\bUniversitäts\w+|\b(?:TU|TH|FH|HTW|HAW|PH|HTWK|EPF)"
        r"\s[A-ZÄÖÜ]\w+|\bU\.?\s?(?:of\s)[A-Z]\w+|\bUni\."
        r"|\b[А-ЯЁ][А-Яа-яЁё]{0,5}(?:ГУ|ТУ|ПУ|МУ|АУ|АН|ИФИ|ФТИ)\b|\b(?:НИУ|МФТИ|МИФИ|ИТМО|РУДН|РАНХиГС|"
        r"МИСиС|МИСИС|ЮФУ|УрФУ|СФУ|КФУ|ДВФУ|ИММ|КПИ|КНУ)\b"
    )


@cache
def _organization_looks() -> tuple[Look, Look]:
    """Quick looks before both of them."""
    words, more = table("organizations"), "TU TH FH HTW HAW PH HTWK EPF U Uof Uni".split()
    return Look([*words["words"], *words["cjk"]]), Look([*words["known"], *more])


@cache
def _roles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("roles")
    brief = [w for w in words["words"] if len(w) <= 3]
    long = any_of([w for w in words["words"] if len(w) > 3], plural=True)
    compound = rf"\b[A-ZÄÖÜ]\w+(?:{'|'.join(_COMPOUND_ROLES)})(?:in)?\b|(?i:\b\w{{2,}}(?:{'|'.join(_CALLINGS)})s?\b)"
    return re.compile(rf"(?i:{long})|{any_of([w.upper() for w in brief])}|{compound}"), re.compile(
        rf"(?:{any_of(words['cjk'])})(?!学院|學院|学部|学校|協会|协会|站|部门)"
    )


@cache
def _role_looks() -> tuple[Look, Look, Look]:
    """Quick looks: before the long words, before all in letters that part words, and before the others."""
    words = table("roles")
    return (
        Look([w for w in words["words"] if len(w) > 3], plural=True),
        Look(words["words"], plural=True),
        Look(words["cjk"]),
    )


@cache
def _students() -> tuple[re.Pattern[str], Look]:
    words = table("roles")["student"]
    return re.compile(any_of(words, plural=True), re.I), Look(words, plural=True)


@cache
def _degrees() -> list[tuple[str, re.Pattern[str], Look]]:
    found = []
    for level, words in table("degrees")["levels"].items():
        short = [w for w in words if w.replace(".", "") in _EXACT_DEGREES and "." not in w]
        loose = any_of([w for w in words if w not in short])
        spelled = table("degrees")["spelled"].get(level, [])
        exact = any_of([*(w.upper() for w in short), *spelled])
        studied = r"|(?i:(?<!the\s)(?<!\ba\s)\bstud(?:ies|y)(?=\s(?:in|of)\s))" if level == "other" else ""
        if level == "master":  # "M2 en statistiques", "M1 MIASHS"
            exact += r"|(?<![\w-])M[12](?=\s(?:en|de|du|in|recherche|pro|math\w*|info\w*|[A-ZÀ-Þ]\w{2,})\b)"
        alone = r"|(?<![^\n\t])MD(?=[\n\t]|$)" if level == "phd" else ""  # else Maryland
        alone += r"|(?<![^\n\t])Dissertation(?=\s(?:in|im Fach)\s(?!Prog)[A-ZÄÖÜ])" if alone else ""
        more = {"other": ["studies", "study"], "phd": ["MD", "dissertation"], "master": ["M1", "M2"]}.get(level, [])
        look = Look([*words, *spelled, *more])
        found.append((level, re.compile(rf"(?i:{loose})|{exact}{studied}{alone}"), look))
    return found


@cache
def _places() -> tuple[re.Pattern[str], Look]:
    places = list(map(str, table("places")["places"]))
    return re.compile(any_of(places)), Look(places)


_NO_ORGANIZATION = frozenset(("Software", "Systems", "Technology", "Technologies", "Network", "Networks", "Solutions"))


@lru_cache(maxsize=8192)
def is_organization(text: str) -> bool:
    """Whether a phrase can be the name of an organisation."""
    if text in _NO_ORGANIZATION:
        return False
    general, known = _organizations()
    words, names = _organization_looks()
    return (
        words.surely_finds(text)
        or words.may_find(text)
        and general.search(text) is not None
        or (names.may_find(text) or _may_be_compound(text))
        and known.search(text) is not None
    )


def _may_be_compound(text: str) -> bool:
    """Whether a text may hold a name that ends as those of organisations do."""
    if text.isascii():
        return any(map(text.__contains__, _COMPOUND_ASCII))
    return any(map(text.__contains__, _COMPOUND_PLACES)) or _CYRILLIC_CAPITALS.search(text) is not None


@lru_cache(maxsize=8192)
def organization_ends(text: str) -> int:
    """Where the last word that makes a phrase an organisation ends, -1 if there is none."""
    if not is_organization(text):
        return -1
    return max(m.end() for pattern in _organizations() for m in pattern.finditer(text))


@lru_cache(maxsize=8192)
def is_role(text: str) -> bool:
    """Whether a phrase can be a role."""
    return _role_looks()[0].surely_finds(text) or role_at(text) is not None


def role_at(text: str, start: int = 0) -> re.Match[str] | None:
    """The first role word from a position on."""
    (latin, cjk), (_, look, cjk_look) = _roles(), _role_looks()
    western = look.may_find(text) or any(map(text.__contains__, _COMPOUND_ROLES)) or _may_be_calling(text)
    first = latin.search(text, start) if western else None
    eastern = cjk.search(text, start) if cjk_look.may_find(text) else None
    return min(first, eastern, key=lambda m: (m.start(), -m.end())) if first and eastern else first or eastern


def _may_be_calling(text: str) -> bool:
    """Whether a text may hold what somebody is called by a science: "hydrologist"."""
    low = text.lower()
    return "olog" in low or "ograph" in low or "ophys" in low or "ochem" in low


@lru_cache(maxsize=8192)
def is_student(text: str) -> bool:
    """Whether a role is a student's."""
    pattern, look = _students()
    found = look.surely_finds(text) or look.may_find(text) and pattern.search(text)
    found = found or text in _GRADES or not text.isascii() and "年" in text and _YEAR_OF_STUDY.search(text)
    return bool(found) and not _POSTDOC.search(text)


_GRADES = frozenset(f"{course}{year}" for course in "BMD" for year in "1234")  # a Japanese student's year: "M1"
_YEAR_OF_STUDY = re.compile(r"[修博]士\S{0,4}[0-9０-９一二三四]年|[0-9０-９一二三四五六]年(?:次|生(?!ま))")
_POSTDOC = re.compile(r"post-?\s?doc", re.I)


def find_degrees(text: str, start: int = 0, end: int | None = None) -> list[Term]:
    """The degrees named in a text, in order; of two that overlap the longer."""
    words = text[start:end]  # cut out, as what stands before it may touch it: "2020B.S."
    return [Term(a + start, b + start, level) for a, b, level in _degrees_of(words)]


_NO_DEGREE = re.compile(  # "Doctoral Training Partnership": who pays for it
    r"\s(?:training|network|consortium|award|prize|symposium|dissertation (?:award|prize|grant|fellowship))\b", re.I
)


_TEACHING_POST = re.compile(r"\s?Öğr(?:etim)?\.?\s(?:Üyesi|Üy|Gör)", re.I)  # "Dr. Öğretim Üyesi" is a post


_AS_DEGREE = re.compile(r"\s*(?:$|[,;:.()|–—\n\t]|(?:in|from|at|degree|student|candidate)\b|(?:19|20)\d\d)")
_OF_CLASS = re.compile(r"$|\s(?:in\s[A-Z]|['’]\d\d)|,?\s(?:19|20)\d\d")  # "SM '15", "SM in Physics"
_LED_BY = re.compile(r"\b(?:Prof(?:essor)?(?:in)?\.?|by|durch|von|par)\s?$")  # "Prof. Dr. Bo Berg"
_GRADED = re.compile(r"\(capes(?: \d)?\)", re.I)  # how Brazil grades a course: "UFX (CAPES 6)"


@lru_cache(maxsize=4096)
def _degrees_of(words: str) -> tuple[Term, ...]:
    wanted = [(level, pattern) for level, pattern, look in _degrees() if look.may_find(words)]
    found = [Term(*m.span(), level) for level, pattern in wanted for m in pattern.finditer(words)]
    kept: list[Term] = []
    for term in sorted(found, key=lambda t: (t.start, -t.end)):
        if words[term.start - 1 : term.start] == "." and words[term.start - 2 : term.start - 1].isalpha():
            continue  # "E.C.A.M."
        if _GRADED.match(words, term.start - 1 if term.start else 0):
            continue
        if words[term.start : term.end].casefold() == "doctoral" and _NO_DEGREE.match(words, term.end):
            continue
        title = words[term.start : term.end] in ("Dr.", "Dr", "Doktor")
        if title and (_TEACHING_POST.match(words, term.end) or _LED_BY.search(words, 0, term.start)):
            continue
        if words[term.start : term.end] == "SM" and not _OF_CLASS.match(words, term.end):
            continue
        if words[term.start : term.end] == "LLM" and not _AS_DEGREE.match(words, term.end):
            continue  # "LLM inference" is about language models
        if not kept or term.start >= kept[-1].end:
            kept.append(term)
    return tuple(kept)


@lru_cache(maxsize=8192)
def is_place(text: str) -> bool:
    """Whether a phrase is nothing but a place."""
    text = text[4:] if text[:3] == "the" and text[3:4].isspace() else text
    places, look = _places()
    rest = places.sub("", text) if look.may_find(text) else text
    return bool(text.strip()) and not _LETTER.search(rest)


def is_cjk_text(text: str) -> bool:
    """Whether most letters of a text belong to scripts that put no spaces between words."""
    if text.isascii():
        return False
    signs = len(_CJK.findall(text))
    return signs > 0 and signs > 0.5 * max(1, len(_LETTER.findall(text)))
