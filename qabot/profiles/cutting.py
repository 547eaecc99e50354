"""Cutting: a line of a career's entry cut at commas, dashes and where a role or degree meets an organisation."""

from __future__ import annotations

import re
from functools import cache

from qabot.profiles.page import Page, Range
from qabot.profiles.phrase_kinds import heads
from qabot.profiles.phrase_series import in_series
from qabot.profiles.tables import any_of, table
from qabot.profiles.terms import (
    find_degrees,
    is_cjk_text,
    is_organization,
    is_place,
    is_role,
    organization_ends,
    role_at,
)

_BREAK = re.compile(
    r"\s*(?:\\?\||[,，;；]|\s(?:[-–—]|-{2,3})\s|\s[@·•/]\s|\s?＠\s?|\bat\s+(?:the\s+)?|(?:(?<=[^\W\d_]{3})|(?<=[)）]))"
    r"\.\s+(?=[^\W\d_])|[:：]\s+|。|\t|、)\s*",
    re.I,
)


_WITHIN = (
    r"presso (?:l['’]|la |il |lo )|all['’]|alla |na |no |pela |pelo |au sein (?:de l['’]|de la |du |des |d['’]une? )|"
    r"dans (?:l['’]|le |la |les )"
)
_PART = re.compile(
    rf"\s+(?:{_WITHIN}|à l['’]|à la )|"
    r"\s+(?:in|of|with|for|from|within|an der|am|an|bei|beim|in der|der|des|dans|à|au|en|de la|del|в|во)\s+"
    r"(?:the\s+|(?:el|la|los)\s+(?=[A-ZÁÉÍÓÚ]))?"
)


_STUDIED_AT = re.compile(
    r"(?P<head>[^,;:()\n]{3,60}(?:,\s[^,;:()\n]{2,40}){1,3})\s(?:an der|am|an|bei der|à l['’]|à la|à|"
    r"en la|en el|por la|"
    r"pela|na|no|presso l['’]|presso)\s?(?=[A-ZÀ-Þ])"
)


def cut_phrases(page: Page, part: Range, degrees: bool) -> list[Range]:
    """A range cut at commas, dashes, "at" and where a role meets an organisation; brackets stay whole."""
    text = page.text
    studied = _STUDIED_AT.match(text, part.start, part.end) if degrees else None
    if studied and find_degrees(studied["head"]) and not is_organization(studied["head"]):
        if is_organization(re.split(r"[,;(]", text[studied.end() : part.end])[0]):  # "Studium der A, B und C an der X"
            head = page.trim(*studied.span("head"), " ,")
            return [head, *cut_phrases(page, Range(studied.end(), part.end), degrees)]
    pieces: list[Range] = []
    start, depth, position = part.start, 0, part.start
    while position < part.end:
        char = text[position]
        if char in "(（[《「『“«":
            depth += 1
        elif char in ")）]》」』”»":
            depth = max(0, depth - 1)
        match = _BREAK.match(text, position, part.end) if not depth and _may_break(char) else None
        if (
            match
            and match.end() > match.start()
            and match.group().strip()
            and _is_break(text, match, position, part.start)
        ):
            pieces.append(page.trim(start, position))
            start = position = match.end()
            continue
        position += 1
    pieces.append(page.trim(start, part.end))
    pieces = [p for p in pieces if p.end > p.start and _WORD.search(text, p.start, p.end)]
    pieces = [q for p in pieces for q in _inner(page, p, degrees)]
    if not degrees and "实习" in text[part.start : part.end]:
        pieces = [q for p in pieces for q in _trained_at(page, p)]
    return [p for p in pieces if p.end > p.start]


def _may_break(char: str) -> bool:
    """Whether what parts phrases may begin with a sign; most do not."""
    return char in _BREAK_SIGNS or char.isspace()


_WORD, _BREAK_SIGNS = re.compile(r"\w"), frozenset("\\,，;；|aA.:：。、＠")
_TRAINED = re.compile(r"(.{3,}?(?:[)）]|公司|集团|中心|大学|学院|研究院|研究所|实验室|银行|医院))\s?(实习生?)")


def _trained_at(page: Page, piece: Range) -> list[Range]:
    """An organisation and the internship there, cut apart: "雪山公司（Snow Co）实习"."""
    at = _TRAINED.fullmatch(page.text, *piece)
    return [Range(*at.span(1)), Range(*at.span(2))] if at else [piece]


