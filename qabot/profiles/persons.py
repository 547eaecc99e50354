"""Persons' names in running text: what can be one, and lists of them as they stand above or beside a title."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from qabot.profiles.tables import table

_PARTICLES = frozenset(
    "van von der den de del della di da dos das do du d la le el al bin ibn ben ter ten zu zur af av dalla e y i und st st. mac mc "
    "vom zum abu bint op".split()
)
_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
_INITIAL = re.compile(
    r"(?:[^\W\d_]\.-?)+(?:[^\W\d_]\.?)?|[^\W\d_]{1,2}\.(?:-?[^\W\d_]\.)*|[^\W\d_]-[^\W\d_]\.|[^\W\d_]"
)
_TOKEN = re.compile(r"[^\s,;，；、()\[\]{}“”\"„«»:：&/|·•*∗†‡§¶#⋆★^$<>=+@!?？！。《》「」『』【】（）]+")
_MARKS = r"*∗†‡§¶#⋆★☆♠♣♦♥✉📧✝⁎＊¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇ∆△▲◊◦°⊗☨℡🖂🏆"
_AFTER_NAME = re.compile(
    rf"(?:\s?[{re.escape(_MARKS)}]|\\\*|\^?\{{?[\d*†‡]+(?:,[\d*†‡]+)*\}}?(?=[\s,;，、.]|$)|\(\s*(?:co-?first|co-?corresponding|equal|corresponding|first|joint|student|advisor|"
    r"共同一作|通讯作者|通讯|一作|导师|责任著者|교신저자|공동|\*)[^()]{0,40}\)|\s?[(（][\u4e00-\u9fff\uac00-\ud7af·\s]{{2,8}}[)）]|\[(?:\d{1,2}|[a-z])\]|\s*\$[^$]{0,14}\$)*"
)
_SEPARATOR = re.compile(
    r"\s*(?:[,，]\s*(?:and|&|und|et|y|e|и|with|as well as)\s+|[,，]\s*&\s*|;\s*(?:and\s+|&\s*)?|[,，、；]\s*|\s(?:and|&|und|et|и|with|/)\s|[&]\s*|\s*(?:和|与|及)\s*|\s[·•|/]\s)"
)
_ET_AL = re.compile(
    r"[\s,，;…]*(?:\bet\.?\s+al\b\.?|等人?(?![\w])|\band (?:others|\d+ others|many others)\b|\bи др\.|ほか|他(?=[、，,.。]|$)|외(?=[,. ]|$)|\.{3}|…)[,，]?"
)
_TITLES = re.compile(
    r"^(?:(?:assoc(?:iate|\.)?|asst\.?|assistant|full|distinguished|adjunct|research|clinical|emeritus|academician)\s+)?(?:prof(?:essors?|s?\.)?(?:\s*(?:dr|d)\.)?|drs?\.?|dr\.-ing\.|mr\.?|mrs\.?|ms\.?|miss|sir|ing\.?|ir\.?|herr|frau|"
    r"apl\.|pd|priv\.-doz\.|профессор|проф\.|доцент|доктор|д-р|академик|к\.[\w.-]+н\.|д\.[\w.-]+н\.|monsieur|m\.(?=\s[A-Z][a-z]+\s)|docteur)(?=[\s.(])[\s.]*", re.I,
)  # fmt: skip
_CJK_TITLES = re.compile(
    r"\s*(?:讲席|特聘|助理|副)?(?:教授|老师|院士|研究员|研究員|博士|先生|准教授|講師|助教|교수님?|박사님?|선생님|님|氏)$"
)
_HAN = re.compile(r"[\u4e00-\u9fff々]{2,4}(?:[·・][\u4e00-\u9fff]{1,6})?")
_JAPANESE = re.compile(
    r"[\u4e00-\u9fff々ヶ]{1,4}[\s　]?[\u4e00-\u9fff々\u3040-\u30ff]{1,5}|[\u30a0-\u30ff]{2,10}[・\s=＝][\u30a0-\u30ff]{2,12}"
)
_HANGUL = re.compile(r"[\uac00-\ud7af]{2,4}|[\uac00-\ud7af]{1,2}\s[\uac00-\ud7af]{1,3}")
_HAS_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NOT_CJK_NAME = re.compile(
    r"大学|大學|学院|学部|研究|论文|論文|教授|博士|硕士|学士|本科|老师|公司|中心|课程|系统|方法|学习|主页|关于|个人|简介|工作|教育|经历|奖|项目|我|你|会议|期刊|更多|新闻|招生|专业|工程|"
    r"科学|技术|连接|链接|代码|大会|学报|网站|中文|英文|联系|홈페이지|소개|대학|연구|교수|학교|논문|안녕|저는|블로그|プロフィール|ホーム|について|です|ます|"
    r"^自己|研究室|日本|中国|韩国|美国|东京|北京|上海|한국|서울|通讯|作者|翻译|编辑|等$|出版"
)
_MAX_AUTHORS = 400


class Name(NamedTuple):
    """A name and where it stands."""

    text: str
    start: int
    end: int


class Names(NamedTuple):
    """A list of names read from running text; `end` is where reading stopped."""

    names: tuple[Name, ...]
    end: int
    et_al: bool
    clean: bool  # the list ends where a list may end: a full stop, a bracket, a quotation mark, the end of the line


@cache
def _not_names() -> frozenset[str]:
    return frozenset(table("notnames")["words"].split())


def strip_titles(text: str) -> str:
    """A name without "Prof.", "Dr.", 教授, 교수 and what else stands before or after it."""
    text = text.strip(" \t\n,.;:，。；：")
    before = ""
    while before != text:
        before = text
        text = _TITLES.sub("", text).strip()
    text = re.sub(
        r",?\s*(?:Ph\.?\s?D\.?|[BM]\.S\.?|[BM]\.A\.?|M\.?D\.?|M\.?Sc\.?|B\.?Sc\.?|Dr\.?|Ed\.?D\.?|MBA|MPH|J\.?D\.?|FRS|P\.?E\.?)\s*$",
        "",
        text,
    )
    if _HAS_CJK.search(text) and len(_CJK_TITLES.sub("", text)) >= 2:
        text = _CJK_TITLES.sub("", text)
    return text.strip(" ,，")


@lru_cache(maxsize=16384)
def token_kind(token: str) -> str:
    """What a word can be in a name written in letters: "word", "initial", "particle", "suffix", or ""."""
    low = token.casefold()
    if low in _SUFFIXES:
        return "suffix"
    if low in _PARTICLES and token == low:
        return "particle"
    if _INITIAL.fullmatch(token) and token[0].isupper():
        return "initial"
    if len(token) == 2 and token.isupper() and token.isalpha():
        return "initial"  # "Smith AB"
    bare = token.rstrip(".")
    if low.strip(".'’") in _not_names() or any(c.isdigit() for c in token):
        return ""
    letters = (
        bare.replace("-", "")
        .replace("'", "")
        .replace("’", "")
        .replace("‐", "")
        .replace("‑", "")
        .replace(".", "")
        .replace("ʻ", "")
        .replace("`", "")
        .replace("´", "")
    )
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    if not letters.isalpha() or len(letters) > 22:
        return ""
    first = bare.lstrip("'’ʻ`")[:1]
    if first.isupper() or (len(bare) > 2 and bare[1] in "'’" and bare[2].isupper()):
        if letters.isupper() and len(letters) > 3 and not re.search(r"[AEIOUYÀ-ÝАЕЁИОУЫЭЮЯ]", letters):
            return ""
        return "word"
    return ""


@lru_cache(maxsize=16384)
def is_name(text: str, *, lone: bool = False) -> bool:
    """Whether a text as a whole can be a person's name; `lone` allows a single word."""
    text = text.strip()
    if not 2 <= len(text) <= 60:
        return False
    if _HAS_CJK.search(text):
        return is_cjk_name(text)
    tokens = text.replace(",", " ").split()
    if not 1 <= len(tokens) <= 6:
        return False
    kinds = [token_kind(token) for token in tokens]
    words = kinds.count("word")
    if "" in kinds or not words or kinds[-1] == "particle":
        return False
    if any(len(token) > 4 and token.find(".") == len(token) - 1 for token in tokens[:-1]):
        return False  # a full stop, not an abbreviation
    if re.search(r"\w\.\s+\w{2,}\s", text) and words > 3:
        return False
    compact = words == 1 and len(tokens) == 1 and bool(re.match(r"(?:[^\W\d_]\.-?)+[^\W\d_]{2,}", text))
    return len(tokens) - kinds.count("suffix") >= 2 or lone or compact


