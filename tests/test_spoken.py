"""Words that only a conversation gives a meaning, in every language: what they point at and what they ask again."""

import pytest
from people import Talk, person

from qabot.questions.lexicon import LANGUAGES, plain
from qabot.questions.spoken import place_of, says

EDA = person(
    "Eda Moen",
    path="eda-moen.md",
    papers=[
        ("Tides of Small Lakes", ["Eda Moen", "Finn Aas"], "Limnology Letters", 2018),
        ("Ice on Wires", ["Eda Moen", "Greta Ruud"], "Journal of Cold", 2021),
    ],
    positions=[
        ("Lecturer", "Vik College", "2020", ""),
        ("Postdoctoral Researcher", "Institute of Snow", "2017", "2019"),
    ],
    degrees=[
        ("Ph.D.", "Hydrology", "University of Tromsby", "2012", "2016"),
        ("M.Sc.", "Physics", "Elmford College", "2010", "2012"),
    ],
    awards=[("Silver Drop Medal", 2018), ("Young Hydrologist Prize", 2016)],
    interests=["lake ice", "river tides"],
)
FINN = person(
    "Finn Aas",
    path="finn-aas.md",
    papers=[("Tides of Small Lakes", ["Eda Moen", "Finn Aas"], "Limnology Letters", 2018)],
    positions=[("Professor", "University of Tromsby", "2009", "")],
    awards=[("Blue Oar Award", 2011)],
)


def last(*questions: str):
    talk = Talk(EDA, FINN)
    return [talk.ask(question) for question in questions][-1]


SOURCES = {
    "en": ("Are you sure?", "Where does it say that?", "And how do you know?", "Show me the source, please."),
    "de": ("Bist du dir sicher?", "Wo steht das?", "Woher weißt du das?"),
    "fr": ("Tu es sûr ?", "Où est-ce écrit ?", "D'où tenez-vous cela ?"),
    "es": ("¿Estás seguro?", "¿Dónde lo dice?", "¿Cómo lo sabes?"),
    "pt": ("Tem certeza?", "Onde está escrito isso?"),
    "it": ("Sei sicuro?", "Dov'è scritto?"),
    "ru": ("Ты уверен?", "Где это написано?", "Откуда ты это знаешь?"),
    "zh": ("你确定吗？", "出处在哪里？"),
    "ja": ("本当ですか？", "どこに書いてありますか？"),
    "ko": ("확실해?", "어디에 나와 있어?"),
}


def test_every_language_asks_for_the_source():
    assert set(SOURCES) == set(LANGUAGES)
    for language, questions in SOURCES.items():
        for question in questions:
            assert says("source", plain(question), language, whole=True), question
    for question in ("Are you sure she was at Vik College?", "Where does she say that lakes freeze?", "Source code?"):
        assert not says("source", plain(question), "en", whole=True), question


@pytest.mark.parametrize("again", ["Are you sure?", "Wo steht das?", "出处在哪里？"])
def test_the_source_is_the_words_the_answer_rests_on(again):
    asked = "Where did Eda Moen work in 2018?"
    first, second = last(asked), last(asked, again)
    assert (second.status, [c.snippet for c in second.citations]) == ("answered", [c.snippet for c in first.citations])
    assert last(asked, again, again).text == second.text


def test_without_words_to_show_there_is_no_source():
    answer = last("What is Eda Moen's favourite colour?", "Where does it say that?")
    assert (answer.status, answer.citations) == ("not_stated", ())
    # and what was asked before is still what a follow-up changes
    assert "Professor" in last("Where does Eda Moen work?", "Are you sure?", "And Finn Aas?").text


@pytest.mark.parametrize(
    ("question", "language", "place"),
    [
        ("the second one", "en", 2), ("and the last?", "en", -1), ("Und der zweite?", "de", 2),
        ("et la deuxième ?", "fr", 2), ("¿y la segunda?", "es", 2), ("e o terceiro?", "pt", 3), ("e la seconda?", "it", 2),
        ("а второй?", "ru", 2), ("第二个呢？", "zh", 2), ("二番目は？", "ja", 2), ("두 번째는?", "ko", 2),
        ("最后一个呢？", "zh", -1), ("и последняя?", "ru", -1), ("her second thoughts", "en", 0),
    ],
)  # fmt: skip
def test_a_place_in_a_list_in_every_language(question, language, place):
    assert place_of(plain(question), language)[0] == place


def test_a_part_of_the_papers_listed():
    asked = ("List the papers of Eda Moen", "In which journals?")
    assert [c.snippet.split(". ")[-1] for c in last(*asked).citations] == [
        "Limnology Letters, 2018",
        "Journal of Cold, 2021",
    ]
    assert last("What did Eda Moen publish in 2021?", "Where did it appear?").text == (
        "“Ice on Wires” appeared in Journal of Cold, 2021 [1]"
    )