_CAMPUS = re.compile(r"[A-Z][^\W\d_A-Z][\w-]+(?: [A-Z][\w-]+)?")  # "University of North Carolina at Chapel Hill"
_STATE_SCHOOL = re.compile(
    r"\bUniversity of (?:California|Texas|Wisconsin|Illinois|Michigan|North Carolina|Massachusetts|Maryland|Minnesota|"
    r"Missouri|Nebraska|Colorado|Tennessee|Arkansas|Alabama|Hawaii|Alaska|Nevada)$"
)
_COMPANY = re.compile(r"(?:Inc|Ltd|LLC|Corp|GmbH|Co|S\.A|PLC|AG)\b\.?(?!\s+[A-Z][a-z])")


def _is_break(text: str, match: re.Match[str], position: int, start: int) -> bool:
    words = match.group().strip().lower()
    if words == "," and _COMPANY.match(text, match.end()):
        return False  # "Lantern Analytics, Inc."
    if words == "," and in_series(text, position, start):
        return False
    if words.startswith("at") and re.search(
        r"\bUniversity of [A-Z]\w+(?: \w+)?$|\bState University$|\bUniversity of [A-Z]\w+ System$",
        text[start:position].rstrip(),
    ):
        campus = re.split(r"[,\n，(（|]|\s[-–—]\s", text[match.end() : match.end() + 40])[0].strip(" .;)")
        return not is_place(campus) and (not _CAMPUS.fullmatch(campus) or is_organization(campus))
    if words in ("-", "–") and _STATE_SCHOOL.search(text[start:position].rstrip()):
        return not _CAMPUS.match(text, match.end())  # "University of North Carolina - Chapel Hill"
    if words.startswith("at"):
        return text[position : position + 1].isspace() or text[position - 1 : position].isspace()
    if words == "、":  # "数字技术、传播与教育硕士": one subject of two words
        ahead = re.split(r"[,，;；。、|\s]", text[match.end() : match.end() + 30])[0]
        listed = re.split(r"[,，;；。|\s]", text[start:position])[-1]
        told = find_degrees(ahead)
        one = bool(told) and told[0].start > 1 and 1 < len(listed) <= 12 and not find_degrees(listed)
        return not one or is_organization(listed) or is_role(listed) or is_organization(ahead[: told[0].start])
    if words == "." and re.search(r"\b[^\W\d_]{1,3}\.\s?[^\W\d_]{1,5}$", text[start:position]):
        return False  # "B.Mus. in"
    if words == "." and _ends_in_degree(text[max(start, position - 16) : position]):
        return False  # "PhD. Physics"
    if words == ".":
        return not re.search(
            r"(?:^|[\s.(])(?:[^\W\d_]|[Uu]niv|[Dd]ept|[Ii]nst|rer|nat|phil|med|techn|habil|oec|pol|soc|iur|"
            r"jur|theol|agr|apl|Ph|Dr|Prof|St|Uni|Sec|Esc|Fac|Col|Natl|Assoc|Mt|Ltd|Co|Inc|Corp|им)$",
            text[start:position],
        )
    return True


def _ends_in_degree(words: str) -> bool:
    return any(term.end == len(words) for term in find_degrees(words))


def _inner(page: Page, piece: Range, degrees: bool) -> list[Range]:
    """A piece that holds both a role or degree and an organisation, cut between them."""
    words = page.text[piece.start : piece.end]
    if not is_organization(words) and not (degrees and _CYRILLIC.search(words)):
        held = _held_in(piece, words, degrees) or _latin_place(piece, words, degrees)
        return held or _boxed_role(piece, words, degrees) or [piece]
    boxed = _BOXED.search(words)
    if boxed and is_organization(boxed[1]) and not is_organization(words[: boxed.start()]):
        if find_degrees(words[: boxed.start()]) if degrees else is_role(words[: boxed.start()]):
            lead = _AT_FIRST.match(boxed[1])
            at = piece.start + boxed.start(1) + (lead.end() if lead else 0)
            head = page.trim(piece.start, piece.start + boxed.start())
            return [head, *cut_phrases(page, Range(at, piece.start + boxed.end(1)), degrees)]
    if boxed and (held := _boxed_role(piece, words, degrees)):
        return held
    if degrees:
        return _degree_and_school(page, piece, words)
    if not is_role(words) or is_place(words):
        return [piece]
    slavic = _SLAVIC_UNIT.search(words) if _CYRILLIC.search(words) else None
    lone = slavic and " " not in words[slavic.start() :].strip() and words[slavic.start() :].islower()
    if slavic and not lone and is_role(words[: slavic.start()]) and not is_organization(words[: slavic.start()]):
        at = piece.start + slavic.start()
        return [page.trim(piece.start, at, " \n,–—-"), Range(at, piece.end)]
    return (
        _role_and_place(piece, words) or _eastern_role(page, piece, words) or _role_then_place(piece, words) or [piece]
    )


