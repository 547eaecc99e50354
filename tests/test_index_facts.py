"""The facts of all profiles as tables: exact rows, who is who, and what is one paper."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import WordEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st
from people import Writer, person

from qabot.errors import QabotError
from qabot.index import Index, Readers, build
from qabot.index.fact_tables import FactTables
from qabot.index.identity import Listing, Owner, same_papers
from qabot.index.printed import printed, title_key
from qabot.profiles.profile import Award, Item, Link, Profile, Value
from qabot.settings import Settings
from qabot.sources.source import Span


class Tables:
    """The tables of facts of these people, and their profiles."""

    def __init__(self, people):
        self._people = {profile.id: profile for profile, _ in people}
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        tables = FactTables(self._connection)
        for profile in self._people.values():
            tables.add(profile)
        tables.finish()

    def profile(self, person: str) -> Profile:
        return self._people[person]

    def _ask(self, sql: str, values=()) -> list[tuple]:
        return self._connection.execute(sql, values).fetchall()


def tables_of(*people) -> Tables:
    return Tables(people)


def rows(tables: Tables, sql: str) -> list[tuple]:
    return tables._ask(sql)


KIM = person(
    "Minsoo Kim",
    papers=[
        ("Sparse graphs for slow robots", ["Minsoo Kim", "Lena Vogt", "Juan Ferro"], "ICLR", 2021),
        ("Tides in the harbour", ["Juan Ferro", "M. Kim"], "KDD", 2018),
    ],
    positions=[("Professor", "Norrland University", "2015", ""), ("Postdoc", "Lab of Tides, Norrland", "2012", "2015")],
    degrees=[("PhD", "Computer Science", "Seaford College", "2007", "2012")],
    awards=[("Harbour Prize", 2019)],
)
VOGT = person(
    "Lena Vogt",
    path="vogt-1.md",
    advisors=["Kim Min-Soo"],
    papers=[
        ("Sparse Graphs for Slow Robots", ["M. Kim", "L. Vogt", "J. Ferro"], "", 2020),
        ("Voices under ice", ["Vogt, Lena", "M. Kim", "Sara Holm"], "EMNLP", 2022),
    ],
    degrees=[("PhD", "Robotics", "Norrland University", "2016", "2021")],
    interests=["sea ice"],
)
NAMESAKE = person(
    "Lena Vogt",
    path="vogt-2.md",
    papers=[("Salt and its markets", ["Lena Vogt", "M. Kim", "Sara Holm"], "KDD", 2019)],
    emails=["vogt@salt.example"],
)


@pytest.fixture(scope="module")
def three() -> Tables:
    return tables_of(KIM, VOGT, NAMESAKE)


def test_people_of_three_profiles(three):
    assert rows(three, "SELECT id, name, profile, key FROM person ORDER BY id") == [
        (0, "Minsoo Kim", "minsoo-kim.md", "profile minsoo-kim.md"),
        (1, "Lena Vogt", "vogt-1.md", "profile vogt-1.md"),
        (2, "Lena Vogt", "vogt-2.md", "profile vogt-2.md"),
        (3, "Juan Ferro", None, f"name {printed('Juan Ferro').key}"),
        (4, "Sara Holm", None, f"name {printed('Sara Holm').key}"),
        # he fits, but the only name he knows on that page is one of two people
        (5, "M. Kim", None, "name m kim in vogt-2.md"),
    ]
    assert rows(three, "SELECT person, text FROM name ORDER BY person, text") == [
        (0, "Kim Min-Soo"),
        (0, "M. Kim"),
        (0, "Minsoo Kim"),
        (1, "L. Vogt"),
        (1, "Lena Vogt"),
        (1, "Vogt, Lena"),
        (2, "Lena Vogt"),
        (3, "J. Ferro"),
        (3, "Juan Ferro"),
        (4, "Sara Holm"),
        (5, "M. Kim"),
    ]


def test_a_paper_of_two_profiles_is_one_paper_with_two_listings(three):
    assert rows(three, "SELECT * FROM paper ORDER BY id") == [
        (0, "Sparse graphs for slow robots", "sparsegraphsforslowrobots", 2021, "ICLR", "ICLR", ""),
        (1, "Tides in the harbour", "tidesintheharbour", 2018, "KDD", "KDD", ""),
        (2, "Voices under ice", "voicesunderice", 2022, "EMNLP", "EMNLP", ""),
        (3, "Salt and its markets", "saltanditsmarkets", 2019, "KDD", "KDD", ""),
    ]
    assert rows(
        three,
        "SELECT l.id, paper, person, number, title, year, v.printed, s.printed, status, path FROM listing l"
        " JOIN file f ON f.id = l.source LEFT JOIN text v ON v.id = venue LEFT JOIN text s ON s.id = venue_short"
        " ORDER BY l.id",
    ) == [
        (0, 0, 0, 0, None, 2021, "ICLR", "ICLR", "", "minsoo-kim.md"),
        (1, 1, 0, 1, None, 2018, "KDD", "KDD", "", "minsoo-kim.md"),
        (2, 0, 1, 0, "Sparse Graphs for Slow Robots", 2020, None, None, "", "vogt-1.md"),
        (3, 2, 1, 1, None, 2022, "EMNLP", "EMNLP", "", "vogt-1.md"),
        (4, 3, 2, 0, None, 2019, "KDD", "KDD", "", "vogt-2.md"),
    ]
    assert rows(three, "SELECT paper, listing, place, person, printed FROM authorship ORDER BY listing, place") == [
        (0, 0, 1, 0, "Minsoo Kim"),
        (0, 0, 2, 1, "Lena Vogt"),
        (0, 0, 3, 3, "Juan Ferro"),
        (1, 1, 1, 3, "Juan Ferro"),
        (1, 1, 2, 0, "M. Kim"),
        (0, 2, 1, 0, "M. Kim"),
        (0, 2, 2, 1, "L. Vogt"),
        (0, 2, 3, 3, "J. Ferro"),
        (2, 3, 1, 1, "Vogt, Lena"),
        (2, 3, 2, 0, "M. Kim"),  # her page names him in full: as her advisor
        (2, 3, 3, 4, "Sara Holm"),
        (3, 4, 1, 2, "Lena Vogt"),
        (3, 4, 2, 5, "M. Kim"),
        (3, 4, 3, 4, "Sara Holm"),
    ]


TABLES = "person listing position degree advisor student award item email link".split()


def quotes(tables: Tables, sources) -> list[tuple[str, str]]:
    """Each table's rows with a span as (table, the words at the span)."""
    texts = {source.path: source.text for source in sources}
    found = []
    for table in TABLES:
        sql = (
            f"SELECT path, start_char, end_char FROM {table} t JOIN file f ON f.id = t.source ORDER BY f.id, start_char"
        )
        found += [(table, texts[path][start:end]) for path, start, end in rows(tables, sql)]
    return found


