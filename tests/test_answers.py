"""Answers over invented people with known facts: what is said, what is cited, and the honest no."""

import re

import pytest
from people import Talk, person

from qabot.questions.state import ChatState

ADA = person(
    "Ada Berg",
    path="ada-berg.md",
    papers=[
        ("Sparse Walks on Large Graphs", ["Ada Berg", "Bo Lindqvist", "Chen Ya"], "ICML", 2021),
        ("Counting Triangles Twice", ["Chen Ya", "Ada Berg"], "NeurIPS", 2023),
        ("Quiet Gradients", ["Ada Berg"], "ICML", 2024),
    ],
    positions=[
        ("Postdoctoral Researcher", "Northern Light Institute", "2022", ""),
        ("Research Intern", "Fjord Systems", "2019", "2020"),
    ],
    degrees=[
        ("Ph.D.", "Computer Science", "University of Tromsby", "2017", "2022"),
        ("B.Sc.", "Mathematics", "Elmford College", "2013", "2016"),
    ],
    advisors=["Dora Quist"],
    awards=[("Golden Abacus Prize", 2023), ("Elm Scholarship", 2015)],
    interests=["graph algorithms", "stochastic optimization"],
    emails=["ada@tromsby.edu"],
    notes="Her method, called Lantern, keeps only the edges that a random walk visits, which makes training fast.",
)
BO = person(
    "Bo Lindqvist",
    path="bo-lindqvist.md",
    papers=[("Sparse Walks on Large Graphs", ["Ada Berg", "Bo Lindqvist", "Chen Ya"], "ICML", 2021)],
    positions=[("Lecturer", "University of Tromsby", "2020", "")],
    degrees=[("Ph.D.", "Physics", "Elmford College", "2012", "2016")],
    interests=["quantum sensing"],
)
CARL = person(
    "Carl Berg",
    path="carl-berg.md",
    positions=[("Professor", "Elmford College", "2001", "")],
    interests=["music theory"],
)


@pytest.fixture
def talk():
    return Talk(ADA, BO, CARL)


def labels(answer):
    return [line for line in answer.text.split("\n") if line.startswith("- ")]


def test_a_single_fact_is_one_cited_sentence(talk):
    answer = talk.ask("Who advises Ada Berg?")
    assert (answer.status, answer.answered) == ("answered", True)
    assert answer.text == "Ada Berg — advisor: Dora Quist [1]"
    assert [(c.snippet, c.source, c.person) for c in answer.citations] == [
        ("Advisor: Dora Quist", "ada-berg.md", "Ada Berg")
    ]
    assert answer.people == ("Ada Berg",)


def test_a_list_is_complete_and_each_item_cited(talk):
    answer = talk.ask("List all papers of Ada Berg")
    assert len(labels(answer)) == 3
    assert [c.snippet.split(". ")[1] for c in answer.citations] == [
        "Sparse Walks on Large Graphs",
        "Counting Triangles Twice",
        "Quiet Gradients",
    ]


def test_a_count_names_what_it_counted(talk):
    answer = talk.ask("How many papers did Ada Berg publish at ICML?")
    assert answer.text.startswith("Ada Berg — 2 papers:")
    assert [c.snippet.split(". ")[1] for c in answer.citations] == ["Sparse Walks on Large Graphs", "Quiet Gradients"]


def test_a_count_of_none_says_what_was_looked_at(talk):
    answer = talk.ask("How many papers has Ada Berg published at ICLR?")
    assert answer.answered
    assert "lists 3 papers, none of them" in answer.text
    assert len(answer.citations) == 3


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Did Ada Berg publish at ICML?", "Yes."),
        ("Has Ada Berg published at ICLR?", "No."),
        ("Did Ada Berg publish a paper in 2023?", "Yes."),
        ("Did Ada Berg publish a paper in 2010?", "No."),
        ("Did Ada Berg and Bo Lindqvist write a paper together?", "Yes."),
        ("Was “Quiet Gradients” published at NeurIPS?", "No."),
        ("Was “Quiet Gradients” not published at NeurIPS?", "Yes"),
    ],
)
def test_yes_and_no(talk, question, begins):
    answer = talk.ask(question)
    assert answer.answered
    assert answer.text.startswith(begins)
    assert answer.citations


def test_negation_gives_the_rest(talk):
    answer = talk.ask("Which of Ada Berg's papers did not appear at ICML?")
    assert "Counting Triangles Twice" in answer.text
    assert "Quiet" not in answer.text


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("What is Ada Berg's latest paper?", "Quiet Gradients"),
        ("What is Ada Berg's oldest paper?", "Sparse Walks on Large Graphs"),
        ("What is Ada Berg's most recent NeurIPS paper?", "Counting Triangles Twice"),
    ],
)
def test_latest_and_oldest(talk, question, title):
    answer = talk.ask(question)
    assert title in answer.text
    assert len(answer.citations) == 1