def is_cjk_name(text: str) -> bool:
    """Whether a text can be a name in Han characters, kana or Hangul."""
    text = text.strip()
    if _NOT_CJK_NAME.search(text):
        return False
    return bool(_HAN.fullmatch(text) or _HANGUL.fullmatch(text) or _JAPANESE.fullmatch(text))


def name_key(name: str) -> tuple[str, ...]:
    """The folded words of a name, its given names and surname in any order: for telling that two names are the same."""
    text = unicodedata.normalize("NFKD", strip_titles(name)).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    return tuple(sorted(re.findall(r"\w+", text.replace("-", ""))))


def same_person(first: str, second: str) -> bool:
    """Whether two names can be one person's: equal words, or initials that agree ("Kim, M." and "Minsoo Kim")."""
    if name_key(first) == name_key(second):
        return bool(name_key(first))
    a, b = _ordered(first), _ordered(second)
    if not a or not b or len(a) < 2 or len(b) < 2:
        return False
    if a[-1] != b[-1]:
        return False
    x, y = "".join(w[0] for w in a[:-1]), "".join(w[0] for w in b[:-1])
    short = any(len(w) == 1 for w in a[:-1]) or any(len(w) == 1 for w in b[:-1])
    return (short and (x.startswith(y) or y.startswith(x))) or (a[0] == b[0])