def test_every_row_has_its_words(three):
    assert quotes(three, [source for _, source in (KIM, VOGT, NAMESAKE)]) == [
        ("person", "Minsoo Kim"),
        ("person", "Lena Vogt"),
        ("person", "Lena Vogt"),
        ("listing", "Minsoo Kim, Lena Vogt, Juan Ferro. Sparse graphs for slow robots. ICLR, 2021"),
        ("listing", "Juan Ferro, M. Kim. Tides in the harbour. KDD, 2018"),
        ("listing", "M. Kim, L. Vogt, J. Ferro. Sparse Graphs for Slow Robots. , 2020"),
        ("listing", "Vogt, Lena, M. Kim, Sara Holm. Voices under ice. EMNLP, 2022"),
        ("listing", "Lena Vogt, M. Kim, Sara Holm. Salt and its markets. KDD, 2019"),
        ("position", "Professor, Norrland University, 2015 - present"),
        ("position", "Postdoc, Lab of Tides, Norrland, 2012 - 2015"),
        ("degree", "PhD in Computer Science, Seaford College, 2007 - 2012"),
        ("degree", "PhD in Robotics, Norrland University, 2016 - 2021"),
        ("advisor", "Kim Min-Soo"),
        ("award", "Harbour Prize, 2019"),
        ("item", "sea ice"),
        ("email", "vogt@salt.example"),
    ]
    authors = rows(three, "SELECT authors_start, authors_end FROM listing WHERE id = 1")[0]
    assert KIM[1].text[slice(*authors)] == "Juan Ferro, M. Kim"


