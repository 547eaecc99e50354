"""The halves of a double question, and what is only small talk."""

from __future__ import annotations

import re

from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query

# Where a double question parts: "... and when ...?". The second half begins with a question word.
_CLAUSE = re.compile(
    r"(?:,|;|，|、|\?|？)?\s*\b(?:and|und|et|y|и|а также)\s+(?=(?:in |at |for |with |from |to |an |bei |seit )?"
    r"(?:who|whom|whose|what|when|where|which|how|why|is|was|did|does|wer|wen|wo|wann|wie|welche|qui|quand|ou|quel|quien|"
    r"cuando|donde|cual|кто|когда|где|какая|какой|какие|как)\b)"
    r"|(?:[？?]|(?<![中里内])(?<!うち)(?<!中で)[，,；;])(?!.{0,8}(?:哪个|哪一[个项份]|谁|どちら|どっち|どれ).{0,14}[更多少早晚先长久長短後])(?=.{0,12}(?:谁|哪|什么|多少|几|何时|誰|どこ|いつ|何))"
    r"|(?:\?|？|\s[-–—]|;)\s+(?=(?:who|whom|whose|what|when|where|which|how|why|in which|in what|since when|did|does|"
    r"is|was|has)\s\S+\s)",
    re.I,
)
_PARTS = re.compile(  # "What is Berg's TOEIC score and her GPA?"
    r"(?P<head>^\W*(?:what|who|where)(?:'s| is| are| was| were)\b[^,;?]{8,60}?) and "
    r"(?=(?:his|her)\s+(?:\w+[\s-]){0,3}\w+\W*$)",
    re.I,
)
_QUOTED = re.compile(r"[\"“„「《'‘][^\"”」》'’]{6,}[\"”」》'’]")
_BARE_HEAD = re.compile(
    r"\W*(?:in|at|on|from|with|to|for)?\s*(?:what|which|whom?|whose|where|when|how)(?:\s+[a-z]+){0,2}\s*,?\s*", re.I
)
_BARE = re.compile(
    r"\W*(?:where|when|what|in (?:which|what) years?|how long|for how long|for what|why|with whom|wo|wann|wie lange"
    r"|wofür|warum|mit wem|ou|où|quand|combien de temps|pourquoi|avec qui|donde|dónde|cuando|cuándo|cuanto tiempo"
    r"|(?:for|at|in|with|to) (?:which|what) (?:journal|conference|venue|institution"
    r"|institute|company|employer|university|lab"
    r"|organi[sz]ation|group|team)"
    r"|cuánto tiempo|por que|por qué|para que|con quien|con quién|где|когда|как долго)\W*",
    re.I,
)
_WORD = re.compile(r"[^\W_]+(?:[-'+#./][^\W_]+)*[+#]*")


def clauses(question: str) -> list[str]:
    """The halves of a double question; quotations are never cut."""
    quoted = [match.span() for match in _QUOTED.finditer(question)]
    two = _PARTS.match(question)
    if two and not any(a <= two.end("head") < b for a, b in quoted):
        return [two["head"].strip(), question[two.end() :].strip()]
    cuts = [m for m in _CLAUSE.finditer(question) if not any(a <= m.start() < b for a, b in quoted)]
    parts, position = [], 0
    for cut in cuts:
        if len(question[position : cut.start()].split()) >= 2 or re.search(
            r"[㐀-鿿ぁ-ヿ]{2}", question[position : cut.start()]
        ):
            parts.append(question[position : cut.start()])
            position = cut.end()
    parts.append(question[position:])
    if len(parts) > 1 and re.fullmatch(r"\s*(?:where|when|who|what|how|why|which)\s*", parts[0], re.I):
        return [question]
    if len(parts) > 1 and _BARE_HEAD.fullmatch(parts[0]):
        return [question]  # "In what subject, and at which university, does she ...?"
    if len(parts) > 1 and any(_BARE.fullmatch(part) for part in parts[1:]):
        return [question]  # "His PhD: where and when?" asks for two parts of one fact
    return [part.strip() for part in parts if part.strip()]


def small_talk(question: str, language: str) -> Query | None:
    """The query of a question that is only a greeting, thanks or a call for help; None for any other."""
    text = plain(question).strip(" .!?？！。，,")
    lexicon = Lexicon.load()
    cues = lexicon.intents.find(text)
    left = text
    for cue in cues:
        if cue.meaning in ("greeting", "thanks", "help"):
            left = left[: cue.start] + " " * (cue.end - cue.start) + left[cue.end :]
    words = [
        word for word in _WORD.findall(left) if word not in lexicon.stop["en"] and word not in lexicon.stop[language]
    ]
    meanings = {cue.meaning for cue in cues}
    if not re.sub(r"[\W_]+", "", left) or not words:
        for intent in ("help", "greeting", "thanks"):
            if intent in meanings:
                return Query(question, language, intent=intent)
    return None