def _ordered(name: str) -> list[str]:
    text = strip_titles(name)
    if text.count(",") == 1:
        last, first = text.split(",")
        text = f"{first} {last}"
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.findall(r"\w+", text.replace("-", " "))


def read_names(text: str, start: int, end: int) -> Names:
    """The list of names that begins at `start`: "A. Kim*, B. Lee, and C. Park", "Kim, A., & Lee, B.", "金杰，赵红".

    Stops at the first thing that is no name; `et al.` is no name.
    """
    begin = _skip_lead(text, start, end)
    listed = _read_and_list(text, begin, end)
    if listed:
        return listed
    inverted = _read_inverted(text, begin, end)
    plain = _read_plain(text, begin, end)
    if inverted and (len(inverted.names), inverted.clean) >= (1, True) and inverted.end >= plain.end - 1:
        return inverted
    if inverted and len(inverted.names) >= 2 and inverted.end > plain.end:
        return inverted
    return plain


def _read_and_list(text: str, start: int, end: int) -> Names | None:
    """A list in the style of BibTeX, "Last, First and Last, First", which fills the range."""
    names: list[Name] = []
    position = start
    for piece in re.split(r"(\s+and\s+|\s*;\s*)", text[start:end]):
        if re.fullmatch(r"\s+and\s+|\s*;\s*", piece):
            position += len(piece)
            continue
        last, comma, first = piece.strip(" .\n").partition(",")
        if not comma or "," in first or not is_name(last, lone=True) or not is_name(first.strip(), lone=True):
            return None
        name = re.sub(r"\s+", " ", piece.strip())
        begin = position + len(piece) - len(piece.lstrip())
        names.append(Name(name, begin, begin + len(piece.strip())))
        position += len(piece)
    return Names(tuple(names), end, False, True) if len(names) > 1 else None


def _skip_lead(text: str, start: int, end: int) -> int:
    lead = re.compile(
        r"\s*(?:(?:by|authors?|with|joint work with|joint with|\(with|\(joint with|작성자|저자|作者|著者)\s*[:：]?\s+|[(\[]?(?:作者|저자|著者)[:：]\s*)?",
        re.I,
    )
    match = lead.match(text, start, end)
    return match.end() if match else start