_AT_FIRST = re.compile(
    r"(?:am|an der|beim?|im|in der|at(?: the)?|chez|au|à la |à l[’']|presso|en el|en la)(?<=[’'\s\w])\s?"
)
_CYRILLIC = re.compile(r"[А-Яа-яЁёІіЇїЄє]")
_SLAVIC_COURSE = re.compile(  # "магистратура ИФФВТ по направлению «Физика»"
    r"\s+(?P<org>[А-ЯЁІЇ][^,;:]{1,90}?)?\s*(?:по|за|,)\s(?:направлени|специальност|спеціальніст|"
    r"програм)\w*(?:\s+подготовки)?\s*"
    r"(?:[\d.]+\s*[–—-]?\s*)?(?P<field>[«“\"][^»”\"]{2,90}[»”\"]|[^,;()\n]{3,60}?(?=\s(?:по теме|на тему)|[,;()\n]|$))"
)
_SLAVIC_UNIT = re.compile(  # a unit in the genitive behind a role: "доцент кафедры физики", "инженер НИИ льда"
    r"(?<=\s)(?:(?i:кафедр|лаборатор|факультет|інститут|институт|отдел|відділ|центр|сектор|групп|груп|"
    r"департамент|университет|"
    r"університет|школ|академи|академі|управлени|управлінн|служб|филиал|колледж|музе|больниц|компани|"
    r"ООО\b|НИИ|ФГБ|ФГАО)\w*|(?:[А-ЯЁ][а-яё]+(?:ого|ой|ного|ської|ського)\s+){1,4}(?:государственн|"
    r"национальн|техническ|универс|інстит|"
    r"унів|инстит|академ)\w*|[А-ЯЁІЇЄ]{3,}(?:\s|$))"
)
_EAST_SPACE = re.compile(r"[　 ]+")
_BOXED = re.compile(r"\s*[(（]([^()（）]{3,100}?)[,，、]?[)）]?\s*$")  # or cut off before the date in it


_EARNED_IN = re.compile(
    rf"\s+(?:{_WITHIN})|"
    r"\s+(?:an der|am|an|bei|beim|von der|à l['’]|à la|à|at|from|presso|au|en la|en el)\s*"
    r"(?:the\s+)?(?=[A-ZÀ-Þ]|lycée|université|école|institut)"
)


_EARNED_AT = re.compile(r"^(?:年|月|于|在|获得|获|毕业于|就读于|取得|被授予|本科|进入|考入)+(?=[\u4e00-\u9fff]{2})")


HELD_IN = re.compile(r"\s+(?:à l['’]|à la |à |au |chez |bei |beim |an der |am |presso |en la |en el )(?=[A-ZÀ-Þ])")


_HIRED_FOR = re.compile(  # "Consultant for Nivex"
    r"(?:(?<=consultant)|(?<=contractor)|(?<=freelancer)|(?<=intern))\s+for\s+"
    r"(?=(?-i:[A-ZÀ-Þ])[\w&.-]*(?:\s(?-i:[A-ZÀ-Þ])[\w&.-]*){0,3}$)",
    re.I,
)


def _held_in(piece: Range, words: str, degrees: bool) -> list[Range]:
    """A role or degree and a place that no word tells: "Enseignant à l'EAMEA", "Doctorat à Paris 7"."""
    for link in (*HELD_IN.finditer(words), *([] if degrees else _HIRED_FOR.finditer(words))):
        before = words[: link.start()]
        if find_degrees(before) if degrees else is_role(before):
            return [Range(piece.start, piece.start + link.start()), Range(piece.start + link.end(), piece.end)]
    return []