def test_posts_degrees_and_the_rest(three):
    assert rows(
        three,
        "SELECT person, number, role, t.printed, start, end, current, kind FROM position"
        " JOIN text t ON t.id = organization",
    ) == [
        (0, 0, "Professor", "Norrland University", "2015", None, 1, "work"),
        (0, 1, "Postdoc", "Lab of Tides, Norrland", "2012", "2015", 0, "work"),
    ]
    assert rows(
        three,
        "SELECT person, number, degree, field, t.printed, start, end, current, thesis FROM degree"
        " JOIN text t ON t.id = organization ORDER BY person",
    ) == [
        (0, 0, "PhD", "Computer Science", "Seaford College", "2007", "2012", 0, ""),
        (1, 0, "PhD", "Robotics", "Norrland University", "2016", "2021", 0, ""),
    ]
    assert rows(three, "SELECT advised, list, number, place, person, printed FROM advisor") == [
        (1, "advisors", 0, 0, 0, "Kim Min-Soo")
    ]
    assert rows(
        three, "SELECT person, number, t.printed, organization, year FROM award JOIN text t ON t.id = title"
    ) == [(0, 0, "Harbour Prize", None, 2019)]
    assert rows(three, "SELECT person, kind, number, t.printed FROM item JOIN text t ON t.id = title") == [
        (1, "interest", 0, "sea ice")
    ]
    assert rows(three, "SELECT person, number, address FROM email") == [(2, 0, "vogt@salt.example")]


def test_what_else_a_page_lists():
    out = Writer("ada.md")
    spans = [out.block(words) for words in ("Ada Berg", "Tove Lund, now at Seaford", "Talk on tides", "Scala", "ada")]
    profile = Profile(
        id="ada.md",
        sources=("ada.md",),
        name="Ada Berg",
        students=(
            Item(title="Tove Lund", organization="Seaford", span=spans[1]),
            Item(title="2 others", span=spans[1]),
        ),
        talks=(Item(title="Tides", role="keynote", organization="KDD", start="2020", current=True, span=spans[2]),),
        skills=(Value("Scala", spans[3]),),
        languages=(Value("Norwegian", spans[3]),),
        links=(Link("github", "https://example.org/ada", spans[4]),),
        awards=(Award(title="Prize", organization="Seaford", year=2001, end_year=2003, span=spans[0]),),
    )
    tables = tables_of((profile, out.source()))
    assert rows(
        tables, "SELECT s.number, p.name, printed, organization FROM student s LEFT JOIN person p ON p.id = s.person"
    ) == [
        (0, "Tove Lund", "Tove Lund", 0),
        (1, None, "2 others", None),
    ]
    assert rows(
        tables,
        "SELECT kind, number, t.printed, role, o.printed, start, end, current FROM item JOIN text t ON t.id = title"
        " LEFT JOIN text o ON o.id = organization ORDER BY kind",
    ) == [
        ("language", 0, "Norwegian", "", None, None, None, 0),
        ("skill", 0, "Scala", "", None, None, None, 0),
        ("talk", 0, "Tides", "keynote", "KDD", "2020", None, 1),
    ]
    assert rows(tables, "SELECT number, kind, url, start_char FROM link") == [
        (0, "github", "https://example.org/ada", spans[4].start)
    ]
    assert rows(tables, "SELECT year, end_year, o.printed FROM award JOIN text o ON o.id = organization") == [
        (2001, 2003, "Seaford")
    ]


def test_the_post_told_in_prose_is_a_post_and_a_degree_under_way_is_not():
    kim, source = KIM
    told = replace(kim.positions[0], role="Dean", span=Span("minsoo-kim.md", 0, 10))
    study = replace(told, span=kim.education[0].span)
    for current, numbers in ((kim.current, [0, 1]), (told, [-1, 0, 1]), (study, [0, 1]), (None, [0, 1])):
        tables = tables_of((replace(kim, current=current), source))
        assert [n for (n,) in rows(tables, "SELECT number FROM position ORDER BY number")] == numbers