def _follow(text: str, position: int, end: int, initial: bool) -> str:
    """What comes after a name: "sep", "end", "stop" or ""."""
    match = _AFTER_NAME.match(text, position, end)
    position = match.end() if match else position
    rest = text[position:end]
    if not rest.strip():
        return "end"
    if _SEPARATOR.match(rest) or _ET_AL.match(rest):
        return "sep"
    if re.match(
        r"\s*[.。](?:\s|$|[“\"‘「《\[(])|\s*[.。]?\s*[“\"‘'「『《«„](?=\S)|\s*[.。,]?\s*[(（\[]\s*(?:19|20)\d\d|\s*[:：]\s|\n|\t|\s*[(（\[]|\s[-–—|]\s|\s*\.\s*$|\s*[)）\]]|\s*->|\s+(?:19|20)\d\d\b",
        rest,
    ):
        return "end"
    if re.match(r"\s+(?:advised|supervised) by\b", rest):
        return "end"
    if initial and rest[:1].isspace() and (rest.lstrip()[:1].isupper() or rest.lstrip()[:1] in "“\"‘'(0123456789"):
        return "end"
    return ""


def _one_name(text: str, position: int, end: int) -> tuple[Name, str] | None:
    """The longest name at a position that is followed by something a name can be followed by."""
    cjk = _cjk_name(text, position, end)
    if cjk:
        return cjk
    ends: list[tuple[int, str]] = []
    cursor = position
    words = 0
    for _ in range(6):
        token = _TOKEN.match(text, cursor, end)
        if not token:
            break
        word, stop = token.group(), token.end()
        if word[-1].isdigit() and not word[0].isdigit():  # "Lee1,2": numbers of affiliations
            word = word.rstrip("0123456789")
            stop = token.start() + len(word)
        kind = token_kind(word)
        if kind == "word" and word.endswith(".") and len(word) > 3 and word.casefold() not in _SUFFIXES:
            word, stop, final = word.rstrip("."), token.start() + len(word.rstrip(".")), True
            kind = token_kind(word)
        else:
            final = False
        if not kind:
            break
        words += kind == "word"
        ends.append((stop, kind))
        if final or stop != token.end():
            break
        space = re.compile(r"[ \u00a0]+|\n(?=\S)").match(text, stop, end)
        if not space:
            break
        cursor = space.end()
    while ends:
        stop, kind = ends[-1]
        piece = text[position:stop]
        if kind == "suffix" and len(ends) == 1 or is_name(piece, lone=True) and kind != "particle":
            follow = _follow(text, stop, end, kind == "initial")
            if follow:
                return Name(re.sub(r"\s+", " ", piece).strip(), position, stop), follow
        ends.pop()
    return None


def _cjk_name(text: str, position: int, end: int) -> tuple[Name, str] | None:
    for pattern in (_JAPANESE, _HAN, _HANGUL):
        match = pattern.match(text, position, end)
        if match and is_cjk_name(match.group()):
            follow = _follow(text, match.end(), end, False)
            if follow:
                return Name(match.group().strip(), *match.span()), follow
            paren = re.compile(r"\s*[(（]([^()（）]{2,40})[)）]").match(text, match.end(), end)
            if paren and is_name(paren[1], lone=True):
                follow = _follow(text, paren.end(), end, False)
                if follow:
                    return Name(match.group().strip(), match.start(), match.end()), follow
    return None


def _read_plain(text: str, start: int, end: int) -> Names:
    names: list[Name] = []
    position, et_al, clean = start, False, False
    last = start
    while position < end and len(names) < _MAX_AUTHORS:
        found = _one_name(text, position, end)
        if not found:
            break
        name, follow = found
        if (
            re.search(r"\w\w [A-Z]{1,2}\.$", name.text) and follow == "end"
        ):  # "Lee C. Title": the full stop ends the list
            name = Name(name.text[:-1], name.start, name.end - 1)
        names.append(name)
        after = _AFTER_NAME.match(text, name.end, end)
        position = last = after.end() if after else name.end
        other = _ET_AL.match(text, position, end)
        if other:
            position = last = other.end()
            et_al = clean = True
            break
        if follow == "end":
            clean = True
            break
        separator = _SEPARATOR.match(text, position, end)
        if not separator:
            break
        position = separator.end()
        if _ET_AL.match(text, position, end):
            last = _ET_AL.match(text, position, end).end()  # type: ignore[union-attr]
            et_al = clean = True
            break
    return Names(tuple(_join_inverted(names)), last, et_al, clean)


