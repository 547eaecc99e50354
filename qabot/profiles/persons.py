"""Persons' names in running text: what can be one, and lists of them as they stand above or beside a title."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from qabot.profiles.same import initials_apart
from qabot.profiles.tables import table

_PARTICLES = frozenset(
    "van von der den de del della di da dos das do du d la le el al bin ibn ben ter ten zu zur af av "
    "dalla e y i und st st. mac mc "
    "vom zum abu bint op".split()
)


SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())


_INITIAL = re.compile(
    r"(?:[^\W\d_]\.-?)+(?:[^\W\d_]\.?)?|[^\W\d_]{1,2}\.(?:-?[^\W\d_]\.)*|[^\W\d_]-[^\W\d_]\.|[^\W\d_]"
)


_TITLES = re.compile(
    r"^(?:(?:assoc(?:iate|\.)?|asst\.?|assist\.?|assistant|full|distinguished|adjunct|research|clinical|visiting|"
    r"emerit[au]s?|academician|a/|univ\.?[-\s]|ao\.?\s|o\.\s|jun\.?-|hon\.[-\s])\s*)?"
    r"(?:prof(?:esseure?|essor(?:a|in)?|essors|\.?ssa|s?\.|s(?=\s))?(?:\s*dr\.|d\.)?|dr\.?ssa\.?|drs?\.?-(?:ing|med)\.?|drs?\.?|dra\.?|"
    r"dott(?:\.?ssa|\.|oressa|ore)|dipl\.[-\s]?\w+\.?|m\.?sc\.?|h\.\s?c\.|mult\.|(?:rer|phil|med|jur|"
    r"theol|habil|nat|pol|oec|"
    r"sc|univ|agr|vet|dent|em|iur|oec|hum)\.|emerit(?:us|a)|mag\.|mr\.?|mme|mlle|rev\.|"
    r"mrs\.?|ms\.?|miss|sir|dame|ing\.?|ir\.?|herr|frau|doc\.|"
    r"apl\.|pd|priv\.-doz\.|акад\.|чл\.-корр\.|доц\.|асс\.|професор(?:ки|ка|а|ом|у)?|профессор(?:а|ом|у)?|проф\.|доцент(?:ки|ка|а|ом|у)?|доктор|"
    r"д-р|академик|[кд]\.\s?[а-яіїє.-]+\s?н\.,?|"
    r"hab\.|inż\.|mgr\.?|doç\.|yrd\.|arş\.|gör\.|öğr\.|üyesi|rndr\.?|mudr\.?|phdr\.?|judr\.?|"
    r"monsieur|madame|pr\.?(?=\s[A-ZÀ-Þ])|m\.(?=\s[A-Z][a-z]+\s)|docteur)(?:(?=[\s.(])|(?<=\.)(?=[A-ZÀ-Þ]))[\s.]*",
    re.I,
)


_RUN_ON = re.compile(r"(?:van|von|vander|de|den|di|da|du|del|la|le|el|al|ter|ten)[A-ZÀ-Þ][a-zà-ÿ]{2,}")  # "vanDoe"


_CJK_TITLES = re.compile(
    r"\s*(?:讲席|特聘|助理|副)?(?:教授|老师|院士|研究员|研究員|博士|先生|准教授|講師|助教|교수님?|"
    r"박사님?|선생님|님|氏)$"
)


HAN = re.compile(r"[\u4e00-\u9fff々]{2,4}(?:[·][\u4e00-\u9fff]{1,6})?")


JAPANESE = re.compile(
    r"[\u4e00-\u9fff々ヶ]{1,4}[\s　]?[\u4e00-\u9fff々\u3040-\u30fa\u30fc-\u30ff]{1,5}|"
    r"[\u30a0-\u30ff]{2,10}[・\s=＝][\u30a0-\u30ff]{2,12}"
)


HANGUL = re.compile(r"[\uac00-\ud7af]{2,4}|[\uac00-\ud7af]{1,2}\s[\uac00-\ud7af]{1,3}")


HAS_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


_NOT_CJK_NAME = re.compile(
    r"大学|大學|学院|学部|研究|论文|論文|教授|博士|硕士|学士|本科|老师|公司|中心|课程|系统|方法|学习|"
    r"主页|关于|个人|简介|工作|教育|经历|奖|项目|我|你|会议|期刊|更多|新闻|招生|专业|工程|"
    r"科学|技术|连接|链接|代码|大会|学报|网站|中文|英文|联系|홈페이지|소개|대학|연구|교수|학교|논문|"
    r"안녕|저는|블로그|プロフィール|ホーム|について|です|ます|"
    r"网络|建模|模型|视觉|智能|数据|算法|机器|识别|分析|计算|优化|检测|生成|图像|信息|理论|"
    r"(?:理|工|文|医|醫|法|農|农|薬|药|化|数|數|史|哲|質|质|経済|经济|教育|社会|情報|生物|天文|言語|语言)学$|"
    r"所属|専門|経歴|職歴|学歴|業績|氏名|分野|趣味|連絡|住所|電話|受賞|発表|略歴|著者|所在|"
    r"指導|受け入れ|受入|氏名|担当|預|预计|目前|现在|毕业|主要|以及|负责|参与|期间|欢迎|邮件|点击|"
    r"目标|方向|机会|下载|首页|登录|注册|详情|成员|团队|导航|菜单|文章|成果|履历|信箱|邮箱|相册|"
    r"ダウンロード|一覧|詳細|概要|教育|授業|講義|論文|お知らせ|更新|ブログ|メニュー|"
    r"다운로드|이력서|메뉴|연락처|수업|강의|경력|학력|프로젝트|활동|수상|관심|최근|소식|학과|전공|과정|"
    r"^自己|(?:学|學|院|究)生$|誰|(?:予定|進学|在籍|勤務|卒業|修了|就職)$|^(?:現在|現職|最近|今後|"
    r"将来|以前|当時|本年)|研究室|日本|中国|韩国|美国|东京|北京|上海|한국|서울|通讯|作者|翻译|编辑|"
    r"等$|出版|^(?:師資|师资|教師|教师|專任|专任|課程|履歷|學歷|著作|專長|職稱|簡介|主頁|首頁|關於|聯絡|成員|團隊|獲獎|獎)|"
    r"研究|學系|學院|計畫|系所|歡迎|網站|網頁|爱好者|愛好者|萌新|开发者|開發者|程序员|工程师|工程師|玩家|博主|大学生|研究生|设计师|達人|达人"
)


GIVEN_TOO = frozenset("jan april may june jun august ed will".split())  # words that are given names, too
_NO_CONFERENCE = frozenset({"Chi"})  # names, which as conferences stand in capitals
SURNAME_TOO = frozenset({"An", "Do"})  # and those that are surnames: "Minh Do"
FAMILY_TOO = frozenset(  # behind a given name in lists and titles
    "West North East South Best Low Paris London Winter Summer March May Self Small Case Page Power Cross".split()
)


@cache
def _not_names() -> frozenset[str]:
    return frozenset(table("notnames")["words"].split())


_TITLES_BEHIND = re.compile(
    r",?\s*(?:Ph\.?\s?D\.?(?:\s?\(c\))?|DPhil|CSc\.?|DrSc\.?|M\.?Phil\.?|R\.?N\.?|Esq\.?|"
    r"LL\.?[BMD]\.?|D\.?Sc\.?|MBBS|FRCPC?|FRCS|FACS|FACP|[BM]\.S\.?|[BM]\.A\.?|M\.?D\.?|M\.?Sc\.?|"
    r"B\.?Sc\.?|Dr\.?|Ed\.?D\.?|MBA|MPH|"
    r"J\.?D\.?|P\.?E\.?|FRS[CEA]?|FREng|FBA|FIEEE|F[A-Z]?HEA|CEng|CBE|OBE|MBE|"
    r"MB ?ChB|MBBCh|BMBS|MRC(?:P|S|VS|GP|Psych|OG)|FRC(?:OG|PCH|A|GP|VS|Psych|Path|R|EM)|FRAC[PS]|FFPH|FAAN|FACC|FAHA|"
    r"FSA|FLS|FGS|FZS|FRSA|FRHistS|FRSC|FRAS|FMedSci|FAcSS|FRGS|F?AIA|RIBA|[KQ]C|APRN|CNM|FNP|LCSW|DVM|DMD|DDS|DNP|MSN|BSN|MSW|MLIS|MFA|PharmD|DrPH|PsyD|M\.?Ed\.?|M\.?Arch\.?)\s*$"
)
_ENDS_BEHIND = frozenset(".DSAcrHECgl)NqBMPGhRWdVis")  # the last signs of these
_LETTERS_BEHIND = re.compile(  # "Ada Lind, MRCVS, DipECVIM": whatever they stand for
    r"(?:,\s+(?:[A-Z]{2,}[A-Za-z]*|[A-Z][a-z]{0,4}[A-Z]{2,}[A-Za-z]*|[A-Z][a-z]?[A-Z][a-z]+)"
    r"(?:\s?\([\w .-]{1,20}\))?)+$"
)
_BEGINS_BEFORE = frozenset(
    "ha mg do yr ar rn mu ph as fu di ad re cl em ac pr dr mr ms mi si in ir he fr ap pd mo m. a/ un ao o. ju ho h. "
    "me th na po oe sc ag iu hu ve de ma da vi mm ml".split()
)  # of _TITLES


def titles_end(text: str) -> int:
    """Where the titles end that a text begins with, "Prof. Dr. iur. "; 0 if it begins with none."""
    end = 0
    while text[end : end + 2].lower() in _BEGINS_BEFORE and (title := _TITLES.match(text[end:])) and title.end():
        end += title.end()
    return end if end < len(text) else 0


@lru_cache(maxsize=8192)
def strip_titles(text: str) -> str:
    """A name without "Prof.", "Dr.", 教授, 교수 and what else stands before or after it."""
    text = text.strip(" \t\n,.;:，。；：").strip()
    before = ""
    while before != text and (text[:2].lower() in _BEGINS_BEFORE or not text[:2].isascii()):
        before = text
        text = _TITLES.sub("", text).strip()
    while text[-1:] in _ENDS_BEHIND and (bare := _TITLES_BEHIND.sub("", text)) != text:
        text = bare.rstrip(" ,")
    letters = _LETTERS_BEHIND.search(text) if ", " in text else None
    if letters and " " in text[: letters.start()] and not text[: letters.start()].isupper():
        text = strip_titles(text[: letters.start()])
    if not text.isascii() and HAS_CJK.search(text) and len(_CJK_TITLES.sub("", text)) >= 2:
        text = _CJK_TITLES.sub("", text)
    return text.strip(" ,，")


_WITHIN = str.maketrans("", "", "-'’‐‑.ʻ`´")  # signs within the words of names
_VOWEL = re.compile(r"[AEIOUYÀ-ÝАЕЁИОУЫЭЮЯ]")
_STOP_WITHIN = re.compile(r"\w\.\s+\w{2,}\s")
_INITIAL_WITHIN = re.compile(r"[A-Z]\.")
_COMPACT = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]{2,}")


@lru_cache(maxsize=16384)
def token_kind(token: str) -> str:
    """What a word can be in a name written in letters: "word", "initial", "particle", "suffix", or ""."""
    low = token.casefold()
    if low in SUFFIXES:
        return "suffix"
    if low in _PARTICLES and token == low:
        return "particle"
    if token[0].isupper() and (len(token) == 1 or "." in token) and _INITIAL.fullmatch(token):
        return "initial"
    if len(token) == 2 and token.isupper() and token.isalpha():
        return "initial"  # "Smith AB"
    bare = token.rstrip(".")
    if low in ("ph.d.", "ph.d", "phd", "m.sc.", "b.sc."):
        return ""
    if low.strip(".'’") in _not_names() and token not in _NO_CONFERENCE:
        return ""
    letters = token
    if not (token.isascii() and token.isalpha()):
        if any(c.isdigit() for c in token):
            return ""
        letters = "".join(c for c in bare.translate(_WITHIN) if not unicodedata.combining(c))
    if not letters.isalpha() or len(letters) > 22:
        return ""
    first = bare.lstrip("'’ʻ`")[:1]
    if first.isupper() or (len(bare) > 2 and bare[1] in "'’" and bare[2].isupper()) or _RUN_ON.fullmatch(bare):
        if letters.isupper() and len(letters) > 3 and not _VOWEL.search(letters):
            return ""
        return "word"
    return ""


@lru_cache(maxsize=16384)
def is_name(text: str, *, lone: bool = False) -> bool:
    """Whether a text as a whole can be a person's name; `lone` allows a single word."""
    text = text.strip()
    if not 2 <= len(text) <= 60:
        return False
    if not text.isascii() and HAS_CJK.search(text):
        return is_cjk_name(text)
    tokens = text.replace(",", " ").split()
    if not 1 <= len(tokens) <= 6:
        return False
    kinds = [token_kind(token) for token in tokens]
    kinds = _with_names_too(tokens, kinds) if "" in kinds else kinds
    words = kinds.count("word")
    if "" in kinds or not words or kinds[-1] == "particle":
        return False
    if any(len(token) > 4 and token.find(".") == len(token) - 1 for token in tokens[:-1]):
        return False  # a full stop, not an abbreviation
    if words > 3 and _STOP_WITHIN.search(text):
        return False
    if lone or len(tokens) - kinds.count("suffix") >= 2:
        return True
    return words == 1 and len(tokens) == 1 and _COMPACT.match(text) is not None