def who(tables: Tables, profile: str, name: str) -> set[str]:
    """Keys of the people that a name on the paper lists of a profile stands for."""
    sql = (
        "SELECT DISTINCT p.key FROM authorship a JOIN listing l ON l.id = a.listing JOIN person o ON o.id = l.person"
        " JOIN person p ON p.id = a.person WHERE o.profile = ? AND a.printed = ?"
    )
    return {key for (key,) in tables._ask(sql, (profile, name))}


def lists(name: str, *papers, **more):
    """A profile with papers given as "Title: Author, Author"."""
    made = [(text.split(": ")[0], text.split(": ")[1].split("; "), "KDD", 2020) for text in papers]
    return person(name, papers=made, **more)


@pytest.mark.parametrize("printed_as", ["Si-hwan Park", "Sihwan Park", "Park Sihwan", "Park, Si Hwan", "SIHWAN PARK"])
def test_a_full_name_is_the_owner_of_the_one_profile_of_that_name(printed_as):
    tables = tables_of(lists("Ada Berg", f"Rivers of the north: Ada Berg; {printed_as}"), person("Sihwan Park"))
    assert who(tables, "ada-berg.md", printed_as) == {"profile sihwan-park.md"}


@pytest.mark.parametrize("printed_as", ["Sihyun Park", "Sihwan Parker", "Park", "S. Park", "Sihwan J. Park"])
def test_another_name_is_not(printed_as):
    tables = tables_of(lists("Ada Berg", f"Rivers of the north: Ada Berg; {printed_as}"), person("Sihwan Park"))
    assert not who(tables, "ada-berg.md", printed_as) & {"profile sihwan-park.md"}


def test_initials_need_a_shared_fact():
    ada = lists("Ada Berg", "Rivers of the north: Ada Berg; S. Park; Tove Lund")
    strangers = lists("Sihwan Park", "Stars of the south: Sihwan Park; Ole Dahl")
    coauthor = lists("Sihwan Park", "Stars of the south: Sihwan Park; Tove Lund")
    owner = lists("Sihwan Park", "Stars of the south: Sihwan Park; Berg, Ada")
    advisor = lists("Sihwan Park", advisors=["Ada Berg"])
    apart, linked = {"name s park in ada-berg.md"}, {"profile sihwan-park.md"}
    assert who(tables_of(ada, strangers), "ada-berg.md", "S. Park") == apart
    for park in (coauthor, owner, advisor):
        assert who(tables_of(ada, park), "ada-berg.md", "S. Park") == linked
    other = lists("Suni Park")  # a second profile fits: nothing can be told
    for park in (strangers, coauthor, owner, advisor):
        assert who(tables_of(ada, park, other), "ada-berg.md", "S. Park") == apart


def test_initials_of_people_of_one_lab():
    ada = lists("Ada Berg", "Rivers of the north: Ada Berg; S. Park", advisors=["Tove Lund"])
    park = lists("Sihwan Park", advisors=["Lund, Tove"])
    assert who(tables_of(ada, park), "ada-berg.md", "S. Park") == {"profile sihwan-park.md"}


def test_a_middle_name_more_needs_a_shared_fact():
    ada = lists("Ada Berg", "Rivers of the north: Ada Berg; Sihwan J. Park; Tove Lund")
    key = printed("Sihwan J. Park").key
    assert who(tables_of(ada, person("Sihwan Park")), "ada-berg.md", "Sihwan J. Park") == {f"name {key}"}
    park = lists("Sihwan Park", "Stars of the south: Sihwan Park; Tove Lund")
    assert who(tables_of(ada, park), "ada-berg.md", "Sihwan J. Park") == {"profile sihwan-park.md"}


def test_initials_are_the_only_full_name_on_the_page_that_they_fit():
    first = "Rivers of the north: Ada Berg; S. Park"
    one = lists("Ada Berg", first, "Lakes of the north: Ada Berg; Sihwan Park")
    two = lists("Ada Berg", first, "Lakes of the north: Ada Berg; Sihwan Park; Suni Park")
    full = f"name {printed('Sihwan Park').key}"
    assert who(tables_of(one), "ada-berg.md", "S. Park") == {full}
    assert who(tables_of(two), "ada-berg.md", "S. Park") == {"name s park in ada-berg.md"}
    suni = lists("Suni Park", "Stars of the south: Suni Park; Ada Berg")
    assert who(tables_of(one, suni), "ada-berg.md", "S. Park") == {"name s park in ada-berg.md"}
    assert who(tables_of(one, suni), "ada-berg.md", "Sihwan Park") == {full}