def test_time_filters(talk):
    assert "Fjord Systems" in talk.ask("Where was Ada Berg working in 2019?").text
    answer = talk.ask("Which papers did Ada Berg publish since 2023?")
    assert [c.snippet[-4:] for c in answer.citations] == ["2023", "2024"]


def test_where_does_she_work_is_about_now(talk):
    answer = talk.ask("Where does Ada Berg work?")
    assert "Northern Light Institute" in answer.text
    assert "Fjord" not in answer.text


def test_degree_level_and_year(talk):
    answer = talk.ask("When did Ada Berg finish her PhD?")
    assert "2022" in answer.text and "Elmford" not in answer.text
    assert "Elmford College" in talk.ask("Where did Ada Berg do her bachelor's?").text


def test_papers_named_by_title(talk):
    assert "NeurIPS" in talk.ask("Where was 'Counting Triangles Twice' published?").text
    assert "2021" in talk.ask("When did Sparse Walks on Large Graphs appear?").text
    authors = talk.ask("Who are the authors of “Counting Triangles Twice”?")
    assert "Chen Ya, Ada Berg" in authors.text


def test_coauthors(talk):
    answer = talk.ask("Who has Ada Berg co-authored with?")
    assert [line.split(" (")[0] for line in labels(answer)] == ["- Chen Ya", "- Bo Lindqvist"]


def test_find_people(talk):
    answer = talk.ask("Who works on quantum sensing?")
    assert answer.people == ("Bo Lindqvist",)
    answer = talk.ask("Who studied at Elmford College?")
    assert set(answer.people) == {"Ada Berg", "Bo Lindqvist"}
    answer = talk.ask("Who published at NeurIPS?")
    assert answer.people == ("Ada Berg",)


def test_explanations_are_quoted(talk):
    answer = talk.ask("How does the Lantern method of Ada Berg work?")
    assert answer.answered
    assert "edges that a random walk visits" in answer.citations[0].snippet


def test_follow_ups_keep_the_person(talk):
    talk.ask("Who is Ada Berg?")
    assert "Dora Quist" in talk.ask("Who is her advisor?").text
    assert "ada@tromsby.edu" in talk.ask("How can I reach her?").text
    assert "Physics" in talk.ask("Where did Bo Lindqvist do his PhD?").text
    assert "quantum sensing" in talk.ask("What are his research interests?").text


def test_follow_ups_change_one_thing(talk):
    talk.ask("List Ada Berg's papers")
    answer = talk.ask("Only since 2023")
    assert len(answer.citations) == 2
    assert talk.ask("Which one is the oldest?").citations[0].snippet.endswith("2023")
    talk.ask("Where does Ada Berg work?")
    assert "Fjord Systems" in talk.ask("And before that?").text
    talk.ask("Where does Ada Berg work?")
    assert "University of Tromsby" in talk.ask("What about Bo Lindqvist?").text


def test_an_ambiguous_name_is_answered_for_each(talk):
    answer = talk.ask("Where does Berg work?")
    assert (answer.status, answer.answered) == ("ambiguous", True)
    assert "Northern Light Institute" in answer.text and "Elmford College" in answer.text
    assert answer.people == ("Ada Berg", "Carl Berg")


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("What is Ada Berg's salary?", "not_stated"),
        ("What is Ada Berg's phone number?", "not_stated"),
        ("Who is Carl Berg's advisor?", "not_stated"),
        ("Which ICLR papers did Ada Berg publish?", "not_stated"),
        ("Where does Zelda Fitz work?", "no_profile"),
        ("Who won the world cup in 2018?", "out_of_scope"),
        ("What is the capital of France?", "out_of_scope"),
        ("xyzzy plugh qwertyuiop", "out_of_scope"),
    ],
)
def test_an_honest_no(talk, question, status):
    answer = talk.ask(question)
    assert (answer.status, answer.answered) == (status, False)


def test_small_talk(talk):
    for question in ("Hi", "Thank you!", "What can you do?"):
        answer = talk.ask(question)
        assert (answer.status, answer.answered) == ("help", True)
    assert set(labels(talk.ask("Which profiles do you know?"))[0]) >= set("Ada Berg")


def test_one_profile_is_meant_by_a_pronoun():
    assert "Elmford College" in Talk(CARL).ask("Where does he work?").text