def _boxed_role(piece: Range, words: str, degrees: bool) -> list[Range]:
    """An employer with the role held there in brackets: "Lund Dynamics (Clerk", "X대학교 화학과 (조교수)"."""
    boxed = _BOXED.search(words) if not degrees else None
    if (
        not boxed
        or boxed[1][:1].isdigit()
        or not is_role(boxed[1])
        or is_organization(boxed[1])
        and heads(boxed[1]) != "role"
    ):
        return []
    before = words[: boxed.start()]
    if is_role(before) or not before or not (before[0].isupper() or is_organization(before)):
        return []
    return [Range(piece.start, piece.start + boxed.start()), Range(*(piece.start + i for i in boxed.span(1)))]


_LATIN_PLACE = re.compile(r"([A-Za-z][\w&. -]{1,40}?)\s+([\u3040-\u9fff\uac00-\ud7af][^A-Za-z]{1,30})")


def _latin_place(piece: Range, words: str, degrees: bool) -> list[Range]:
    """An eastern role behind the Latin name of a place that no word tells: "Frostlab 研究員"."""
    found = _LATIN_PLACE.fullmatch(words)
    if degrees or not found or not is_role(found[2]) or is_role(found[1]):
        return []
    return [Range(*(piece.start + i for i in found.span(n))) for n in (1, 2)]


_TITLED = re.compile(r"([^：\n]{2,20})：\s?")


def _degree_and_school(page: Page, piece: Range, words: str) -> list[Range]:
    """A school and a degree, "X大学 [MS] Y学科", "博士号 X大学", "X大学 博士課程", cut where degree and school meet."""
    titled = _TITLED.match(words)
    if titled and find_degrees(titled[1]) and is_organization(words[titled.end() :]):  # "博士（工学）：X大学"
        return [Range(piece.start, piece.start + titled.end(1)), Range(piece.start + titled.end(), piece.end)]
    for link in _EARNED_IN.finditer(words):
        before, after = words[: link.start()], words[link.end() :]
        short = link.start() <= 40 and words[link.start() :].lstrip()[:2] in (
            "à ",
            "an",
        )  # "Licence, diplôme de l'ENS à ..."
        if find_degrees(before) and is_organization(after) and (not is_organization(before) or short):
            return [Range(piece.start, piece.start + link.start()), Range(piece.start + link.end(), piece.end)]
    boxed = re.search(r"[\[(（]\s*([^\[\]()（）]{1,12})\s*[\])）]", words)
    if boxed and find_degrees(boxed[1]) and is_organization(words[: boxed.start()]):
        if not find_degrees(words[: boxed.start()]):
            bounds = [(0, boxed.start()), boxed.span(1), (boxed.end(), len(words))]
            return [page.trim(piece.start + a, piece.start + b) for a, b in bounds if words[a:b].strip()]
    terms = find_degrees(words)
    if not is_cjk_text(words) or not terms:
        return _degree_first(page, piece, words, terms[0].start, terms[0].end) if terms else [piece]
    gap = re.compile(r"[　 ]+")
    space = gap.search(words, terms[0].end - 1)
    early = terms[0].start <= 4 and not is_organization(words[: terms[0].start])
    if early and space and is_organization(words[space.end() :]):
        return [Range(piece.start, piece.start + space.start()), Range(piece.start + space.end(), piece.end)]
    if terms[-1].start > 0 and is_organization(words[: terms[-1].start]):
        spaces = [m for m in gap.finditer(words) if m.end() <= terms[-1].start]
        cut = spaces[-1].end() if spaces and not find_degrees(words[: spaces[-1].start()]) else terms[-1].start
        told = _EARNED_AT.match(words)
        if told and not spaces:  # "获X大学软件工程学士学位": the field stands between the school and the degree
            ends = organization_ends(words[: terms[-1].start])
            return [Range(piece.start + told.end(), piece.start + ends), Range(piece.start + ends, piece.end)]
        return [page.trim(piece.start, piece.start + cut), Range(piece.start + cut, piece.end)]
    return [piece]