def test_initials_are_apart_on_every_page():
    tables = tables_of(
        lists("Ada Berg", "Rivers of the north: Ada Berg; S. Park", "Lakes of the north: S. Park; Ada Berg"),
        lists("Ole Dahl", "Stars of the south: Ole Dahl; S. Park"),
    )
    assert who(tables, "ada-berg.md", "S. Park") == {"name s park in ada-berg.md"}
    assert who(tables, "ole-dahl.md", "S. Park") == {"name s park in ole-dahl.md"}


def test_a_name_of_two_profiles_is_the_one_that_lists_the_paper():
    one = lists("Wei Wang", "Rivers of the north: W. Wang; Ada Berg", path="w1.md")
    two = lists("Wei Wang", "Stars of the south: Wei Wang", path="w2.md")
    ada = lists("Ada Berg", "Rivers of the north: Wei Wang; Ada Berg", "Ice of the north: Ada Berg; Wang Wei")
    tables = tables_of(ada, one, two)
    assert who(tables, "ada-berg.md", "Wei Wang") == {"profile w1.md"}
    assert who(tables, "ada-berg.md", "Wang Wei") == {"name wang wei in ada-berg.md"}
    assert who(tables, "w2.md", "Wei Wang") == {"profile w2.md"}


def test_namesakes_who_list_the_same_paper_stay_two():
    one = lists("Wei Wang", "Rivers of the north: Wei Wang; Ada Berg", path="w1.md")
    two = lists("Wei Wang", "Rivers of the north: Wei Wang; Ada Berg", path="w2.md")
    ada = lists("Ada Berg", "Rivers of the north: Wei Wang; Ada Berg")
    tables = tables_of(ada, one, two)
    assert [who(tables, page, "Wei Wang") for page in ("ada-berg.md", "w1.md", "w2.md")] == [
        {"name wei wang in ada-berg.md"},
        {"profile w1.md"},
        {"profile w2.md"},
    ]
    assert rows(tables, "SELECT count(*) FROM paper") == [(1,)]


def test_an_uploaded_namesake_takes_no_papers_from_a_given_person():
    ada = lists("Ada Berg", "Rivers of the north: Ada Berg; Wei Wang")
    wei = lists("Wei Wang", "Lakes of the south: Wei Wang; Ada Berg", "Tides: Wei Wang; A. Berg", path="w.md")
    alone = tables_of(ada, wei)
    claimed = tables_of(ada, lists("Ada Berg", "Money: Ada Berg", path="uploads/ada.md"), wei)
    assert who(alone, "w.md", "Ada Berg") == who(claimed, "w.md", "Ada Berg") == {"profile ada-berg.md"}
    assert who(alone, "w.md", "A. Berg") == who(claimed, "w.md", "A. Berg") == {"profile ada-berg.md"}
    assert who(claimed, "uploads/ada.md", "Ada Berg") == {"profile uploads/ada.md"}


def test_the_same_name_twice_among_the_authors_is_two_people():
    tables = tables_of(lists("Ada Berg", "Rivers of the north: Ada Berg; Wei Wang; Wei Wang"))
    assert who(tables, "ada-berg.md", "Wei Wang") == {
        f"name {printed('Wei Wang').key}",
        "name wei wang in ada-berg.md riversofthenorth 3",
    }
    tables = tables_of(lists("Wei Wang", "Rivers of the north: Wei Wang; Wei Wang; Ada Berg"))
    assert rows(tables, "SELECT place, key FROM authorship JOIN person p ON p.id = person ORDER BY place") == [
        (0, "profile wei-wang.md"),  # one of the two, which cannot be told
        (1, "name wei wang in wei-wang.md"),
        (2, "name wei wang in wei-wang.md riversofthenorth 2"),
        (3, f"name {printed('Ada Berg').key}"),
    ]


