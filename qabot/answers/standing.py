"""What yes/no questions ask of how somebody stands to a post, a project or a prize, which the entry may deny."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.answers.context import Context, Outcome, papers_of, refs
from qabot.answers.lines import lines_of, quoted
from qabot.answers.parts import BESIDE, LED
from qabot.questions.lexicon import plain
from qabot.questions.query import Query
from qabot.words.entries import Entry
from qabot.words.regions import is_region, shows

_WINS = re.compile(
    r"\b(?:w[io]n|won|receiv\w+|awarded|got|get)\b|\b(?:gewonnen|erhalten|gagne|remporte|recu|gano|ganado|vinto|ganhou)\b"
    r"|получил|выиграл|获得|得了|拿了|受賞|수상"
)
_NEARLY = re.compile(  # so close to a prize as not to have it
    r"\b(?:nomin(?:ee|ated|ation|iert\w*)|finalist\w*|short-?list\w*|long-?list\w*|runner-?up|nominad[oa]|nomme\w*|candidat[oa])\b"
    r"|номинант|номинирован|提名|入围|ノミネート|후보"
)
_LEADS = re.compile(  # a project
    r"\b(?:pi|principal investigator|coordinat\w+|lead(?:s|er|ing)?|led|head|responsable|responsabile|leitet)\b"
    r"|负责人|主持|研究代表者?|연구책임"
)
_SPEAKS = re.compile(r"\b(?:g[ai]ve|given|gives|present\w*|speak|spoke|spoken|talk(?:ed)?|poster)\b")
_ATTENDED = re.compile(
    r"\b(?:attended|attendee|audience|participant|participated|without (?:a )?(?:talk|contribution))\b"
)
_HOME = re.compile(
    r"\b(?:live[sd]?|living|grew up|born|raised|based in|moved to|native|home ?town|reside\w*|wohn\w*"
    r"|gelebt|leb(?:t|e|te)|geboren|ne a|nacid[oa])\b|出生|长大|住|出身|거주|출생"
)
_TIME = re.compile(
    r"\b(?:(full|part)[- ]?time|(vollzeit)|(teilzeit)|(?:a |en |em )?tempo (pieno|parziale)|temps (plein|partiel))\b"
)
_PART = re.compile(r"\bpart[- ]?time\b|\bteilzeit\b|\btemps partiel\b|\btempo parziale\b|\b0?[.,]\d+ ?fte\b|\b\d\d ?%")
_FULL = re.compile(r"\bfull[- ]?time\b|\bvollzeit\b|\btemps plein\b|\btempo pieno\b|\b1[.,]0 ?fte\b")


def denied_by_entry(context: Context, query: Query, relation: str, fitting: Sequence[Entry]) -> Outcome | None:
    """No, with the entry that says how it is instead: a prize only nominated for, a project that others lead."""
    text = plain(query.text)
    if relation == "award" and _WINS.search(text) and not _NEARLY.search(text):
        nearly = [entry for entry in fitting if _NEARLY.search(entry.words)]
    elif relation == "project" and _LEADS.search(text):
        nearly = [entry for entry in fitting if BESIDE.search(entry.words) and not LED.search(entry.words)]
    elif relation == "talk" and _SPEAKS.search(text):
        nearly = [entry for entry in fitting if _ATTENDED.search(entry.words)]
    else:
        return None
    if not nearly or len(nearly) < len(fitting):
        return None
    key = "yes" if query.negated else "no"
    for place, entry in enumerate(nearly):
        words = context.phrase("match", name=context.name(entry.person), values=entry.label)
        said = context.phrase(key, rest=words) if place == 0 else context.phrase("item", values=entry.label)
        context.draft.state(said, entry.person, context.evidence(entry))
    return Outcome("answered", (nearly[0].person,), papers_of(nearly), refs(nearly), negative=True)


def tell_working_time(context: Context, query: Query, person: str) -> Outcome | None:
    """Whether somebody works full or part time, in the line that says so; None where that is not asked."""
    asked = _TIME.search(plain(query.text))
    if asked is None:
        return None
    lines = [line for line in lines_of(context, person) if _PART.search(line.words) or _FULL.search(line.words)]
    if not lines:
        return context.not_stated(query, person)
    part = any(group in ("part", "teilzeit", "parziale", "partiel") for group in asked.groups())
    truth = bool((_PART if part else _FULL).search(lines[0].words))
    if query.intent == "yes_no":
        context.draft.say(context.phrase("yes" if truth != query.negated else "no", rest="").strip())
    return quoted(context, person, lines[:1])


def tell_lived(context: Context, query: Query, person: str) -> Outcome | None:
    """The lines that name the country or town where somebody is asked to have lived; None where none does."""
    regions = [place for place in query.organizations if is_region(place)]
    towns = query.topic.split()
    lines = [
        line
        for line in lines_of(context, person)
        if any(shows(place, line.words, "") for place in regions)
        or towns
        and _HOME.search(line.words)
        and all(town in line.words for town in towns)
    ]
    at_home = [line for line in lines if _HOME.search(f"{line.heading} {line.words}")]
    if at_home and not query.negated:
        context.draft.say(context.phrase("yes", rest="").strip())
    lines = at_home or lines
    return quoted(context, person, lines[:2]) if lines else None