def test_the_one_of_those_listed():
    assert last("List the awards of Eda Moen", "And the one from 2016?").text == (
        "Eda Moen — award: Young Hydrologist Prize, 2016 [1]"
    )
    answer = last("Which papers did Eda Moen write?", "the one with Greta Ruud")
    assert ("Ice on Wires" in answer.text, "Tides" in answer.text) == (True, False)


def test_another_degree_is_asked_the_same():
    answer = last("When did Eda Moen finish her PhD?", "And her master's?")
    assert ("M.Sc." in answer.text, "Ph.D." in answer.text) == (True, False)


def test_a_part_of_the_one_post_told():
    asked = ("Where does Eda Moen work?", "And before that?", "From when until when?")
    assert last(*asked).text == "Eda Moen — position: Postdoctoral Researcher, Institute of Snow (2017 – 2019) [1]"


def test_of_the_one_person_found():
    answer = last("Who won the Silver Drop Medal?", "When?")
    assert answer.text == "Eda Moen — award: Silver Drop Medal, 2018 [1]"
    answer = last("Who studied at Elmford College?", "What did she study there?")
    assert ("Physics" in answer.text, "Hydrology" in answer.text) == (True, False)


def test_another_topic_of_the_same_relation():
    assert last("Does Eda Moen work on lake ice?", "And river tides?").text.startswith("Yes.")
    assert last("What did Eda Moen write about lakes?", "And about wires?").answered


def test_the_other_of_two():
    assert last("Where does Eda Moen work?", "And Finn Aas?", "And the other one?").people == ("Eda Moen",)
    assert last("Where does Eda Moen work?", "And Finn Aas?", "Und der andere?").people == ("Eda Moen",)


def test_what_is_taken_back_is_not_asked():
    answer = last("Who is Eda Moen?", "No, not her papers, her awards")
    assert ("Silver Drop Medal" in answer.text, "Ice on Wires" in answer.text) == (True, False)


def test_more_of_another_thing_compares_the_two_again():
    asked = ("Who has more papers, Eda Moen or Finn Aas?", "And more awards?")
    assert "Eda Moen lists more awards: 2 against 1." in last(*asked).text


def test_nobody_is_told_to_be_younger():
    for question in ("Which one is younger?", "Wer ist älter?", "Кто из них старше?"):
        answer = last("Compare Eda Moen and Finn Aas", question)
        assert (answer.status, answer.citations) == ("not_stated", ()), question


def test_as_what_and_under_whom():
    answer = last("Was Eda Moen ever at Institute of Snow?", "As what?")
    assert answer.text == "Eda Moen — position: Postdoctoral Researcher, Institute of Snow (2017 – 2019) [1]"
    assert last("Where did Eda Moen do her PhD?", "Under whom?").status == "not_stated"


def test_a_time_is_not_asked_of_what_has_none():
    answer = last("What are Eda Moen's interests?", "When will she retire?")
    assert ("lake ice" in answer.text, answer.answered) == (False, False)


def test_why_takes_nothing_over():
    answer = last("Did Eda Moen publish in 2021?", "Why not?")
    assert (answer.status, answer.citations) == ("not_stated", ())


def test_those_of_the_ones_listed_that_meet_a_condition():
    answer = last("List the papers of Eda Moen", "Which of these appeared in 2021?")
    assert answer.text == "Eda Moen — paper: “Ice on Wires”, Journal of Cold, 2021 [1]"


def test_somebody_else_of_whom_the_same_holds():
    asked = ("Did Eda Moen win the Blue Oar Award?", "Who else?")
    assert last(*asked).people == ("Finn Aas",)


def test_what_was_said_before_the_question_is_no_part_of_it():
    for aside in ("Ok, forget it.", "Danke.", "好的，谢谢。"):
        assert last("Who is Eda Moen?", f"{aside} Where does Finn Aas work?").people == ("Finn Aas",), aside


def test_there_is_a_place_only_where_one_was_spoken_of():
    assert not says("there", "how many papers are there in total?", "en")
    assert says("there", "what did she do there?", "en")
    assert last("What did he do there?").status == "ambiguous"


@pytest.mark.parametrize(
    "question",
    [
        "In which month did Eda Moen finish her PhD?", "An welchem Tag hat Eda Moen promoviert?",
        "How much money was Eda Moen's Silver Drop Medal?", "Quel était le montant du prix Silver Drop Medal d'Eda Moen ?",
    ],
)  # fmt: skip
def test_what_is_asked_more_closely_than_printed_is_not_stated(question):
    assert last(question).status == "not_stated"


def test_a_correction_names_what_is_meant():
    asked = ("Did Eda Moen win any awards?", "No, I meant her papers", "Which of them appeared in 2021?")
    assert ("Ice on Wires" in last(*asked[:2]).text, "Medal" in last(*asked[:2]).text) == (True, False)
    assert last(*asked).text == "Eda Moen — paper: “Ice on Wires”, Journal of Cold, 2021 [1]"
    assert last("Who is Eda Moen?", "Nein, ich meine Finn Aas").people == ("Finn Aas",)
