"""What a question is about, when what it asks for and the manner of asking are taken out."""

from __future__ import annotations

import pytest

from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.spelling import nearest, respelled
from qabot.questions.topic import alternatives, matter_of, topic_words


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("在2025年拿了哪些竞赛奖？", ("竞赛",)),
        ("2023年初在哪家公司实习？", ()),
        ("之前在哪些地方做过博士后？", ()),
        ("列一下arXiv预印本论文", ("arxiv", "预印本")),
        ("那篇关于水下图像处理的论文发表在NeurIPS上吗？", ("水下图像处理", "neurips")),
        ("获得过海洋基金吗？", ("海洋",)),
        ("谁研究关系抽取和时间序列？", ("关系抽取和时间序列",)),
    ],
)
def test_chinese_is_cut_at_words_without_a_matter(question: str, topic: tuple[str, ...]):
    words = plain(question)
    assert topic_words(words, Lexicon.load().relations["zh"].find(words), "zh") == topic


@pytest.mark.parametrize(
    ("question", "topic", "matter"),
    [
        ("Which grant brought in more money?", "brought", ""),
        ("Which of the three awards was paid by a bank?", "three paid bank", "bank"),
        ("Which papers are on transfer and rank?", "transfer rank", "transfer rank"),
        ("Which award did she get for glaciers?", "glaciers", "glaciers"),
        ("В каком вузе он учится?", "вузе", ""),
    ],
)
def test_words_of_manner_are_no_matter(question: str, topic: str, matter: str):
    assert matter_of(topic, question) == matter


@pytest.mark.parametrize(
    ("question", "topic", "each"),
    [
        ("Which papers are about farming or agriculture?", "farming agriculture", ["farming", "agriculture"]),
        ("Who works on river runoff or drought?", "river runoff drought", ["river runoff", "drought"]),
        ("Who works on river runoff?", "river runoff", ["river runoff"]),
        ("Has she a BA or an MA?", "", [""]),
        ("Is she in Oslo or Bergen for bogs?", "bogs", ["bogs"]),
    ],
)
def test_any_of_several_topics_will_do(question: str, topic: str, each: list[str]):
    assert alternatives(topic, plain(question)) == each


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("which filed of study", "which field of study"),
        ("wich papper was payed by teh fundation", "which paper was paid by the foundation"),
        ("englsh certifcate levl", "english certificate level"),
        ("a pauper from germany", "a pauper from germany"),
    ],
)
def test_slips_in_what_is_asked_with(question, right):
    assert respelled(question, lambda word: False) == right


def test_a_word_near_to_one_alone_is_a_slip_of_it():
    assert nearest("propolys", ["propolis", "prologue"]) == "propolis"
    assert nearest("grane", ["grant", "grand"]) == ""
    assert nearest("brant", ["grant"]) == ""