def test_a_profile_that_lists_a_paper_twice_has_one_owner_there():
    one = lists("Wei Wang", "Multi-modal rivers: Wei Wang; Ada Berg", "Multimodal rivers: W. Wang; Ada Berg")
    ada = lists("Ada Berg", "Multimodal rivers: W. Wang; A. Berg")
    sql = "SELECT paper, listing, place, p.name FROM authorship JOIN person p ON p.id = person ORDER BY listing, place"
    assert rows(tables_of(ada, one), sql) == [
        (0, listing, place, name) for listing in range(3) for place, name in ((1, "Wei Wang"), (2, "Ada Berg"))
    ]
    unclear = lists("M. Kim", "Multi-modal rivers: Minsoo Kim", "Multimodal rivers: Minsoo Kim; M. Kim")
    assert rows(tables_of(unclear), sql) == [
        (0, 0, 1, "M. Kim"),
        (0, 1, 1, "M. Kim"),  # who stands there was the owner in the other list
        (0, 1, 2, "M. Kim"),
    ]
    assert rows(tables_of(unclear), "SELECT count(DISTINCT person) FROM authorship WHERE listing = 1") == [(2,)]


def test_the_owner_is_an_author_even_where_no_name_is_printed():
    page, source = lists("Ada Berg", "Rivers of the north: Ole Dahl")
    bare = replace(page, papers=(replace(page.papers[0], authors=()),))
    for profile, expected in ((page, [(0, "Ada Berg"), (1, "Ole Dahl")]), (bare, [(0, "Ada Berg")])):
        tables = tables_of((profile, source))
        sql = "SELECT place, name FROM authorship JOIN person p ON p.id = person ORDER BY place"
        assert rows(tables, sql) == expected


def test_advisors_and_students_are_people_too():
    park, source = lists("Sihwan Park", "Stars of the south: Sihwan Park; Tove Lund")
    student = Item(title="Dr. Ada Berg", span=source_span(source))
    park = replace(park, students=(student,))
    tables = tables_of(
        lists("Ada Berg", "Rivers of the north: Ada Berg; Tove Lund", advisors=["Prof. Park Sihwan", "T. Lund"]),
        (park, source),
    )
    assert rows(tables, "SELECT advised, place, p.key, printed FROM advisor JOIN person p ON p.id = person") == [
        (0, 0, "profile sihwan-park.md", "Prof. Park Sihwan"),
        (0, 1, f"name {printed('Tove Lund').key}", "T. Lund"),
    ]
    assert rows(tables, "SELECT advisor, person, printed FROM student") == [(1, 0, "Dr. Ada Berg")]
    spans = [tables.profile("ada-berg.md").advisors[0].span, student.span]
    assert rows(tables, "SELECT * FROM advising WHERE advisor = 'Sihwan Park'") == [
        ("Sihwan Park", "Ada Berg", span.source, span.start, span.end) for span in spans
    ]


def source_span(source) -> Span:
    return Span(source.path, 0, 5)


OWNERS = [Owner("a", ("Ada Berg",)), Owner("b", ("Ole Dahl",))]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Rivers of the north", 2020, "A. Berg, O. Dahl"), ("Rivers of the North.", 2021, "Ole Dahl, Ada Berg"), True),
        (("Multi-modal rivers", 2020, "A. Berg, O. Dahl"), ("Multimodal Rivers", 2020, "Ole Dahl, Ada Berg"), True),
        (("Rivers of the north", 2020, "A. Berg, O. Dahl"), ("Rivers of the north", None, ""), True),  # by its owner
        (("Rivers of the north", 2020, "A. Berg, T. Lund"), ("Rivers of the north", 2020, "O. Dahl"), False),
        (("Rivers of the north", 2020, "A. Berg"), ("Rivers of the south", 2020, "A. Berg, O. Dahl"), False),
        (("Rivers", 2020, "A. Berg, O. Dahl"), ("Rivers", 2020, "A. Berg, O. Dahl"), True),
        (("Rivers", 2020, "A. Berg, O. Dahl"), ("Rivers", 2021, "A. Berg, O. Dahl"), False),
        (("Rivers", None, "A. Berg, O. Dahl"), ("Rivers", None, "A. Berg, O. Dahl"), False),
        (("Rivers of the farthest north", 2020, ""), ("Rivers of the farthest north", 2020, ""), True),
        (("Rivers of the farthest north", 2020, ""), ("Rivers of the farthest north", 2021, ""), False),
        (("Rivers of the north", 2020, ""), ("Rivers of the north", 2020, ""), False),  # too short to be sure
        (("?", 2020, "A. Berg, O. Dahl"), ("!", 2020, "A. Berg, O. Dahl"), False),
    ],
)
def test_one_paper_or_two(one, other, same):
    made = [
        Listing(owner, title_key(title), year, tuple(filter(None, authors.split(", "))))
        for owner, (title, year, authors) in enumerate((one, other))
    ]
    assert same_papers(OWNERS, made) == ([0, 0] if same else [0, 1])
    swapped = [replace(listing, owner=1 - listing.owner) for listing in made]
    assert same_papers(OWNERS[::-1], swapped[::-1]) == ([0, 0] if same else [0, 1])