_SYLLABLE = re.compile(r"[B-DF-HJ-NP-TV-Z]?[a-z]?[a-z]?[aeiouy]{1,3}(?:ng|[nhmkpt])?")


def _is_of_syllables(tokens: list[str], kinds: list[str]) -> bool:
    """Whether a family name that is a word, too, stands before or behind given names in Latin spelling of Chinese."""
    at = kinds.index("")
    given = tokens[at + 1 :] if at < 2 else tokens[:at]
    return tokens[at] in FAMILY_TOO and len(given) == 2 and all(_SYLLABLE.fullmatch(word) for word in given)


def _with_names_too(tokens: list[str], kinds: list[str]) -> list[str]:
    """The kinds of tokens, those words taken for names that are names, too, where they stand as one: "J. West"."""
    kinds = list(kinds)
    if kinds[0] == "" and 2 <= len(tokens) <= 5 and tokens[0].casefold() in GIVEN_TOO and "" not in kinds[1:]:
        kinds[0] = "word"  # "Jan Wehr", "June Park"
    if kinds[-1] == "" and len(tokens) in (2, 3) and tokens[-1] in SURNAME_TOO and set(kinds[:-1]) == {"word"}:
        kinds[-1] = "word"
    if kinds[-1] == "" and len(tokens) in (2, 3) and tokens[-1] in FAMILY_TOO and "initial" in kinds[:-1]:
        kinds[-1] = "word"  # "J. West", "Ada B. Low"
    if kinds[-1] == "" and kinds[0] == "word" and len(tokens) == 3 and _INITIAL_WITHIN.fullmatch(tokens[1]):
        kinds[-1] = "word"  # "Matthew W. Self"
    if kinds.count("") == 1 and len(tokens) in (3, 4) and _is_of_syllables(tokens, kinds):
        kinds[kinds.index("")] = "word"  # "Low Kian Hsiang", "Bryan Low Kian Hsiang"
    return kinds


