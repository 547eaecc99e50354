"""Conversations over invented people: who and what the words of a question point at, turn after turn."""

import pytest
from people import Talk, person

ADA = person(
    "Ada Berg",
    path="ada-berg.md",
    papers=[
        ("Sparse Walks on Large Graphs", ["Ada Berg", "Bo Lindqvist", "Chen Ya"], "ICML", 2021),
        ("Counting Triangles Twice", ["Chen Ya", "Ada Berg"], "NeurIPS", 2023),
        ("Quiet Gradients", ["Ada Berg"], "ICML", 2024),
    ],
    positions=[("Postdoctoral Researcher", "Northern Light Institute", "2022", "")],
    degrees=[("Ph.D.", "Computer Science", "University of Tromsby", "2017", "2022")],
    advisors=["Dora Quist"],
    interests=["graph algorithms", "stochastic optimization"],
)
BO = person(
    "Bo Lindqvist",
    path="bo-lindqvist.md",
    papers=[
        ("Sparse Walks on Large Graphs", ["Ada Berg", "Bo Lindqvist", "Chen Ya"], "ICML", 2021),
        ("Salt in the Wires", ["Bo Lindqvist"], "KDD", 2019),
    ],
    positions=[("Lecturer", "University of Tromsby", "2020", "")],
    interests=["quantum sensing", "graph algorithms"],
)
CARL = person(
    "Carl Hjelm",
    path="carl-hjelm.md",
    papers=[("Slow Music for Trees", ["Carl Hjelm"], "KDD", 2015)],
    positions=[("Professor", "Elmford College", "2001", "")],
    interests=["music theory"],
)


def last(*questions: str):
    """The answer to the last of these questions, asked one after the other."""
    talk = Talk(ADA, BO, CARL)
    return [talk.ask(question) for question in questions][-1]


def titles(answer) -> list[str]:
    named = {title: answer.text.find(title) for title in (
        "Sparse Walks on Large Graphs", "Counting Triangles Twice", "Quiet Gradients", "Salt in the Wires",
    )}  # fmt: skip
    return sorted((title for title, at in named.items() if at >= 0), key=lambda title: named[title])


def test_he_before_a_name_is_somebody_else():
    answer = last("Who advises Ada Berg?", "Has she written anything with Carl Hjelm?")
    assert answer.text.startswith("No. Ada Berg's profile lists 3 papers, none of them with Carl Hjelm")
    answer = last("Who advises Ada Berg?", "Has she written anything with Bo Lindqvist?")
    assert (answer.text.startswith("Yes."), titles(answer)) == (True, ["Sparse Walks on Large Graphs"])
    answer = last("Where does Carl Hjelm work?", "Who has more papers, he or Ada Berg?")
    assert "Ada Berg lists more papers: 3 against 1." in answer.text


@pytest.mark.parametrize("second", ["Compare her with Bo Lindqvist", "How does she differ from Bo Lindqvist?"])
def test_somebody_spoken_of_is_compared_with_a_name(second):
    answer = last("Who advises Ada Berg?", second)
    assert set(answer.people) == {"Ada Berg", "Bo Lindqvist"}


def test_a_comparison_takes_nothing_over_from_the_question_before():
    alone = last("Compare Ada Berg and Carl Hjelm")
    assert last("Who are Ada Berg's co-authors?", "Compare Ada Berg and Carl Hjelm").text == alone.text
    assert last("How do Ada Berg and Carl Hjelm differ?").text == alone.text


def test_both_are_the_two_spoken_of_last():
    answer = last("Where does Ada Berg work?", "And Bo Lindqvist?", "Which papers did both publish in 2021?")
    assert (set(answer.people), titles(answer)) == ({"Ada Berg", "Bo Lindqvist"}, ["Sparse Walks on Large Graphs"])
    assert set(last("Who advises Ada Berg?", "Where does Carl Hjelm work?", "Compare them").people) == {
        "Ada Berg",
        "Carl Hjelm",
    }


def test_the_two_are_those_of_the_question_before():
    asked = ("Who advises Ada Berg?", "Has she written anything with Carl Hjelm?", "Compare the two")
    assert set(last(*asked).people) == {"Ada Berg", "Carl Hjelm"}


def test_nobody_is_guessed_where_nobody_was_spoken_of():
    for question in ("Compare them", "Where do they work now?", "Who wrote it?", "Do they work together?", "Both?"):
        answer = last(question)
        assert (answer.status, answer.answered, answer.citations) == ("ambiguous", False, ())
        assert answer.text.startswith("Whom do you mean?")


def test_one_of_the_people_listed_is_portrayed():
    answer = last("Which profiles do you know?", "Tell me about the second one")
    assert answer.text.startswith("**Bo Lindqvist**")
    answer = last("Which profiles do you know?", "Tell me about the second one", "And the third?")
    assert answer.text.startswith("**Carl Hjelm**")
    assert last("哪些人?", "Who works on graph algorithms?", "第二个呢?").people == ("Bo Lindqvist",)