def test_keys_of_names():
    assert printed("Kim, Min-Soo").key == printed("Minsoo Kim").key == printed("KIM Minsoo").key
    assert printed("김민수").key == "김민수"
    written_out = ["김민수", "Minsoo Kim", "Kim, Min-Soo", "Ann B. Smith", "Bo Li", "Jan van der Berg", "Ivar Dahl Jr."]
    shortened = ["M. Kim", "Kim, M.", "AB Smith", "Kim", "M. Garcia Lopez", "Garcia Lopez M", "Daly-Ross, J."]
    shortened += ["J. Daly-Ross", "J. van der Berg", "van der Berg, J.", "김", "", "J.Pivar"]
    assert [name for name in written_out if not printed(name).full] == []
    assert [name for name in shortened if printed(name).full] == []
    assert title_key("Über-graphs: 2 views!") == "ubergraphs2views"


@pytest.fixture
def place(tmp_path: Path):
    """Give a function: builds the index over some of the people above, and opens it."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()

    def make(*people, index: str = "index") -> Index:
        known = {profile.id: (profile, source) for profile, source in people}
        for path in corpus.iterdir():
            path.unlink()
        for name, (_, source) in known.items():
            (corpus / name).write_text(source.text, "utf-8")
        read = Readers(lambda path, root, settings: known[path.name][1], lambda person_id, sources: known[person_id][0])
        build(corpus, tmp_path / index, embedder=WordEmbedder(), settings=Settings(), read=read)
        return Index.open(tmp_path / index, WordEmbedder())

    return make


def written(index: Index, path: Path, sql: str) -> list[tuple]:
    """What a query finds in the tables that an index writes to a file."""
    path.unlink(missing_ok=True)
    index.write_tables(path)
    with sqlite3.connect(path) as connection:
        return connection.execute(sql).fetchall()


def test_removing_a_file_removes_its_rows(place, tmp_path):
    with_all, path = place(KIM, VOGT, NAMESAKE), tmp_path / "facts.sqlite"
    count, posts = "SELECT count(*) FROM paper", "SELECT person, role, organization, start FROM posts ORDER BY start"
    assert written(with_all, path, count) == [(4,)]
    assert written(with_all, path, posts) == [
        ("Minsoo Kim", "Postdoc", "Lab of Tides, Norrland", "2012"),
        ("Minsoo Kim", "Professor", "Norrland University", "2015"),
    ]
    index = place(VOGT, NAMESAKE)
    assert written(index, path, count) == [(3,)]
    assert written(index, path, posts) == []
    assert written(index, path, "SELECT person, organization FROM degrees") == [("Lena Vogt", "Norrland University")]
    # he is still named by her page as advisor and, the only one there that "M. Kim" fits, as co-author
    titles = "SELECT title, profile FROM authors WHERE author = 'Kim Min-Soo' ORDER BY title"
    assert written(index, path, titles) == [("Sparse Graphs for Slow Robots", None), ("Voices under ice", None)]
    assert written(with_all, path, count) == [(4,)]  # what was opened stays


def test_building_in_steps_gives_the_same_facts_as_at_once(place, tmp_path):
    place(VOGT, NAMESAKE)
    place(KIM, NAMESAKE)
    steps, once = place(KIM, VOGT, NAMESAKE), place(KIM, VOGT, NAMESAKE, index="another")
    for sql in ("SELECT * FROM publications", "SELECT * FROM authors", "SELECT * FROM name", "SELECT * FROM awards"):
        found = written(steps, tmp_path / "facts.sqlite", sql)
        assert found and found == written(once, tmp_path / "facts.sqlite", sql)


def test_tables_are_written_to_a_new_file_or_not_at_all(place, tmp_path):
    index, path = place(KIM, VOGT, NAMESAKE), tmp_path / "facts.sqlite"
    assert index.write_tables(path) == 6  # three with a profile, three named in one
    whole = path.read_bytes()
    with pytest.raises(QabotError, match="is there already"):
        index.write_tables(path)
    assert path.read_bytes() == whole
    with pytest.raises(QabotError, match="cannot be written"):
        index.write_tables(tmp_path / "nowhere" / "facts.sqlite")
    assert [one.name for one in tmp_path.iterdir() if "facts" in one.name] == ["facts.sqlite"]


NAMES = st.sampled_from(
    [
        "Minsoo Kim",
        "Min-Soo Kim",
        "Kim Minsoo",
        "Minji Kim",
        "M. Kim",
        "Kim, M.",
        "Wei Wang",
        "W. Wang",
        "김민수",
        "Kim",
    ]
)
TITLES = st.sampled_from(
    ["Rivers of the north", "Rivers of the North", "Tides and the farthest harbour", "Salt", "물과 소금", "?"]
)
PAPERS = st.lists(
    st.tuples(TITLES, st.lists(NAMES, max_size=4), st.sampled_from(["KDD", "ICLR", ""]), st.integers(2019, 2021)),
    max_size=4,
)
PEOPLE = st.lists(st.tuples(NAMES, PAPERS, st.lists(NAMES, max_size=2)), min_size=1, max_size=5)


@settings(max_examples=100, deadline=None)
@given(PEOPLE)
def test_nothing_is_lost_and_nobody_is_at_a_paper_twice(people):
    made = [
        person(name, papers=papers, advisors=advisors, path=f"p{number}.md")
        for number, (name, papers, advisors) in enumerate(people)
    ]
    tables = tables_of(*made)
    texts = {source.path: source.text for _, source in made}
    listings = rows(
        tables,
        "SELECT o.profile, l.number, ifnull(l.title, w.title), path, l.start_char, l.end_char, authors_start,"
        " authors_end, l.id FROM listing l JOIN paper w ON w.id = l.paper JOIN person o ON o.id = l.person"
        " JOIN file f ON f.id = l.source",
    )
    assert len(listings) == sum(len(profile.papers) for profile, _ in made)
    profiles = {profile.id: profile for profile, _ in made}
    for owner, number, title, path, start, end, first, last, listing in listings:
        paper = profiles[owner].papers[number]
        assert title == paper.title and title in texts[path][start:end]
        seats = rows(tables, f"SELECT place, person, printed FROM authorship WHERE listing = {listing} ORDER BY place")
        assert tuple(text for place, _, text in seats if place) == paper.authors
        assert all(text in texts[path][first:last] for place, _, text in seats if place)
        assert len({who for _, who, _ in seats}) == len(seats)  # one seat each
        assert sum(who == int(owner[1]) for _, who, _ in seats) == 1  # the owner of the profile among them
    for start, end, path, text in rows(
        tables, "SELECT start_char, end_char, path, printed FROM advisor a JOIN file f ON f.id = a.source"
    ):
        assert texts[path][start:end] == text
    # what is anybody's is somebody's: every person is printed somewhere or owns a profile
    assert rows(tables, "SELECT count(*) FROM person WHERE id NOT IN (SELECT person FROM name)") == [(0,)]
    assert rows(tables, "SELECT count(*) FROM authorship WHERE person NOT IN (SELECT id FROM person)") == [(0,)]
    assert rows(tables, "SELECT count(*) FROM listing WHERE paper NOT IN (SELECT id FROM paper)") == [(0,)]