def test_a_namesake_makes_a_name_ambiguous():
    other = person("Ada Berg", path="ada-berg-2.md", positions=[("Baker", "Crumb Street", "2020", "")])
    assert Talk(ADA).ask("Where does Ada Berg work?").status == "answered"
    assert Talk(ADA, other).ask("Where does Ada Berg work?").status == "ambiguous"


def test_an_average_counts_every_paper(talk):
    answer = talk.ask("On average, how many authors does a paper by Ada Berg have?")
    assert answer.text.startswith("Ada Berg's papers have 2 authors on average")
    assert len(answer.citations) == 3


def test_papers_without_co_authors(talk):
    answer = talk.ask("Which of Ada Berg's papers have no co-authors?")
    assert "Quiet Gradients" in answer.text and "Triangles" not in answer.text


def test_private_matters_are_not_stated_whoever_is_asked_about(talk):
    for question in (
        "Who is Ada Berg married to?",
        "How often was Quiet Gradients cited?",
        "When will Ada Berg graduate?",
    ):
        assert not talk.ask(question).answered, question


def test_before_and_after_a_named_place(talk):
    answer = talk.ask("Where did Ada Berg work before Northern Light Institute?")
    assert "Fjord Systems" in answer.text and len(answer.citations) == 1


def test_a_no_names_what_is_not_listed(talk):
    assert talk.ask("Did Carl Berg publish at ICML?").text.startswith("No. Carl Berg's profile lists no papers.")
    assert talk.ask("Did Ada Berg win the Turing Award?").text.startswith("No.")


def test_a_conversation_within_a_scope():
    talk = Talk(
        person("Ada Berg", papers=(("Moss", ("Ada Berg",), "ICML", 2020),), advisors=("Dora Quist",)),
        person("Carl Berg", papers=(("Dust", ("Carl Berg",), "ICML", 2021),)),
        person("Oskar Hjelm", papers=(("Peat", ("Oskar Hjelm",), "ICML", 2019),)),
    )
    talk.state = ChatState(scope=("ada-berg.md",))
    assert "Dora Quist" in talk.ask("Who is the advisor?").text
    assert talk.ask("What did Berg publish?").people == ("Ada Berg",)
    talk.state = ChatState(scope=("ada-berg.md", "oskar-hjelm.md"))
    assert set(talk.ask("Who published at ICML?").people) == {"Ada Berg", "Oskar Hjelm"}
    assert talk.ask("What did Carl Berg publish?").people == ("Carl Berg",)
    talk.state = ChatState(scope=("ada-berg.md", "oskar-hjelm.md"))
    assert {"Moss", "Peat"} <= set(re.findall("[A-Z][a-z]+", talk.ask("Which papers appeared at ICML?").text))


def test_a_post_of_advising_names_no_advisor():
    gwen = person("Gwen Adair", path="gwen-adair.md", notes="At the museum of clocks she was Scientific Advisor.")
    asked = Talk(gwen).ask("Who was Gwen Adair's advisor?")
    assert (asked.status, asked.citations) == ("not_stated", ())
    hana = person("Hana Oru", path="hana-oru.md", notes="Back then Ugo Ferrante was her Scientific Advisor.")
    assert "Ugo Ferrante" in Talk(hana).ask("Who was Hana Oru's advisor?").text


def test_a_short_name_that_is_a_small_word_elsewhere_is_no_such_word():
    page = person(
        "Dirk Moll",
        degrees=[("Bachelor", "Informatik mit Medien", "Elmford College", "2007", "2010")],
    )
    mit = person("Una Quist", degrees=[("Ph.D.", "Chemistry", "MIT", "2015", "2019")])
    assert Talk(page, mit).ask("Who studied at MIT?").people == ("Una Quist",)


@pytest.mark.parametrize(
    "question",
    [
        "How tall is Ada Berg?",
        "Did Ada Berg write about cooking?",
        "Does Ada Berg supervise anyone in Brazil?",
        "How many postdocs work for Ada Berg?",
        "When did Ada Berg win the Fields Medal?",
        "Who has won a Fields Medal?",
        "How long was Ada Berg employed by Nokia Bell Labs?",
        "When did Ada Berg move from Fjord Systems to ETH?",
        "Which company did Ada Berg found?",
        "What are the research interests of Professor Ingrid Moe?",
    ],
)
def test_what_is_not_told_is_not_answered_by_what_is_near(talk, question):
    answer = talk.ask(question)
    assert (answer.answered, answer.status in ("not_stated", "no_profile")) == (False, True)


def test_who_moved_is_told_where_both_places_are(talk):
    answer = talk.ask("When did Ada Berg move from Fjord Systems to Northern Light Institute?")
    assert answer.answered and "Northern Light Institute (2022" in answer.text