def test_more_about_one_of_a_list_keeps_the_list():
    first = ("List the papers of Ada Berg", "Who wrote the second one?")
    assert titles(last(*first)) == ["Counting Triangles Twice"]
    assert titles(last(*first, "And the first?")) == ["Sparse Walks on Large Graphs"]
    assert titles(last(*first[:1], "Who wrote the third?")) == ["Quiet Gradients"]
    assert titles(last(*first, "When did it appear?", "and the third one?")) == ["Quiet Gradients"]


def test_who_else_leaves_out_whom_was_told():
    assert last("Who works on graph algorithms?").people == ("Ada Berg", "Bo Lindqvist")
    answer = last("Who works on graph algorithms?", "Anyone else?")
    assert (answer.status, answer.text) == ("not_stated", "Nobody else: I looked through all 3 profiles.")
    assert last("Who works on stochastic optimization?", "Who else works on graph algorithms?").people == (
        "Bo Lindqvist",
    )


def test_whom_was_told_stays_left_out():
    asked = ("Who has a paper at ICML?", "Who else has papers?", "Only since 2018")
    assert last(*asked[:1]).people == ("Ada Berg", "Bo Lindqvist")
    assert last(*asked[:2]).people == ("Carl Hjelm",)
    assert last(*asked).people == ()


def test_another_topic_asks_the_same_of_it():
    answer = last("Who works on graph algorithms?", "What about music theory?")
    assert (answer.status, answer.people) == ("answered", ("Carl Hjelm",))


def test_of_them_is_of_those_found():
    answer = last("Who works on graph algorithms?", "Which of them work at Elmford College?")
    assert answer.text == "The profiles of Ada Berg, Bo Lindqvist say this of none of them."
    assert last("Who works on graph algorithms?", "Which of them works at University of Tromsby?").people == (
        "Bo Lindqvist",
    )


def test_who_has_most_of_those_asked_about():
    counts = ("How many papers does Bo Lindqvist have?", "And Carl Hjelm?")
    answer = last(*counts, "Who has the most?")
    assert "Bo Lindqvist lists more papers: 2 against 1." in answer.text
    assert "Ada" not in answer.text
    # with four people or more only those in that place are named
    talk = Talk(ADA, BO, CARL, person("Dag Moe", path="dag-moe.md"))
    assert talk.ask("Who has the most papers?").people == ("Ada Berg",)
    assert talk.ask("And the second most?").people == ("Bo Lindqvist",)
    assert talk.ask("Who has the third most papers?").people == ("Carl Hjelm",)


def test_conditions_on_papers_add_up_until_all_are_asked_for():
    first = ("List the papers of Ada Berg", "Only first-author ones")
    assert titles(last(*first)) == ["Sparse Walks on Large Graphs", "Quiet Gradients"]
    assert titles(last(*first, "Only since 2022")) == ["Quiet Gradients"]
    assert titles(last("Which papers did Ada Berg write with Chen Ya?", "only since 2022")) == [
        "Counting Triangles Twice"
    ]
    assert len(titles(last("Ada Berg's papers at ICML?", "How many in total?"))) == 3


def test_an_author_named_narrows_the_list():
    answer = last("List the papers of Ada Berg", "How many have Chen Ya as author?")
    assert titles(answer) == ["Sparse Walks on Large Graphs", "Counting Triangles Twice"]


def test_with_whom_and_it_are_of_the_paper_told_last():
    asked = ("What did Ada Berg publish in 2023?", "With whom?")
    assert last(*asked).text.startswith("“Counting Triangles Twice”: Chen Ya")
    # what was not found does not end what was spoken of
    assert titles(last(*asked, "What is her favourite colour?", "Who wrote it?")) == ["Counting Triangles Twice"]


def test_which_after_a_yes_is_a_list():
    answer = last("Did Ada Berg publish at ICML?", "Which was in 2024?")
    assert (answer.text.split(".")[0] != "Yes", titles(answer)) == (True, ["Quiet Gradients"])
    assert last("Did Ada Berg publish at ICML?", "How about KDD?").text.startswith("No.")


def test_a_short_question_keeps_the_language():
    assert "- thèmes de recherche" in last("Qui encadre Ada Berg ?", "Bo Lindqvist ?").text
    assert last("Wer betreut Ada Berg?", "Wie viele Publikationen hat sie?", "Und Bo Lindqvist?").text.startswith(
        "Bo Lindqvist – 2 Publikationen"
    )


def test_where_somebody_is_asks_for_the_post():
    for questions in (("Where is Bo Lindqvist now?",), ("Who is Bo Lindqvist?", "And where is he now?")):
        assert last(*questions).text == "Bo Lindqvist — position: Lecturer, University of Tromsby (2020 – present) [1]"


def test_who_of_the_two_compared():
    both = ("Compare Ada Berg and Bo Lindqvist",)
    assert "Ada Berg lists more papers: 3 against 2." in last(*both, "Who published more?").text
    answer = last(*both, "Who is younger?")
    assert (answer.status, answer.citations) == ("not_stated", ())


def test_with_somebody_narrows_the_papers_told_last():
    answer = last("Ada Berg's papers", "How many with Chen Ya?")
    assert titles(answer) == ["Sparse Walks on Large Graphs", "Counting Triangles Twice"]