def is_cjk_name(text: str) -> bool:
    """Whether a text can be a name in Han characters, kana or Hangul."""
    text = text.strip()
    if _IDEOGRAPHS.fullmatch(text) and not _begins_as_family_name(text):
        return False  # "目标方向"
    return may_be_cjk_name(text)


def may_be_cjk_name(text: str) -> bool:
    """Whether a text among other names can be one in Han characters, kana or Hangul, a rare family name too."""
    text = text.strip()
    if text.isascii() or _NOT_CJK_NAME.search(text) or re.fullmatch(r"[\u4e00-\u9fff]{6,}", text):
        return False
    return bool(HAN.fullmatch(text) or HANGUL.fullmatch(text) or JAPANESE.fullmatch(text))


_IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff々]{2,5}")


def _begins_as_family_name(text: str) -> bool:
    """Whether a word of Han characters begins as the family names of China, Korea or Japan do."""
    chinese, compound, japanese = _family_names()
    return text[0] in chinese or text[:2] in compound or len(text) > 2 and text[0] in japanese


@cache
def _family_names() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = table("surnames")
    return frozenset(words["chinese"]), frozenset(words["compound"]), frozenset(words["japanese"])


_WORD = re.compile(r"\w+")


@lru_cache(maxsize=8192)
def name_key(name: str) -> tuple[str, ...]:
    """The folded words of a name, its given names and surname in any order: for telling that two names are the same."""
    return tuple(sorted(_WORD.findall(_bare(strip_titles(name)).replace("-", ""))))


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


@lru_cache(maxsize=8192)
def _ordered(name: str) -> tuple[str, ...]:
    text = strip_titles(name)
    if text.count(",") == 1:
        last, first = text.split(",")
        text = f"{first} {last}"
    return tuple(_WORD.findall(_bare(initials_apart(text)).replace("-", " ")))


def _bare(text: str) -> str:
    """A name in small letters without their marks."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in text if not unicodedata.combining(c))
