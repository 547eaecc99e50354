"""Words, and pairs of characters, as lexical search sees them."""

import pytest

from qabot.index.terms import MAX_QUERY_TERMS, asked, stored, terms_of, without


def found(texts: list[str], question: str) -> list[int]:
    keys = set(asked(question))
    return [number for number, text in enumerate(texts) if keys & set(stored(text)[0])]


def test_terms_are_words_and_pairs():
    assert terms_of("KAIST에서 그래프, GPT-4 über_alles") == [
        "kaist",
        "에서",
        "서",
        "그래",
        "래프",
        "프",
        "gpt",
        "4",
        "über",
        "alles",
    ]
    assert terms_of("東京大学") == ["東京", "京大", "大学", "学"]
    assert terms_of("カタカナ") == ["カタ", "タカ", "カナ", "ナ"]
    assert terms_of("ＡＢＣ ｶﾅ") == ["abc", "カナ", "ナ"]  # full and half width are the same
    assert terms_of("?!… —") == []


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("신경망", [0]),
        ("신경망을 연구하는 사람은?", [0]),
        ("박", [0]),  # one character, at the beginning of a run
        ("환", [0]),  # and at its end
        ("東京", [1]),
        ("大学", [1]),
        ("学", [1]),
        ("ニューラル", [2]),
        ("muller", [3]),
        ("MÜLLER", [3]),
        ("Łódź", [4]),
        ("нейронные", [5]),
        ("경신", []),  # a pair the other way round
        ("망그", []),
    ],
)
def test_a_question_finds_its_script(question, rows):
    texts = ["박시환은 그래프 신경망 연구자", "東京大学", "ニューラルネット", "Hans Müller", "Łódź", "Нейронные сети"]
    assert found(texts, question) == rows


@pytest.mark.parametrize(
    "question",
    ['"', '""', "NEAR(", "NEAR(graph robot, 2)", "*", "graph*", "a OR b", "AND", "OR", "NOT graph",
     "terms:graph", "^graph", "{terms}: x", "-graph", "+", "(", ")", "';--", "\0", "graph\0", "%", "_", "𠮷", "\ud7ff"],
)  # fmt: skip
def test_nothing_typed_is_read_as_query_syntax(question):
    assert found(["graph robot", "near", "or"], question) == {
        "NEAR(": [1],
        "NEAR(graph robot, 2)": [0, 1],
        "graph*": [0],
        "OR": [2],  # nothing else is asked
        "NOT graph": [0],
        "terms:graph": [0],
        "^graph": [0],
        "-graph": [0],
        "graph\0": [0],
    }.get(question, [])


def test_stop_words_count_only_where_there_is_nothing_else():
    assert asked("Where did she study graphs?") == asked("study graphs")
    assert len(asked("Who is it?")) == 3


def test_english_words_are_found_in_their_other_forms():
    assert found(["She studies networks", "a published paper"], "study network") == [0]
    assert found(["She studies networks", "a published paper"], "publishing papers") == [1]


@pytest.mark.parametrize(
    ("question", "names", "left"),
    [
        ("Where did Jane Roe study?", ["Jane Roe"], "Where did   study?"),
        ("ROE's papers", ["Jane Roe"], "'s papers"),
        ("Müller at ETH", ["Hans Muller"], " at ETH"),
        ("Roebuck", ["Jane Roe"], "Roebuck"),
        ("박시환의 논문", ["박시환", "Sihwan Park"], " 의 논문"),
        ("Jane Roe", ["Jane Roe"], "Jane Roe"),  # all that is asked
        ("", ["Jane Roe"], ""),
        ("(Jane", ["((("], "(Jane"),
    ],
)
def test_names_are_left_out_by_their_words(question, names, left):
    assert without(question, names) == left


def test_an_endless_question_is_cut():
    assert len(asked(" ".join(f"w{i}" for i in range(10_000)))) == MAX_QUERY_TERMS
    assert found(["w1", "w9999"], " ".join(f"w{i}" for i in range(10_000))) == [0]
    assert asked("graph " * 1000) == asked("graph")


def test_words_in_plain_letters_are_cut_as_any_others():
    plain = "What's new: GPT-4, snake_case 2.0 (e.g. x)?"
    assert terms_of(plain) == terms_of(f"{plain} é")[:-1] == "what s new gpt 4 snake case 2 0 e g x".split()
