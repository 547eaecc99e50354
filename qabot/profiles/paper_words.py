"""The words of a list of publications: link labels, honours, states of publication, and where sentences end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from qabot.profiles.looks import words_in
from qabot.profiles.page import Line
from qabot.profiles.profile import PaperStatus

LINKS = re.compile(
    r"(?:^|(?<=[\s\]\[(（|/,;·【]))(?:the\s)?(?:full |project |official |online |open access |"
    r"extended |journal |published |ungated |supplementary |latest |current |new |updated |media |replication |lay |"
    r"non-technical )?(?:draft|google scholar|researchgate|semantic scholar|inspire|"
    r"scopus|web of science|academia\.edu|ungated|coverage|materials|package|files|summary|"
    r"paper|papers|pdf|code|codes|project|"
    r"page|project page|website|web|webpage|homepage|demo|slides?|video|videos|talk|poster|bib|bibtex|"
    r"doi|link|links|github|git hub|abs|"
    r"abstract|arxiv|preprint|dataset|data|blog|blog post|blogpost|supp|supplementary|supplement|"
    r"supplementary material|appendix|html|openreview|media|news|press|post|twitter|tweet|thread|dblp|"
    r"cite|citation|model|models|download|view|read|full text|full paper|pre-print|acm|"
    r"ieee|springer|pubmed|publisher|article|colab|software|repo|repository|replication|ssrn|hal|"
    r"version|huggingface|hugging face|teaser|presentation|short video|proceedings|youtube|dl|论文|"
    r"代码|链接|项目|主页|项目主页|论文链接|下载|原文|网页|视频|幻灯片|数据|数据集|官网|论文 代码|"
    r"リンク|論文|コード|スライド|ポスター|링크|논문|코드|슬라이드|포스터|프로젝트|ссылка|код|статья)"
    r"(?=$|[\s\]\[)）|/,;·.】:])",
    re.I,
)
HONOUR = re.compile(
    r"(?:\b(?:ICML|ICLR|CVPR|NeurIPS|AAAI|ACL|EMNLP|CHI)\s)?\b(?:best(?:\s(?:student|conference|demo|"
    r"poster|theory|application|short|long|resource|workshop|journal|reproducib\w+|overall|technical|"
    r"applied|system|social impact))*[\s-](?:paper|poster|demo|thesis|presentation|dissertation)"
    r"(?:\s(?:award|prize))?(?:\s(?:finalist|nominee|nomination|candidate|runner[- ]up|"
    r"honou?rable mention|shortlist))?|"
    r"outstanding (?:student )?paper(?: award| honou?rable mention)?|distinguished paper(?: award)?|"
    r"honou?rable mention(?: award)?|spotlight(?:ed)?(?: (?:presentation|paper|talk))?|"
    r"oral(?: (?:presentation|paper|talk))?\b(?!ly)|notable[- ]top[- ]?\d+%|top[- ]?\d+(?:\.\d+)?%|"
    r"highlight(?:ed)?(?: paper)?(?=[\])）,.;\s]|$)|editor['’]?s['’]? (?:choice|pick|suggestion)|"
    r"most cited (?:paper|article)|runner[- ]up|test[- ]of[- ]time(?: award)?|"
    r"winner of [^.;,()]{3,60}|esi (?:highly cited|hot)[^.;,()]{0,20}|cover (?:article|paper)|"
    r"featured (?:article|paper)|"
    r"audience award|people['’]s choice award|student paper award)|最佳(?:学生)?论文(?:奖|提名|候选)?|"
    r"优秀论文奖?|最優秀\w*賞|優秀\w*賞|学生奨励賞|최우수\s?논문상|우수\s?논문상|우수상",
    re.I,
)
STATUS: tuple[tuple[PaperStatus, re.Pattern[str]], ...] = (
    (
        "submitted",
        re.compile(
            r"\b(?:under (?:review|revision|submission|peer[- ]review)|submitted(?: to)?|in (?:submission|"
            r"review|revision)|(?:revise|reject) (?:and|&) resubmit|resubmitted|"
            r"revisions? (?:requested|invited|submitted)|invited to (?:revise|resubmit)|R&R|R\+R|"
            r"(?:major|minor) revision|심사\s?중|투고\s?중|eingereicht|на рецензии)\b|"
            r"投稿中|已投稿|在审|在審|審査中|审稿中|審稿中|返修中",
            re.I,
        ),
    ),
    (
        "working paper",
        re.compile(
            r"\b(?:working paper|work in progress|in prep(?:aration)?|in progress|manuscript|job market paper|"
            r"draft|technical report|准备中|準備中|작성 중)\b",
            re.I,
        ),
    ),
    (
        "accepted",
        re.compile(
            r"\b(?:accepted|to appear|forthcoming|in press|conditionally accepted|im (?:druck|erscheinen)|à paraître|"
            r"sous presse|en prensa|in stampa|принято)\b|已?录用|"
            r"接收|已接受|採択|掲載予定|게재\s?(?:예정|확정)",
            re.I,
        ),
    ),
    (
        "thesis",
        re.compile(
            r"\b(?:(?:ph\.?\s?d\.?|doctoral|master['’]?s?|bachelor['’]?s?|m\.?sc\.?|b\.?sc\.?|honou?rs|"
            r"diploma|undergraduate|habilitation)\s+(?:thesis|dissertation)|dissertation|masterarbeit|"
            r"bachelorarbeit|диссертация)\b|学位論文|学位论文|(?:博士|硕士|碩士|修士|卒業)(?:论文|論文)|\[D(?:/OL)?\]\W{0,3}[\u3400-\u9fff]|"
            r"(?<!\w)(?:авто)?(?:реф|дис)\.\s|석사\s?학위|박사\s?학위",
            re.I,
        ),
    ),
)
STATE_WORD = re.compile(
    r"\b(?:to appear|accepted|forthcoming|in press|under review|submitted|preprint|published|new|oral|spotlight|poster|"
    r"highlight|main|findings|short|long|demo)\b(?:\s+(?:in|at|to|by|paper|track)\b)?",
    re.I,
)
STATUS_WORD = re.compile(
    r"(?:to appear|(?:conditionally )?accepted|forthcoming|in press|(?:under|in) (?:review|revision)|submitted|"
    r"preprint|in prep(?:aration|\.)?|working paper|published|new|oral|spotlight|poster|highlight|main|findings|short|"
    r"long|workshop|journal|conference|book|chapter|thesis|demo)(?:\s+(?:in|at|to|by|paper|track))?",
    re.I,
)
PREPRINT = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|psyarxiv|chemrxiv|preprint|pre-print|ssrn|corr|hal-\d+|预印本|プレプリント)\b", re.I
)
ABSTRACT = re.compile(
    r"(?:abstract|summary|keywords?|tl;?dr|摘要|概要|초록|要旨|motivation|problem|method|contribution|"
    r"description|highlights?|аннотация|zusammenfassung|equal contribution|\*\s?(?:equal|"
    r"corresponding|co-first|denotes|通讯|共同))\s*[:：]?",
    re.I,
)
NUMBERING = re.compile(
    r"\s*(?:\[?[A-Z]{0,3}\.?-?\d{1,3}\]?[.):：]\s+|\[[A-Z]{0,3}\.?-?\d{1,3}\]\s*|\(\d{1,3}\)\s*|"
    r"\d{1,3}\s*[.)、]\s*(?=\D)|[①-⑳]\s*|(?:[\U0001f300-\U0001faff]\ufe0f?)+\s+|[►▸•▪◦●■·]\s*|[-–]\s+)"
)
_WORDS = re.compile(r"\w+")
_STOP = re.compile("[.?!。？！]")  # one of these begins every end of a sentence
_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_][\w)\]”\"'’%])[.?!](?:[”\"'’])?\s+(?=[\"“(\[]?[^\W\d_])|(?<=[\d)\]”\"'’])"
    r"[.?!]\s+(?=[\"“(\[]?[A-ZÀ-ÞА-Я])|[。？！]|(?<=\w)\.\s*$"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:vs|etc|cf|al|dr|prof|st|no|vol|fig|eq|approx|inc|ltd|ph\.d|u\.s|i\.e|e\.g|jr|sr|proc|"
    r"int|conf|trans|univ|dept|ed|eds|resp|in|sp|ver)|(?:^|[\s.(])[^\W\d_])$",
    re.I,
)
_LONGEST_SHORT = 12  # characters; no abbreviation is longer
_NO_ABBREVIATION = frozenset("0123456789)]}”\"'’%")  # what none ends with
_LATIN_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_MIN_TITLE = 8  # characters of a title in letters; scripts without spaces need fewer


@cache
def _label_words() -> frozenset[str]:
    """The words that labels of links are made of, and a few more: all that stands in the expression for labels."""
    words = re.findall(r"\w+", LINKS.pattern.replace(r"\s", " "))
    return frozenset(words) | {word[:-1] for word in words}  # "slides?"


def is_more_than_links(text: str, least: int = 1) -> bool:
    """Whether a text holds a word of `least` characters that is in no label: told much faster than labels are found."""
    labels = _label_words()
    for match in _WORDS.finditer(text):
        word = match.group()
        if len(word) >= least and word.isascii() and word.lower() not in labels:
            return True
    return False


def is_label(text: str) -> bool:
    """Whether a text is the label of a link and nothing else."""
    return not is_more_than_links(text) and LINKS.fullmatch(text) is not None


_TELLING = frozenset(  # words of which every state of publication and every honour in Latin letters holds one
    "review revision submission submitted revise resubmit resubmitted revisions r eingereicht paper progress prep "
    "preparation manuscript draft report accepted appear forthcoming press druck thesis dissertation masterarbeit "
    "bachelorarbeit best outstanding distinguished honorable honourable oral notable highlight highlighted editor "
    "erscheinen presse prensa stampa editors most runner test winner esi cover featured audience people peoples "
    "student".split()
)


def may_tell(text: str) -> bool:
    """Whether a text may hold a state of publication or an honour: told much faster than they are found."""
    if not text.isascii() or not _TELLING.isdisjoint(words_in(text)):
        return True
    low = text.lower()
    return "spotlight" in low or "top" in low


def lone_year(text: str) -> int | None:
    """The year a heading or label is, None if it is anything else ("before 2020", "2018-2020")."""
    match = re.fullmatch(r"\W*((?:19|20)\d\d)\s*[年년]?\W*", text)
    return int(match[1]) if match else None


def count_words(text: str) -> int:
    """How many words a text has; three characters of a script without spaces count as one."""
    return len(_LATIN_WORD.findall(text)) + _count_unspaced(text) // 3


def _count_unspaced(text: str) -> int:
    """How many characters of scripts without spaces a text has."""
    return 0 if text.isascii() else len(_UNSPACED.findall(text))


def is_long_enough(text: str, least: int = 2) -> bool:
    """Whether words are enough for a title."""
    if text.lstrip().startswith(("http", "www.", "doi")):
        return False
    if text.isascii():
        return len(text.strip()) >= _MIN_TITLE and any(n >= least for n, _ in enumerate(_LATIN_WORD.finditer(text), 1))
    return _count_unspaced(text) >= 6 or (len(text.strip()) >= _MIN_TITLE and count_words(text) >= least)


def sentence_end(text: str, start: int, end: int) -> int:
    """Where the sentence that begins at `start` ends, its full stop left out."""
    for stop in _STOP.finditer(text, start, end):
        match = _SENTENCE_END.match(text, stop.start(), end)
        if not match:
            continue
        before = text[max(start, match.start() - _LONGEST_SHORT) : match.start()]
        if match[0][0] == "." and before[-1:] not in _NO_ABBREVIATION and _ABBREVIATED.search(before):
            continue
        return match.start() + (match[0][0] in "?!？！")
    return end


def cut_at_abstract(text: str, lines: Sequence[Line]) -> int:
    """How many of an entry's lines stand before its abstract."""
    for number, line in enumerate(lines):
        if number and ABSTRACT.match(text, line.start, line.end):
            return number
    return len(lines)
