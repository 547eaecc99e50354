"""The kinds of paper: those a question asks for, those a place stands for, those a paper is of."""

from __future__ import annotations

import re

from qabot.profiles.profile import Paper
from qabot.questions.lexicon import Lexicon, plain
from qabot.words.entries import Entry

_PLACES_OF = {  # a kind of paper by the name of where it appeared
    "journal": r"journal|transactions|letters|annals|magazine|zeitschrift|revue|revista|学报|学会誌|журнал|plos"
    r"|雑誌|论文志|論文誌|학회지|논문지",
    "conference": r"conference|proceedings|symposium|congress|meeting|konferenz|tagung|congres|конференц",
    "workshop": r"workshop",
    "chapter": r"chapter|handbook|encyclop",
    "preprint": r"arxiv|biorxiv|medrxiv|psyarxiv|ssrn|preprint|working paper",
    "patent": r"patent",
    "poster": r"poster",
    "review": r"\breview of\b",
    "book": r"\b(?:press(?:es)?|verlag|brill|de gruyter|publishers?|publishing|wiley|routledge|editorial|editions"
    r"|izdatelstvo)\b|出版社|출판사",
}
_REVIEWS = re.compile(r"\W*(?:(?:book )?review of|reviewed work|rezension (?:zu|von)|besprechung|compte[- ]rendu)\b")
_VOLUME = re.compile(  # as journals are cited: "12(3)", "vol. 12", "28: e14001", "7, 220-229"
    r"\b\d{1,4}\s?\(\d{1,3}(?:[-–]\d{1,2})?\)|\bvol(?:ume|\.)?\s?\d{1,4}\b(?!.*\b(?:lncs|lecture notes)\b)"
    r"|\b\d{1,4}\s?[:,]\s?e?\d{1,6}[-–]e?\d{1,6}\b|\b\d{1,4}:\s?e\d{3,}"
)
_BESIDES = re.compile(r"\W*(?:too|also|as well|included|inclusive|inbegriffen|comprises)\b")


def kinds_asked(text: str) -> set[str]:
    """The kinds of paper a plain question asks for ("journal papers"), none where one is only meant besides."""
    cues = [*Lexicon.load().kinds.find(text)]
    if any(_BESIDES.match(text, cue.end) for cue in cues) or re.search(r"\binclud", text):
        return set()
    kinds = {cue.meaning for cue in cues}
    if "book" in kinds and re.search(r"\breview", text):
        kinds = {"review"}  # "Which books has she reviewed?"
    match = re.search(r"\b(?:in|at) an? (?:\w+ )?(journal|conference|workshop)\b", text)
    return kinds | {match[1]} if match else kinds


def kinds_named(words: str) -> set[str]:
    """The kinds of paper that the plain name of a place stands for."""
    return {kind for kind, named in _PLACES_OF.items() if re.search(named, words)}


def kinds_of(entry: Entry) -> set[str]:
    """The kinds a paper is of: by the heading it stands under, else by its status and its place."""
    if not isinstance(entry.fact, Paper):
        return set()
    kinds = kinds_named(plain(f"{entry.fact.venue} {entry.fact.venue_short}"))
    kinds |= {"preprint"} if entry.fact.status == "preprint" else set()
    kinds |= {"review"} if _REVIEWS.match(plain(entry.fact.title)) else set()
    around = entry.words.replace(plain(entry.fact.title), " ")
    told = {cue.meaning for cue in Lexicon.load().kinds.find(around)} - {"poster", "patent"}  # links beside it
    if "workshop" in kinds | told:
        kinds -= {"conference"}
    if not kinds and not told and _VOLUME.search(around):
        return {"journal"}
    return told | (kinds & {"review"}) or kinds
