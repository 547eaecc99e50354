"""The owner's name at the top of a page and as the subject of its first sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.looks import words_in
from qabot.profiles.name_found import LATIN, OTHER_NAME, Found
from qabot.profiles.name_words import is_family_too
from qabot.profiles.page import Page
from qabot.profiles.persons import is_name, strip_titles, titles_end
from qabot.profiles.sections import Part
from qabot.profiles.tables import is_cjk, is_template
from qabot.profiles.terms import is_place

_CYRILLIC = r"[А-ЯЁ][а-яё-]+(?:\s+[А-ЯЁ][а-яё.-]*){1,2}"

_HAN = r"[\u4e00-\u9fff]{2,4}"

_PROSE = tuple(  # words of which one must stand in a text, and what introduces a name
    (needed.split("|"), re.compile(pattern))
    for needed, pattern in (
        (" name is ", rf"\b[Mm]y (?:full )?name is (?:Dr\.?\s|Prof\.?\s)?({LATIN}|{_HAN})"),
        (
            "I'm|I’m|Im|I am|This is|t's|t’s|My name's|My name’s|i'm|i’m|i am",
            rf"\b(?:[Ii]['’]m|Im|[Ii] am|This is|[Ii]t['’]s|My name['’]s)\s+(?:Dr\.?\s|Prof\.?\s)?({LATIN})"
            r"\s*(?:[,.!(（]|\band\b|\bfrom\b|$|\n|a\s|an\s|the\s|[–—-]\s|[\u4e00-\u9fff])",
        ),
        (
            "Welcome to|Hi from",
            r"\b(?:Welcome to|Hi from)\s+(?:the )?(?:home\s?page of |website of |personal )?(?:Dr\.?\s|"
            rf"Prof\.?\s)?({LATIN})['’]s?\b",
        ),
        (
            "his is the ",
            r"\b[Tt]his is the (?:personal |academic |official )?(?:home\s?page|web\s?site|web\s?page|page|site) of "
            rf"(?:Dr\.?\s|Prof\.?\s)?({LATIN})",
        ),
        (
            "elcome to the ",
            r"\b[Ww]elcome to the (?:personal |academic )?(?:home\s?page|web\s?site|page|site) of (?:Dr\.?\s|"
            rf"Prof\.?\s)?({LATIN})",
        ),
        (
            "我|本人叫|I'm|I’m|I am",
            rf"(?:我叫|我是|本人叫|我的名字是|大家好，我是|I['’]m |I am )\s*({_HAN})"
            r"(?=[，。,.（(!！、~～：:👋🙋😊]|\s[^\w\s]|\s*$|\n)",
        ),
        (
            "姓名|姓 名|名前|氏名|氏 名|이름|성명|Name|Имя|ФИО|ПІБ|oyad|nazwisko|Nombre|Nome|Naam|Nom",
            r"(?:姓 ?名|名前|氏 ?名|이름|성명|\bName|Имя|ФИО|ПІБ|Ad[ıi]? [Ss]oyad[ıi]?|[Ii]mię i nazwisko|"
            rf"\bNombre|\bNome|\bNaam|\bNom)\s*[:：\t|]\s*({_HAN}|[가-힣]{{2,4}}|{LATIN}|{_CYRILLIC})",
        ),
        ("uthor: |uthors: ", rf"(?:^|(?<=\n))Authors?: ({LATIN})(?=\n|$)"),
        ("저는|제 이름은|나는", r"(?:저는|제 이름은|나는)\s*([가-힣]{2,4})(?:입니다|이라고|라고|이며|이고)"),
        ("홈페이지", r"([가-힣]{2,4})(?:의 (?:개인 )?홈페이지)"),
        ("안녕하세요", r"안녕하세요[.,!]?\s*(?:저는 )?([가-힣]{2,4})(?:입니다)"),
        (
            "です|と申します|といいます|と言います",
            r"(?:私は|わたしは|私の名前は|(?<![はがをにで、\u4e00-\u9fff]))"
            r"([\u4e00-\u9fff々]{2,4}[\s　]?[\u4e00-\u9fff\u3040-\u30ff]{1,4})"
            r"\s?(?:[(（][^()（）\n]{2,30}[)）]\s?)?(?:です|と申します|といいます|と言います)",
        ),
        (
            "ch bin|ch heiße|ein Name ist|e m'appelle|e m’appelle|e suis|e llamo|i nombre es|oy|i chiamo|eu nome é"
            "|ag heter|k ben",
            r"\b(?:[Ii]ch bin|[Ii]ch heiße|[Mm]ein Name ist|[Jj]e m['’]appelle|[Jj]e suis|[Mm]e llamo|"
            r"[Mm]i nombre es|[Ss]oy|[Mm]i chiamo|[Mm]eu nome é|[Jj]ag heter|[Ii]k ben)"
            rf"\s+(?:Dr\.?\s)?({LATIN})",
        ),
        ("еня зовут|Я", rf"(?:[Мм]еня зовут|Я\s*[—–-])\s+({_CYRILLIC})"),
    )
)

_SUBJECT = tuple(  # "Name is a professor ..." at the beginning of a paragraph
    re.compile(pattern)
    for pattern in (
        rf"(?:Dr\.?\s|Prof\.?\s|Professor\s)?({LATIN})(?:\s*[(（][^)）]{{2,40}}[)）])?,?\s+(?:is|was|"
        r"received|joined|obtained|works|earned|holds|completed|currently)\b",
        rf"(?:Dr\.?\s|Prof\.?\s|Professor\s)?({LATIN})\s*,\s+(?!and\b|or\b)(?:a|an|the|Ph\.?D|assistant|"
        r"associate|full)?\s*\b",
        rf"({_HAN})\s*(?:[(（][A-Za-z][\w\s.,'-]{{2,40}}[)）])?\s*[，,]\s*(?=(?:[^，。\n]{{1,12}}，)?[^，。]{{2,60}}(?:博士|硕士|"
        r"教授|研究生|大学|研究员|讲师|男|女|工程师|学院))",
        r"(?![本我这這该該其此大现現曾目主研课課实實团團])([\u4e00-\u9fff]{2,4}?)\s?(?:[(（][^()（）]{2,40}[)）]\s?)?"
        r"(?:是(?=[^，。；]{0,40}(?:大学|大學|学院|學院|研究所|公司|实验室))|"
        r"(?:博士|教授|副教授)(?=[于於,，、。现現毕畢就是]|\s))",
        r"([\u4e00-\u9fff々]{2,4}[\s　]?[\u4e00-\u9fff々\u3040-\u30ff]{0,3}?)(?:\s?[(（][^)）]{2,40}[)）])?は[、，]?"
        r"(?=[^。]{0,80}(?:大学|研究|専攻|専門|教授|学生|博士|修士))",
        rf"({_CYRILLIC})\s*[—–-]\s",
        r"([가-힣]{2,4})\s?(?:박사|교수|연구원)(?:님)?(?:은|는|이|가)\s",
        rf"(?:Dr\.?\s|Prof\.?\s)?({LATIN})\s+ist\s",
        rf"(?:Dr\.?\s|Prof\.?\s)?({LATIN})\s+(?:est|es|è|é)\s",
    )
)

_LATIN_SUBJECT = tuple(form for form in _SUBJECT if form.pattern.startswith("(?:Dr"))

_ABBREVIATED = re.compile(r"I(?<!\wI),?\s*[(（]((?:[A-Z]\.\s?-?){1,3}\s?[A-Z][\w'-]+|[A-Z][\w'-]+,\s?[A-Z]\.)[)）]")

_POSSESSIVE = re.compile(
    r"['’]s?\s*(?:personal |academic |research |official )?(?:home\s?page|web\s?site|web\s?page|page|"
    r"site|blog|cv|curriculum vitae|profile|portfolio|homepage|resume|lab)?(?:\s*\((?:cv|vita)\))?\s*$",
    re.I,
)

_PAGE_WORDS = re.compile(
    r"\b(?:(?:curriculum(?: vit(?:ae|æ|a))?|lebenslauf|werdegang|currículum?(?: vitae)?|curr[ií]culo|cv|home\s?page|"
    r"(?:persönliche )?(?:web|internet)?seite|(?:page|site)(?: web)?(?: personnel(?:le)?)?|"
    r"página(?: (?:web|personal|pessoal))?|pagina (?:web|personale)|sito(?: web)?(?: personale)?|persoonlijke pagina)"
    r"(?: (?:von|de|di|do|da|van|av|for)\b| d['’])|"
    r"lebenslauf|currículum|currículo|curriculum vitæ|"
    r"welcome to|home\s?page( of)?|web\s?site( of)?|web\s?page( of)?|personal|academic|"
    r"curriculum vitae|résumé|resume|cv|vita|about|portfolio|blog|the|of)\b|"
    r"的?(?:个人)?(?:学术)?(?:主页|网站|简历)|の?(?:個人)?(?:ホームページ|ウェブサイト|サイト|ページ)|って(?:誰|だれ)|とは|의?\s?(?:개인\s?)?홈페이지|이력서|"
    r"履歴書|履歷",
    re.I,
)

_SPLIT = re.compile(r"\s*(?:[|·•:：–—‖]|\s-\s|\s/\s|\t|\n)\s*")

_PAREN = re.compile(r"\s*[(（\[]([^()（）\[\]]{2,40})[)）\]]")

CALLED = re.compile(  # "Junzhe (Alan) Zhou"
    r"([A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’.-]*)?)\s[(（“\"]([A-ZÀ-Þ][\w'’-]{1,20})[)）”\"]\s([A-ZÀ-Þ][\w'’-]+)"
)

_CREDIT = re.compile(r"\W*(?:撮影|写真|摄影|사진|photo(?:graph)?s?(?: credits?| by)?|foto|crédits?)\s*[:：/]", re.I)


def name_at(page: Page, start: int, end: int, weight: int, *, lone: bool = False) -> Iterable[Found]:
    """The names a title line gives: "Dr. Jane Doe (도제인) | Homepage"."""
    text = page.text[start:end]
    if _CREDIT.match(text):
        return
    turned = _TURNED.match(text)
    if turned and is_name(f"{turned[2]} {turned[1].capitalize()}"):
        yield Found(f"{turned[1].title()}, {turned[2]}", start + turned.start(1), start + turned.end(2), weight)
        if turned[3]:
            yield Found(turned[3], start + turned.start(3), start + turned.end(3), OTHER_NAME)
        return
    read = None if text.isascii() else _reading().fullmatch(text)
    if read and is_name(" ".join(read[1].split())):
        name = Found(read[1], start + read.start(1), start + read.end(1), weight)
        yield from (name, name, Found(read[2], start + read.start(2), start + read.end(2), OTHER_NAME))
        return
    position = 0
    pieces = _SPLIT.split(text)
    if len(pieces) == 1:  # the one piece and the whole line: what is printed is an alias of what it is made
        found = list(_piece_names(page, start, text, weight, lone=lone)) if text.strip() else []
        yield from (*found, *found)
        return
    for piece in [*pieces, text]:
        at = text.find(piece, position if piece is not text else 0)
        if at < 0 or not piece.strip():
            continue
        position = at
        yield from _piece_names(page, start + at, piece, weight, lone=lone)


_TURNED = re.compile(  # "LIU, Meilin 劉美玲"
    r"\W{0,2}([A-ZÀ-Þ]{2,}(?:[ '’-][A-ZÀ-Þ]{2,})?), ([A-ZÀ-Þ][a-zà-ÿ]+(?:[ -][A-ZÀ-Þ]?[a-zà-ÿ]*\.?){0,2})"
    r"(?:\s[(（]?([\u4e00-\u9fff]{2,4}|[\uac00-\ud7af]{2,4})[)）]?)?\W{0,2}$"
)


@cache
def _reading() -> re.Pattern[str]:
    """A name with how it is read, in kana: "雪野 士朗（ゆきの しろう）", "氷川 澳 ﾋｶﾜ ｵｸ"."""
    return re.compile(
        r"\W*([\u4e00-\u9fff々ヶ]{1,4}[\s　]?[\u4e00-\u9fff々\u3040-\u30ff]{1,4})(?:\s*[(（]\s*|[\s　]+)"
        r"([\u3041-\u30ff\uff66-\uff9f]{2,10}[\s　・]?[\u3041-\u30ff\uff66-\uff9f]{1,10})\W*"
    )


_GENITIVE, _GENITIVE_END = re.compile(r"['’]s?\b"), re.compile(r"['’]s?$")

_NO_WORD_ENDS, _SPACE = re.compile(r"^[^\w]+|[^\w.]+$"), re.compile(r"\s+")

_MIXED = re.compile(
    r"([\u4e00-\u9fff\uac00-\ud7af々]{2,5})\s*[,，]?\s*([A-Z][\w .'-]+)|([A-Z][\w .'-]+?)"
    r"\s*[,，]?\s*([\u4e00-\u9fff\uac00-\ud7af々]{2,5})"
)

_DUE = 20  # weight of the places where a name is due: the title of a page, a field of that name
_GIVEN_NAME = re.compile(r"[A-Z][a-z]{2,}")  # "林雪 Mira"

_PAGE_KEYS = frozenset(  # one stands in whatever tells of the page itself in plain letters
    "curriculum lebenslauf werdegang curriculo cv home homepage seite webseite internetseite page site pagina sito "
    "persoonlijke welcome web website webpage personal academic resume vita about portfolio blog the of".split()
)


def _may_name_page(words: str) -> bool:
    return not words.isascii() or not _PAGE_KEYS.isdisjoint(words_in(words))


def _piece_names(page: Page, start: int, piece: str, weight: int, *, lone: bool) -> Iterable[Found]:
    called = CALLED.match(piece.strip())
    if called and all(is_name(f"{called[n]} {called[3]}") for n in (1, 2)):
        at = start + piece.find(called[0])
        for number in (2, 1):
            other = OTHER_NAME if number == 2 else weight
            yield Found(f"{called[number]} {called[3]}", at, at + len(called[0]), other)
    inner = _PAREN.search(piece)
    outer = _PAREN.sub("", piece) if inner else piece
    outer = _POSSESSIVE.sub("", outer) if _GENITIVE.search(outer) else outer
    bare = _PAGE_WORDS.sub(" ", outer) if _may_name_page(outer) else outer
    bare = strip_titles(_NO_WORD_ENDS.sub("", _SPACE.sub(" ", bare)))
    bare = _GENITIVE_END.sub("", bare).rstrip()
    mixed = None if bare.isascii() else _MIXED.fullmatch(bare)
    if mixed and not any(g and g.isascii() and (is_name(g) or _GIVEN_NAME.fullmatch(g)) for g in mixed.groups()):
        mixed = None  # "多模態 AI"
    pieces = [bare, *(g for g in (mixed.groups() if mixed else ()) if g), inner[1].strip() if inner else ""]
    if inner and is_cjk(inner[1].strip()[0]) and len(outer.strip()) > 6 and is_cjk(outer.strip()[0]):
        pieces[-1] = ""  # what stands in brackets in a sentence
    for number, text in enumerate(pieces):
        due = weight >= _DUE and not number and is_family_too(text)
        if not text or not (due or is_name(text, lone=lone and number == 0)) or heading_kind(text):
            continue
        if "," in text and is_place(text):
            continue  # "Austin, TX"
        if text.isupper() and any(len(w) > 2 and not re.search(r"[AEIOUYÀ-Ý]", w) for w in text.split()):
            continue  # "INSPIRE DTP"
        at = page.text.find(text, start, start + len(piece) + 1)
        if at < 0:
            words = text.split()
            at = page.text.find(words[0], start, start + len(piece) + 1)
            stop = page.text.find(words[-1], at, start + len(piece) + 1) + len(words[-1])
        else:
            stop = at + len(text)
        if at >= 0 and stop > at:
            behind = number and text == pieces[-1] and weight != OTHER_NAME
            yield Found(text, at, stop, weight - (1 if behind else 0))


_LISTED = ("interests", "skills", "languages")  # lists of front matter: "Plant-Water Interactions" is no name


def from_top(page: Page, parts: Sequence[Part]) -> Iterable[Found]:
    """The first headings and lines, up to the first section of lists."""
    seen = 0
    stop = next(
        (
            part.section.span.start
            for part in parts
            if part.kind not in ("", "about", "contact", "research", "interests", "links")
            and page.text[part.body : part.end].strip()  # not the name of a page in its navigation
        ),
        len(page.text),
    )
    listed = {field.start for field in page.source.fields if field.path[0] in _LISTED}
    of_interests = (part for part in parts if part.kind == "interests")
    interests = {ln.start for part in of_interests for ln in page.lines_in(part.body, part.end)}
    for line in page.lines:
        block = page.blocks[line.block]
        if block.kind == "field" or line.start in listed:
            continue
        if line.start >= stop or block.kind == "pre":
            return
        if block.kind == "row":
            if block.cells and seen == 0:
                yield from _split_name(page, block.cells)
                yield from _header_macro(page, block.cells)
            seen += 1
            continue
        text = page.text[line.start : line.end]
        wrapped = line.start > block.start and _RUNS_ON.search(page.text, block.start, line.start)
        if wrapped or line.start in interests:
            seen += 1
            continue
        title = (
            block.kind == "heading" and block.level == 1
        )  # "Jane Doe – Senior Lecturer, Department of ..., University"
        if len(text) <= (200 if title else 90) and not is_template(text):
            strong = block.kind == "heading" and block.level == 1 or page.marked(line.start, line.end, "strong")
            weight = 17 - seen + (6 if strong else 3 if block.kind == "heading" else 0)
            weight -= 6 if block.kind == "item" and seen else 0
            yield from name_at(page, line.start, line.end, weight)
        seen += 1
        if seen >= 8:
            return


_RUNS_ON = re.compile(r"(?:,|\b(?:in|and|of|with|on|for|the|a|an|by|at|to|from))\s*$")  # before a line that goes on


def _split_name(page: Page, cells: Sequence[tuple[int, int]]) -> Iterable[Found]:
    """A name set in two columns at the top of a page."""
    texts = [page.words(*cell) for cell in cells]
    if is_name(texts[0]) or len(texts) < 2:
        return
    joined = f"{texts[0]} {texts[1]}"
    if is_name(joined) and is_name(texts[0], lone=True) and is_name(texts[1], lone=True):
        yield Found(joined, cells[0][0], cells[1][1], 16)


def _header_macro(page: Page, cells: Sequence[tuple[int, int]]) -> Iterable[Found]:
    """The given names and the surname that a macro of LaTeX was given one by one: "\\header{jane ann}{doe}{}"."""
    if page.source.format != "latex" or len(cells) < 2:
        return
    given, surname = page.words(*cells[0]), page.words(*cells[1])
    if given.islower() and surname.islower():
        given, surname = given.title(), surname.title()
    whole = len(surname.split()) == 1 and is_name(surname, lone=True) and is_name(given, lone=True)
    if whole and is_name(f"{given} {surname}") and not is_place(surname) and not heading_kind(surname):
        yield Found(f"{given} {surname}", cells[0][0], cells[1][1], 18)
    elif is_name(given):
        yield Found(given, *cells[0], 16)


def from_prose(page: Page, parts: Sequence[Part]) -> Iterable[Found]:  # noqa: C901 - one pattern after another
    """The names that the first sentences of a page are about, or that it says its owner is called."""
    quiet = {"news", "papers", "students", "openings", "references", "collaborators", "talks", "awards"}
    forms = [form for form in _PROSE if any(map(page.text.__contains__, form[0]))]
    opening = True
    for part in parts:
        if part.kind in quiet:
            opening = False
            continue
        words = page.text[part.section.span.start : part.end]
        for pattern in [pattern for needed, pattern in forms if any(map(words.__contains__, needed))]:
            for match in pattern.finditer(page.text, part.section.span.start, part.end):
                if is_name(strip_titles(match[1])):
                    yield Found(strip_titles(match[1]), match.start(1), match.end(1), 18)
                    yield from _in_letters(page, match[1], match.end(1))
                    yield from _also_called(page, match.end(1))
        plain = part.kind in ("", "about", "contact", "links", "research")
        if part.kind == "about" or part is parts[0] or part.kind in ("", "research") and opening:
            yield from _subjects(page, part)
        opening = opening and plain
    short = _ABBREVIATED.search(page.text)
    if short:
        yield Found(short[1], short.start(1), short.end(1), 6)


def _subject_forms(first: str) -> tuple[re.Pattern[str], ...]:
    """The expressions for subjects that may begin with a character."""
    return _SUBJECT if not first.isascii() else _LATIN_SUBJECT if first.isupper() else ()


def _subjects(page: Page, part: Part) -> Iterable[Found]:
    """The names that paragraphs of a section begin with, as their subject."""
    for line in page.lines_in(part.section.span.start, part.end):
        least = 12 if is_cjk(page.text[line.start]) else 30
        if line.end - line.start < least or page.text[page.blocks[line.block].start : line.start].strip():
            continue  # in the middle of a paragraph
        words = page.text[line.start : line.end]
        begin = line.start + titles_end(words)
        subjects = [form.match(page.text, begin, line.end) for form in _subject_forms(page.text[begin])]
        if not any(subjects) or is_template(words):
            continue
        for subject in subjects:
            if subject and is_name(strip_titles(subject[1])) and not heading_kind(subject[1]):
                yield Found(strip_titles(subject[1]), subject.start(1), subject.end(1), 14)
                yield from _in_letters(page, subject[1], subject.end(1))


_SPELLED = rf"({LATIN}|[A-Z][a-z]+-[A-Z][a-z]+ [A-Z][a-z]+)"
_LETTERS = re.compile(rf"\s?[(（]{_SPELLED}[)）]|\s{_SPELLED}(?=[\n\t,，|]|$)")


_ALSO = re.compile(
    rf"\s?[(,]\s?(?:also(?: known as| written| spelled| called)?|aka|a\.k\.a\.?|formerly|n[ée]e|or)\s({LATIN})(?=[),.])"
)


def _also_called(page: Page, end: int) -> Iterable[Found]:
    """What else somebody is called, in brackets behind the name: "My name is Bo Berg (also Bo-Jian Berg)"."""
    also = _ALSO.match(page.text, end)
    if also and is_name(also[1]):
        yield Found(also[1], *also.span(1), OTHER_NAME)


def _in_letters(page: Page, name: str, end: int) -> Iterable[Found]:
    """How a name in its own script is spelled in Latin letters, in brackets behind it or up to the end of its line."""
    spelled = _LETTERS.match(page.text, end) if is_cjk(name[0]) else None
    if spelled and is_name(spelled[spelled.lastindex or 1]):
        yield Found(spelled[spelled.lastindex or 1], *spelled.span(spelled.lastindex or 1), OTHER_NAME)