def _degree_first(page: Page, piece: Range, words: str, start: int, end: int) -> list[Range]:
    """A degree with its school behind it and no word between: "Habilitation Universität X", "студент Физфака X"."""
    if start > 2:
        return [piece]
    degree = Range(piece.start, piece.start + end)
    if course := _SLAVIC_COURSE.match(words, end):
        spans = [(start, end), course.span("org"), course.span("field")]
        return [page.trim(piece.start + a, piece.start + b, ' \n,–—-:«»"“”') for a, b in spans if b > a]
    behind = page.trim(piece.start + end, piece.end, " ,–—-:")
    school = page.text[behind.start : behind.end]
    if _CYRILLIC.search(words) and is_organization(school):
        return [degree, behind]
    near = start == 0 and behind.start == degree.end + 1 and words[end : end + 1] == " " and school[:1].isupper()
    if near and is_organization(" ".join(school.split()[:2])) and not find_degrees(school):
        return [degree, behind]
    return [piece]


def _role_and_place(piece: Range, words: str) -> list[Range]:
    """A role and where it is held, cut at the first "in", "of" or "an der" that parts them."""
    boxed = re.match(r"[^()]+\([^()]*\)(?=\s[A-ZÀ-Þ])", words)
    if (
        boxed
        and is_role(boxed.group())
        and not is_organization(boxed.group())
        and is_organization(words[boxed.end() :])
    ):
        return [Range(piece.start, piece.start + boxed.end()), Range(piece.start + boxed.end() + 1, piece.end)]
    named = role_at(words)
    for link in _PART.finditer(words):
        if named and named.start() < link.start() and link.end() < named.end():
            continue  # "Ingeniero de Software"
        before, after = words[: link.start()], words[link.end() :]
        if is_role(before) and is_organization(after) and (not is_organization(before) or heads(before) == "role"):
            return [Range(piece.start, piece.start + link.start()), Range(piece.start + link.end(), piece.end)]
    return []


def _role_then_place(piece: Range, words: str) -> list[Range]:
    """A role with its place right behind it: "Research Assistant Ice State University"."""
    role, position = role_at(words), 0
    while role is not None:
        position = role.end()
        after = words[position + 1 :]
        if (
            words[position : position + 1] == " "
            and after[:1].isupper()
            and (not is_organization(words[:position]) or heads(words[:position]) == "role")
            and not is_role(" ".join(after.split()[:2]))
            and is_organization(after)
            and " " in after
        ):
            return [Range(piece.start, piece.start + position), Range(piece.start + position + 1, piece.end)]
        role = role_at(words, position)
    return []


def _eastern_role(page: Page, piece: Range, words: str) -> list[Range]:
    """A post in one word, "X大学Y学院副教授", cut behind the organisation."""
    if not is_cjk_text(words):
        return []
    first = role_at(words)
    space = _EAST_SPACE.search(words, first.end() - 1) if first and first.start() <= 3 else None
    if first and space and not is_organization(words[: space.start()]) and is_organization(words[space.end() :]):
        if not is_role(words[space.end() :]):  # "访问教授 X大学 Y中心"
            return [Range(piece.start, piece.start + space.start()), Range(piece.start + space.end(), piece.end)]
    ends = organization_ends(words)
    role, position = None, 0
    while (found := role_at(words, position)) is not None:
        role, position = found, found.start() + 1
        if found.start() >= ends - 1:
            break
    cut = organization_ends(words[: role.start()]) if role else -1
    cut += cut > 0 and words[cut : cut + 1] in (")", "）")
    if not 0 < cut < len(words):
        return []
    aside = _PLACE_ASIDE.match(words, cut)  # "X大学（オランダ）博士研究員"
    cut = aside.end() if aside and is_role(words[aside.end() :]) else cut
    short = _SHORT_INSTITUTE.match(words, cut) if words[:cut].endswith(("中科院", "科学院", "科學院")) else None
    cut = short.end() if short else cut
    unit = _eastern_unit().match(words, cut)
    cut = unit.end(1) if unit and is_role(words[unit.end() :]) else cut
    return [page.trim(piece.start, piece.start + cut), page.trim(piece.start + cut, piece.end, " 　的-–—/")]


_SHORT_INSTITUTE = re.compile(r"[\u4e00-\u9fff]{2,6}所(?=联合|聯合|[的博硕碩研副助特])")  # "中科院自动化所博士生"


@cache
def _eastern_unit() -> re.Pattern[str]:
    """A unit between an organisation and a role, set apart by spaces: "X大学 Y専攻 Z分野 助教"."""
    return re.compile(rf"([　 ]?[^　 \n]{{1,24}}{any_of(table('organizations')['units'])})[　 ]+")


_PLACE_ASIDE = re.compile(r"\s?[（(][^（()）]{1,20}[)）]\s?(?=[^\s（(])")
