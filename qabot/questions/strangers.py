"""`Words`: which words are ordinary. Also the names in a question of people that no profile is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from qabot.index.lookup import Lookup
from qabot.profiles.tables import table
from qabot.questions.lexicon import Lexicon
from qabot.questions.query import Mention
from qabot.words.fold import Token, fold, script, tokens
from qabot.words.names import data, near, word_set

Shape = Literal["mixed", "small", "title"]  # sentence case; no case to go by; Every Word Capitalised

BEFORE = word_set("ordinary", "before")
TERMS = word_set("ordinary", "terms")
LETTER_WORDS = frozenset("a i e y o u r s t d n ya в и к о с у а я".split())
NO_NAME_AFTER = frozenset("the a an this that each every last next early late mid i we they it he she you".split())
GERMAN = frozenset(  # words that show a question to be German, where every noun has a capital
    "wann wer wen wem wessen welche welcher welches welchen welchem hat hatte ist sind wurde leitet arbeitet beim zum"
    " zur und für über".split()
)
MONTHS = frozenset("may march april june august".split())
NO_MONTH_AFTER = frozenset("in since of until by from before after during on and or".split())  # then it is the month
PRONOUNS = frozenset("he an the so do can you in on see us".split())
ASKED_OF = word_set("ordinary", "asked_of")
OPENERS = frozenset("will may can an he so do long see say win young good tell ever you see might won in on".split())
_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|iao|ian|ing|uai|uan|ang|eng|ong|ai|ei|ao|ou|an|en|ia|ie|iu|in|ua|uo|ui|un|ue|[aoeiuv])){1,3}"
)
_PLACED = frozenset("at in near inside bei en à".split())
_ENDINGS = tuple(sorted(word_set("ordinary", "endings")))
_HAN_STRANGER = re.compile(rf"([\u4e00-\u9fff々]{{1,8}}?)(?:{'|'.join(data('ordinary')['after_han'])})")
_KANA_STRANGER = re.compile(
    rf"([\u4e00-\u9fff々]{{2,5}}|[\u30a1-\u30fa\u30fc]{{3,10}})(?:{'|'.join(data('ordinary')['after_kana'])})"
)
_ASKED_HAN = re.compile(r"(?:^|请问|[，,。？?]\s*)([\u4e00-\u9fff]{2,3})(?=是谁|是哪位|的导师|的博导|的邮箱|毕业于)")
_ASKED_HANGUL = re.compile(
    r"(?<![가-힣])([가-힣]{3})(?:(?:은|는|이|가|이란)?\s?누구|의\s?(?:지도\s?교수|이메일|학위|소속|논문|연구))"
)
_HANGUL_STRANGER = re.compile(rf"(?<![가-힣])([가-힣]{{3}})\s?(?:{'|'.join(data('ordinary')['after_hangul'])})")


@dataclass(frozen=True, slots=True)
class Counted(Container[str]):
    """The words that an index counts as one kind: see `PersonTables`."""

    lookup: Lookup
    kind: str

    def read(self, words: Iterable[str]) -> None:
        """Read at once which words are among them."""
        self.lookup.read(f"{self.kind}:{word}" for word in words)

    def __contains__(self, word: object) -> bool:
        return self.lookup.count(f"{self.kind}:{word}") > 0


@dataclass(frozen=True)
class Words:
    """Words that name nobody: of ordinary sentences, and of what the profiles say besides names."""

    corpus: Container[str]  # folded words of titles, venues, organizations, interests

    @classmethod
    def of(cls, lookup: Lookup) -> Words:
        """The words of the profiles of an index."""
        return cls(Counted(lookup, "c"))

    def read(self, words: Iterable[str]) -> None:
        """Read at once which words the profiles use."""
        if isinstance(self.corpus, Counted):
            self.corpus.read(words)

    def plain(self, word: str) -> bool:
        """Whether a word is hardly ever a name."""
        if word in _plain():
            return True
        if len(word) < 5 or word in _both():
            return False
        whole, begun = _asking()
        return (
            word in whole
            or word.startswith(begun)
            or len(word) > 5
            and word.endswith(_ENDINGS)
            and word not in common()
        )

    def ordinary(self, word: str) -> bool:
        """Whether a word is one of ordinary sentences, even if it is a name too."""
        return word in _both() or self.plain(word)

    def rare(self, word: str) -> bool:
        """Whether a word is neither ordinary nor used in the profiles but in names."""
        return word not in self.corpus and not self.ordinary(word)

    def slip(self, word: str) -> bool:
        """Whether a word is an ordinary one with a typo."""
        if len(word) < 5:
            return False
        best = process.extractOne(word, self._long, scorer=OSA.distance, score_cutoff=2)
        return best is not None and near(word, best[0])

    @cached_property
    def _long(self) -> list[str]:
        return sorted(word for word in _plain() if len(word) > 4)


@cache
def _asking() -> tuple[frozenset[str], tuple[str, ...]]:
    return Lexicon.load().asking()


@cache
def _both() -> frozenset[str]:
    return word_set("ordinary", "names")


@cache
def _plain() -> frozenset[str]:
    headings = frozenset(fold(word) for word in table("notnames")["words"].split())
    places = word_set("ordinary", "places")
    return (
        headings
        | word_set("ordinary", "words")
        | word_set("ordinary", "topics")
        | places
        | word_set("ordinary", "before")
    ) - _both()


@cache
def common() -> frozenset[str]:
    """Family names common enough to tell that a stranger's name is one."""
    korean = {spelling for spellings in data("names")["korean"].values() for spelling in spellings.split()}
    return word_set("names", "common") | {name for name in korean if len(name) > 2}


