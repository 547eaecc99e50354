"""What is left of a question when everything understood is taken out: its topic, as content words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from qabot.data import table
from qabot.questions.lexicon import Cue, Lexicon, plain
from qabot.words.fold import fold
from qabot.words.stems import stem

_WORD = re.compile(r"[^\W_]+(?:[-'+#./][^\W_]+)*[+#]*")
_WIDE = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
_KOREAN_END = re.compile(
    r"(?:입니까|습니까|인가요|하나요|있나요|했나요|나요|까요|에서는|에서|에게|으로|이라는|라는|이야|이에요|예요|이지|인지|인데|이었어|였어|였지"
    r"|했어요?|했니|했는지|했을까|했던|해요|해줘요?|해주세요|하니|하는지|하고|하며|하던|할까|됐어요?|되나요|있어요?|있니|있을까|주세요|줘요?|을까|까지|부터"
    r"|께서|한테|들은|들이|들을|들|(?<=[가-힣]{2})해|하는|한|인|은|는|이|가|을|를|의|에|와|과|도|로|요)$"
)
_CHINESE_SMALL = re.compile(
    r"[的了是吗呢在们这那请问哪些谁过着被把将啥得]|什么|待过|呆过|来过|方面|领域|方向|相关|有关|关于"
)
_COMPOUND = re.compile(  # "das G-EPIC-Projekt"
    r"\b([\w-]+)-(?:projekt|preis|stipendi|studie|gruppe|konferenz|paper|artikel|arbeit|team|kurs|professur)\w*"
)
_BESIDE = "和与跟及"  # with whom or what
_CHINESE_VERB = re.compile(r"^(?:会|懂|能|说|讲|搞)(?![议计员长场见者])(?=.{2})")  # "谁会俄语？"
_EDGE_ZH = re.compile(  # one-letter verbs at the edges of what is left
    r"^(?:年(?=[初底末拿获得发在去做读参入当有]|$)|[做拿去读写用]|在(?=.)|有(?!限|机|效|向|序|源|界|色))+|[做拿去读写过当任]+$|(?<=..)[上里中时为]$"
)
_SCRIPTS = re.compile(r"[㐀-鿿]+|[^㐀-鿿]+")
_OR = re.compile(r"\b(?:or|oder|ou|или)\b|或者?|还是|または|もしくは|또는|혹은|이나 ")
_ABOUT = re.compile(
    r"\b(?:on|about|regarding|concerning|uber|sur|sobre|su|sui|sulla|about|об|о|про)\s+"
    r"(?!(?:que|quoi|quel\w*|what|which|che|cosa|quale|qual|was|welche\w*|чем|каком|какой)\b)"
)
_NAMED = re.compile(r"(?<=\w )[A-ZÀ-Þ][\w'’-]+")
_INVERTED = re.compile(r"\b\w+-(?:t-)?(?:ils?|elles?|on|tu|vous|je|nous)\b")  # the verb of a question: "aura-t-il"
_ELIDED = re.compile(r"\b(?:c|d|j|l|m|n|s|t|qu|un|dell|nell|all|sull|dall|quell)'(?=\w)")
_JAPANESE_PARTS = re.compile(r"[a-z0-9][a-z0-9+#.-]*|[㐀-鿿々]+|[ァ-ヴー]+")


def topic_words(rest: str, cues: Iterable[Cue], language: str) -> tuple[str, ...]:
    """The content words of a plain question whose mentions are blanked out: no cue, no small word, no particle."""
    lexicon = Lexicon.load()
    if language == "fr":
        rest = _INVERTED.sub(lambda match: " " * len(match.group()), rest)
    if language in ("fr", "it"):
        rest = _ELIDED.sub(lambda match: " " * len(match.group()), rest)
    used = [*cues, *lexicon.wants.find(rest), *lexicon.intents.find(rest), *lexicon.orders.find(rest)]
    for kind in (lexicon.degrees, lexicon.roles, lexicon.ranks, lexicon.stages):
        used += kind.find(rest)
    for flag in lexicon.flags.values():
        used += [cue for cue in flag.find(rest) if cue.meaning != "private"]
    for cue in used:
        rest = rest[: cue.start] + " " * (cue.end - cue.start) + rest[cue.end :]
    rest = _COMPOUND.sub(lambda match: match[1] + " " * (len(match.group()) - len(match[1])), rest)
    stop = lexicon.stop["en"] | lexicon.stop[language]
    words = [part for word in _WORD.findall(rest) for part in _parts(word, language)]
    return tuple(
        dict.fromkeys(
            word
            for word in words
            if word not in stop
            and word.replace("ß", "ss") not in stop
            and word.strip(_BESIDE) not in stop
            and not word.isdigit()
            and not _lone(word)
        )
    )


def matter_of(topic: str, question: str) -> str:
    """The words of a question's topic that tell what it is about, not in what manner something is asked.

    A word written as a name is no manner: "the Fields Medal".
    """
    words, text = topic.split(), plain(question)
    named = {plain(word) for word in _NAMED.findall(question)}
    about = _ABOUT.search(text)
    told = _WORD.findall(text[about.end() :])[:4] if about else []
    return " ".join(word for word in words if word in told or word in named or stem(word) not in _manner())


def alternatives(topic: str, text: str) -> list[str]:
    """The topics of which any will do, as a plain question tells them: "farming or agriculture"."""
    words = topic.split()
    parts = [_WORD.findall(part) for part in _OR.split(text)]
    found = [" ".join(word for word in words if word in part) for part in parts]
    told = [part for part in found if part]
    whole = {word for part in told for word in part.split()} == set(words)
    return told if len(told) > 1 and whole else [topic]


@functools.cache
def _manner() -> frozenset[str]:
    """The stems of the words of manner."""
    groups = table("qabot.questions", "manner").values()
    return frozenset(stem(fold(word)) for lines in groups for line in lines for word in line.split())


def _lone(word: str) -> bool:
    """Whether a word is one Han character or kana: a verb or particle left over, no topic."""
    return len(word) == 1 and _WIDE.search(word) is not None


def _parts(word: str, language: str) -> list[str]:
    """A word without the particles that its language glues to it."""
    if not _WIDE.search(word):
        return [word]
    if language == "ja":
        return _JAPANESE_PARTS.findall(word)
    if language == "ko":
        bare = _KOREAN_END.sub("", word)
        return [bare] if len(bare) > 1 or (bare and not _WIDE.search(bare)) else []
    runs = [run for piece in _small_chinese().split(word) for run in _SCRIPTS.findall(piece)]
    parts = [part for run in runs for part in _CHINESE_SMALL.split(run) if part]
    return [bare for part in parts if (bare := _EDGE_ZH.sub("", _CHINESE_VERB.sub("", part)))]


@functools.cache
def _small_chinese() -> re.Pattern[str]:
    """Where a run of Chinese is cut: at words that carry no matter of their own."""
    words = [
        word for lines in table("qabot.questions", "small_chinese").values() for line in lines for word in line.split()
    ]
    return re.compile("|".join(sorted(words, key=len, reverse=True)))