def _join_inverted(names: list[Name]) -> list[Name]:
    """Names of one word joined in pairs: "Cha, Jeremiah, Shiro Kuriwaki" has two authors. "Jr." goes with the name before."""
    joined: list[Name] = []
    number = 0
    singles = sum(" " not in name.text and not _HAS_CJK.search(name.text) and "." not in name.text for name in names)
    while number < len(names):
        name = names[number]
        following = names[number + 1] if number + 1 < len(names) else None
        if joined and name.text.casefold() in _SUFFIXES:
            before = joined.pop()
            joined.append(Name(f"{before.text}, {name.text}", before.start, name.end))
        elif (
            following
            and token_kind(name.text) == "word"
            and "." not in name.text
            and not _HAS_CJK.search(name.text)
            and len(following.text.split()) <= 2
            and token_kind(following.text.split()[0]) in ("word", "initial")
            and (len(following.text.split()) == 1 or token_kind(following.text.split()[1]) == "initial")
            and (number == 0 or singles >= len(names) - 1)
        ):
            joined.append(Name(f"{name.text}, {following.text}", name.start, following.end))
            number += 1
        else:
            joined.append(name)
        number += 1
    return joined


_SURNAME = r"[^\W\d_](?:[^\W\d_]|['’\-‐‑.ʻ`])*"
_INVERTED = re.compile(
    rf"((?:(?:van|von|der|den|de|del|della|di|da|dos|das|do|du|la|le|el|al|ter|ten|zu|af|St\.|d['’])\s+){{0,3}}(?:{_SURNAME})(?:[ \-]{_SURNAME}){{0,2}}),\s*"
    rf"((?:[^\W\d_]{{1,2}}\.[\s\u00a0]?[-‐‑]?[\s\u00a0]?|[^\W\d_]-[^\W\d_]\.\s?){{1,5}}(?:(?:van|von|der|de|den|da|di|la)\b\s?){{0,3}})(,?\s*(?:Jr|Sr|I{{2,3}}|IV)\b\.?)?"
)


def _read_inverted(text: str, start: int, end: int) -> Names | None:
    """A list in the style "Last, F. M., Last, F., & Last, F."."""
    names: list[Name] = []
    position, last, et_al, clean = start, start, False, False
    while position < end and len(names) < _MAX_AUTHORS:
        match = _INVERTED.match(text, position, end)
        if not match or not match[1][:1].isalpha() or not match[2][:1].isupper() or len(match[1]) < 2:
            break
        stop = match.start() + len(match.group().rstrip())
        names.append(Name(re.sub(r"\s+", " ", match.group()).strip(), match.start(), stop))
        after = _AFTER_NAME.match(text, stop, end)
        position = last = after.end() if after else stop
        other = _ET_AL.match(text, position, end)
        if other:
            last, et_al, clean = other.end(), True, True
            break
        separator = re.compile(
            r"\s*(?:[,;]?\s*(?:&|and|und|et|y|e|и)\s+|[,;]\s*(?:&|and|und|et|y|и)?\s*|[,;]\s*)(?=\S)"
        ).match(text, position, end)
        if not separator:
            clean = True
            break
        if _ET_AL.match(text, separator.end(), end):
            last, et_al, clean = _ET_AL.match(text, separator.end(), end).end(), True, True  # type: ignore[union-attr]
            break
        ellipsis = re.compile(r"\.{3}\s*,?\s*&?\s*|…\s*,?\s*&?\s*").match(text, separator.end(), end)
        position = ellipsis.end() if ellipsis else separator.end()
    if not names:
        return None
    return Names(tuple(names), last, et_al, clean)