def shape(question: str, words: Sequence[Token]) -> Shape:
    """How the question uses capitals."""
    cased = [token for token in words if script(token.text) in ("latin", "cyrillic") and token.text.isalpha()]
    if not any(token.capital for token in cased):
        return "small"
    longer = [token for token in cased if len(token.text) > 3]
    if len(longer) > 2 and all(question[token.start : token.end].isupper() for token in cased):
        return "small"
    plain = [token for token in longer[1:] if token.capital and token.text in _plain()]
    if len(longer) > 3 and sum(token.capital for token in longer) >= 0.8 * len(longer) and len(plain) > 1:
        return "title"
    return "mixed"


@dataclass(frozen=True, slots=True)
class Judge:
    """What `find` needs to know of a word."""

    words: Words
    known: Callable[[str], bool]  # stands in the corpus
    named: Callable[[str], bool]  # somebody here is called so

    def may_be_name(self, word: str) -> bool:
        """Whether a word can be part of a stranger's name."""
        if self.words.plain(word) or word in TERMS:
            return False
        return self.named(word) or word in common() or not self.known(word)

    def is_name(self, word: str) -> bool:
        """Whether a word is a name rather than an ordinary word."""
        return len(word) > 1 and not self.words.ordinary(word) and self.may_be_name(word)


def find(question: str, mentions: Sequence[Mention], judge: Judge) -> list[str]:
    """The stretches that look like a name, left to right, as they stand in the question."""
    taken = [(mention.start, mention.end) for mention in mentions]
    found = [
        (start, end)
        for start, end in [*_cased(question, judge), *_titled(question)]
        if all(end <= first or start >= last for first, last in taken)
    ]
    return [question[start:end] for start, end in sorted(set(found))]


def _cased(question: str, judge: Judge) -> Iterator[tuple[int, int]]:
    words = tokens(question)
    form = shape(question, words)
    place = 0
    while place < len(words):
        titled = words[place].text in BEFORE and place + 1 < len(words)
        start = place + titled
        end = start
        while end < len(words) and _in_name(question, words, end, start, judge):
            end += 1
        run = words[start:end]
        certain = [token for token in run if judge.is_name(token.text)]
        enough = 1 if titled and form != "small" else 2
        if start and words[start - 1].text in _PLACED and not titled:
            certain = []  # "at Bowling Green"
        strong = len(certain) == len(run) if form == "title" else bool(certain)
        if len(run) >= enough and len(run) < 5 and strong and form != "small" and not _thing(words, end):
            yield run[0].start, run[-1].end
        place = max(end, place + 1)


def _in_name(question: str, words: list[Token], place: int, start: int, judge: Judge) -> bool:
    token = words[place]
    original = question[token.start : token.end]
    if (
        not token.capital
        or not token.text.replace("'", "").isalpha()
        or script(token.text) not in ("latin", "cyrillic")
    ):
        return False
    if place > start:
        gap = question[words[place - 1].end : token.start]
        if not re.fullmatch(r"\s+|[-‐‑]|\.\s?", gap) or (
            "." in gap and words[place - 1].end - words[place - 1].start > 2
        ):
            return False
    if original.isupper() and len(original) > 1 and not (judge.named(token.text) or token.text in common()):
        return False
    if (
        len(original) > 2
        and re.search(r"[a-z][A-Z]", original)
        and not re.match(r"(?:Mc|Mac|De|Di|La|Le|Van|O')[A-Z]", original)
    ):
        return False
    if place == 0 and (judge.words.ordinary(token.text) or token.text.endswith(("n't", "nt")) and "'" in original):
        return False
    if place > start and token.text in word_set("ordinary", "places") and judge.is_name(words[place - 1].text):
        return True  # "Ann London"
    return len(token.text) == 1 or judge.may_be_name(token.text)


def _thing(words: list[Token], place: int) -> bool:
    """Whether the word after a run makes it the name of a thing: "... University", "... theorem"."""
    return place < len(words) and words[place].text in TERMS


def _titled(question: str) -> Iterator[tuple[int, int]]:
    """Names in Han, kana and Hangul before 教授, さん, 교수님 ..."""
    not_han, not_hangul = data("ordinary")["not_han"].split(), data("ordinary")["not_hangul"].split()
    for match in _HAN_STRANGER.finditer(question):
        before = re.split("|".join(map(re.escape, not_han)), match[1])[-1]
        if not match[1].endswith(before) or not before:
            continue
        size = _chinese_size(before)
        if size:
            yield match.end(1) - size, match.end(1)
    for match in _KANA_STRANGER.finditer(question):
        if not any(word in match[1] for word in not_han):
            yield match.span(1)
    for match in _ASKED_HAN.finditer(question):
        if match[1][0] in data("names")["chinese_single"] and not any(word in match[1] for word in not_han):
            yield match.span(1)
    family = data("names")["korean"]
    for match in (*_HANGUL_STRANGER.finditer(question), *_ASKED_HANGUL.finditer(question)):
        if match[1][0] in family and not any(word in match[1] for word in not_hangul):
            yield match.span(1)


def _chinese_size(text: str) -> int:
    """How many characters at the end of a Han stretch are a name: 3, 4 or 2; 0 for none."""
    known = data("names")
    for size in (4, 3, 2):
        name = text[-size:]
        if len(name) < size:
            continue
        if name[:2] in known["chinese_double"] or (size > 2 and any(name.startswith(f) for f in _japanese())):
            return size
        if size < 4 and name[0] in known["chinese_single"]:
            return size
    return 0


@cache
def _japanese() -> Iterable[str]:
    return tuple(name for name in data("names")["japanese"] if len(name) > 1)
