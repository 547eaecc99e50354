"""Posts, degrees and advisors told in sentences, in the languages that pages are written in."""

import pytest

from qabot.profiles import Profile, make_profile
from qabot.sources.markdown import read_markdown

Post = tuple[str, str, str | None, str | None]


def told(text: str) -> Profile:
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", f"# Ada Lind\n\n{text}\n")])


# sentence, posts (role, organisation, start, end), degrees (degree, organisation, start, end), advisors
SENTENCES: list[tuple[str, list[Post], list[Post], list[str]]] = [
    (
        "I was a postdoc with Bo Berg at North University from 2019 to 2021.",
        [("postdoc", "North University", "2019", "2021")],
        [],
        [],
    ),
    (
        "Before joining North University, I was a research scientist at Ice Labs.",
        [("research scientist", "Ice Labs", None, None)],
        [],
        [],
    ),
    (
        "Before joining Ice Labs in 2020, she worked as a lecturer at South College.",
        [("lecturer", "South College", None, None)],
        [],
        [],
    ),
    (
        "I hold a Winter Postdoctoral Research Fellowship at the Department of Ice, North University.",
        [("Winter Postdoctoral Research Fellowship", "Department of Ice, North University", None, None)],
        [],
        [],
    ),
    (
        "From September 2020 to June 2022, I was an Institute Postdoctoral Fellow at Ice Institute.",
        [("Institute Postdoctoral Fellow", "Ice Institute", "2020-09", "2022-06")],
        [],
        [],
    ),
    (
        "Starting Fall 2026, I will be an Assistant Professor of Computer Science at the University of Northland.",
        [("Assistant Professor of Computer Science", "University of Northland", "2026", None)],
        [],
        [],
    ),
    (
        "During my doctoral studies I spent two years in industry as a Research Engineer at the Snow Team at Northern Arts, Oslo, Norway.",
        [("Research Engineer", "Snow Team at Northern Arts", None, None)],
        [],
        [],
    ),
    (
        "Between January 2015 and May 2016, I was also working for the North Library Center as a Photo Archivist.",
        [("Photo Archivist", "North Library Center", "2015-01", "2016-05")],
        [],
        [],
    ),
    (
        "Then I did a six-month internship in the Marketing Department of Northland University Press.",
        [("six-month internship", "Marketing Department of Northland University Press", None, None)],
        [],
        [],
    ),
    (
        "Afterwards I completed an internship with Ice Research in Oslo.",
        [("internship", "Ice Research", None, None)],
        [],
        [],
    ),
    (
        "He was a Winter Associate in the Mathematics and Ice Division at Northern National Laboratory and a Research Intern at Snow AI Research.",
        [
            ("Winter Associate", "Mathematics and Ice Division at Northern National Laboratory", None, None),
            ("Research Intern", "Snow AI Research", None, None),
        ],
        [],
        [],
    ),
    ("He is currently a senior researcher at North Lab.", [("senior researcher", "North Lab", None, None)], [], []),
    (
        "Since August 2017, I've been working as a Research Assistant at the North Institute.",
        [("Research Assistant", "North Institute", "2017-08", None)],
        [],
        [],
    ),
    (
        "I joined North University as an assistant professor in 2018.",
        [("assistant professor", "North University", "2018", None)],
        [],
        [],
    ),
    (
        "In 2018, I joined the faculty of North University as an assistant professor.",
        [("assistant professor", "North University", "2018", None)],
        [],
        [],
    ),
    (
        "She has also held the position of Visiting Professor at South University.",
        [("Visiting Professor", "South University", None, None)],
        [],
        [],
    ),
    (
        "I am a PhD student at North University; before that I was a data scientist at Snow Corp for two years.",
        [("data scientist", "Snow Corp", None, None)],
        [("PhD", "North University", None, None)],
        [],
    ),
    (
        "I am an associate professor in the Department of Ice at North University, where I lead the Snow Lab.",
        [("associate professor", "Department of Ice at North University", None, None)],
        [],
        [],
    ),
    ("I did my postdoc at North University with Prof. Bo Berg.", [("postdoc", "North University", None, None)], [], []),
    (
        "After my PhD, I spent two years as a postdoctoral researcher at South Institute of Technology.",
        [("postdoctoral researcher", "South Institute of Technology", None, None)],
        [],
        [],
    ),
    (
        "I was a software engineer at Snow Research, and a visiting student at South University.",
        [("software engineer", "Snow Research", None, None), ("visiting student", "South University", None, None)],
        [],
        [],
    ),
    ("I am currently on sabbatical at South University.", [], [], []),
    (
        "I currently work at Snow Corp as a machine learning engineer.",
        [("machine learning engineer", "Snow Corp", None, None)],
        [],
        [],
    ),
    (
        "I received my PhD from North University in 2015 under the supervision of Bo Berg.",
        [],
        [("PhD", "North University", None, "2015")],
        ["Bo Berg"],
    ),
    (
        "I hold a B.Sc. in Ice Physics from South University and an M.Sc. from North University.",
        [],
        [("B.Sc.", "South University", None, None), ("M.Sc.", "North University", None, None)],
        [],
    ),
    (
        "I completed my doctoral degree at the University of Northland, UK in 2020.",
        [],
        [("doctoral degree", "University of Northland", None, "2020")],
        [],
    ),
    ("I hold an MMath degree from South University, UK.", [], [("MMath", "South University", None, None)], []),
    (
        "I earned my Ph.D. from North University in 2023, with advisor Bo Berg.",
        [],
        [("Ph.D.", "North University", None, "2023")],
        ["Bo Berg"],
    ),
    (
        "I completed my PhD in ice at North University in May 2018, under supervision of Bo Berg.",
        [],
        [("PhD", "North University", None, "2018-05")],
        ["Bo Berg"],
    ),
    (
        "In 2021 I started my PhD at North University, in the lab of Prof. Bo Berg.",
        [],
        [("PhD", "North University", "2021", None)],
        ["Bo Berg"],
    ),
    (
        "Since December 2018, I have started my PhD at North School in Oslo under the supervision of Bo Berg and Cy Dahl.",
        [],
        [("PhD", "North School", "2018-12", None)],
        ["Bo Berg", "Cy Dahl"],
    ),
    (
        "Between September 2013 and July 2017, I undertook on a part-time basis a Bachelor in Ice Science at the North University of Applied Sciences.",
        [],
        [("Bachelor", "North University of Applied Sciences", "2013-09", "2017-07")],
        [],
    ),
    (
        "PhD student at the Centre for Ice at North University, supervised by Professor Bo Berg and Dr Cy Dahl.",
        [],
        [("PhD", "Centre for Ice at North University", None, None)],
        ["Bo Berg", "Cy Dahl"],
    ),
    (
        "I am a fifth-year Ph.D. candidate in the Department of Ice, North University, supervised by Prof. Bo Berg. I received B.S. in Snow and a double B.Eng. in Ice from South University.",
        [],
        [
            ("Ph.D.", "Department of Ice, North University", None, None),
            ("B.S.", "South University", None, None),
            ("B.Eng.", "South University", None, None),
        ],
        ["Bo Berg"],
    ),
    (
        "I graduated from South University with a BSc in Ice in 2012.",
        [],
        [("BSc", "South University", None, "2012")],
        [],
    ),
    (
        "I have a Ph.D. degree in control theory from the North University of Technology, The Netherlands, and I was also a postdoctoral fellow at the Ice Department at South University.",
        [("postdoctoral fellow", "Ice Department at South University", None, None)],
        [("Ph.D.", "North University of Technology", None, None)],
        [],
    ),
    (
        "I recently defended my PhD at North University, advised by Bo Berg.",
        [],
        [("PhD", "North University", None, None)],
        ["Bo Berg"],
    ),
    (
        "I have a masters from North University, a bachelors from the South National University, and was a software engineer at Snow Research.",
        [("software engineer", "Snow Research", None, None)],
        [("masters", "North University", None, None), ("bachelors", "South National University", None, None)],
        [],
    ),
    (
        "Elle a obtenu son doctorat à l'Université de Nordville en 2012 sous la direction de Bo Berg.",
        [],
        [("doctorat", "Université de Nordville", None, "2012")],
        ["Bo Berg"],
    ),
    (
        "Je suis maître de conférences à l'Université de Sudville depuis 2019.",
        [("maître de conférences", "Université de Sudville", "2019", None)],
        [],
        [],
    ),
    (
        "Elle a ensuite effectué un séjour postdoctoral de deux ans à l'Université de Sudville, en Belgique.",
        [("séjour postdoctoral", "Université de Sudville", None, None)],
        [],
        [],
    ),
    (
        "Elle a rejoint l'Observatoire de Nordville en tant que professeure assistante en novembre 2018.",
        [("professeure assistante", "Observatoire de Nordville", "2018-11", None)],
        [],
        [],
    ),
    (
        "Après deux ans en tant que chercheur postdoctoral au CNRS, il a rejoint l'Institut du Nord en tant que professeur en 2016.",
        [("chercheur postdoctoral", "CNRS", None, None), ("professeur", "Institut du Nord", "2016", None)],
        [],
        [],
    ),
    (
        "J'ai soutenu ma thèse de doctorat en informatique à l'Université de Nordville en 2015.",
        [],
        [("thèse de doctorat", "Université de Nordville", None, "2015")],
        [],
    ),
    (
        "Soy profesora titular en la Universidad de Nortia desde 2015.",
        [("profesora titular", "Universidad de Nortia", "2015", None)],
        [],
        [],
    ),
    (
        "Obtuve mi doctorado en Informática en la Universidad de Nortia en 2012, bajo la dirección de Bo Berg.",
        [],
        [("doctorado", "Universidad de Nortia", None, "2012")],
        ["Bo Berg"],
    ),
    (
        "Trabajé como investigador postdoctoral en el Instituto del Sur entre 2013 y 2015.",
        [("investigador postdoctoral", "Instituto del Sur", "2013", "2015")],
        [],
        [],
    ),
    (
        "Es doctora en Física por la Universidad de Nortia (2010) y licenciada en Matemáticas por la Universidad de Sur.",
        [],
        [("doctora", "Universidad de Nortia", None, "2010"), ("licenciada", "Universidad de Sur", None, None)],
        [],
    ),
    (
        "Actualmente trabaja como catedrático en la Universidad de Sur.",
        [("catedrático", "Universidad de Sur", None, None)],
        [],
        [],
    ),
    (
        "Ich bin wissenschaftlicher Mitarbeiter am Institut für Eis der Universität Nordstadt.",
        [("wissenschaftlicher Mitarbeiter", "Institut für Eis der Universität Nordstadt", None, None)],
        [],
        [],
    ),
    (
        "Seit 2020 arbeite ich als Postdoktorandin an der Universität Südstadt.",
        [("Postdoktorandin", "Universität Südstadt", "2020", None)],
        [],
        [],
    ),
    (
        "Zuvor war ich Gastwissenschaftlerin an der Universität Weststadt.",
        [("Gastwissenschaftlerin", "Universität Weststadt", None, None)],
        [],
        [],
    ),
    (
        "Meine Promotion in Informatik habe ich 2019 an der Technischen Universität Nordstadt abgeschlossen.",
        [],
        [("Promotion", "Technischen Universität Nordstadt", None, "2019")],
        [],
    ),
    (
        "Von 2010 bis 2013 studierte ich Eiskunde an der Universität Südstadt (Bachelor).",
        [],
        [("Bachelor", "Universität Südstadt", "2010", "2013")],
        [],
    ),
    (
        "Er erhielt seinen Master in Eiskunde von der Universität Nordstadt im Jahr 2014.",
        [],
        [("Master", "Universität Nordstadt", None, "2014")],
        [],
    ),
    (
        "李明，北方大学计算机学院副教授，2015年博士毕业于南方大学，师从王伟教授。",
        [("副教授", "北方大学计算机学院", None, None)],
        [("博士", "南方大学", None, "2015")],
        ["王伟"],
    ),
    (
        "现任北方大学教授、博士生导师，曾任东方研究院研究员。",
        [("教授", "北方大学", None, None), ("研究员", "东方研究院", None, None)],
        [],
        [],
    ),
    ("我于2018年至2020年在东方公司担任算法工程师。", [("算法工程师", "东方公司", "2018", "2020")], [], []),
    ("2015年に北方大学にて博士（工学）を取得。", [], [("博士", "北方大学", None, "2015")], []),
    ("北方大学工学部の助教です。", [("助教", "北方大学工学部", None, None)], [], []),
    ("2019年4月より南方研究所で研究員を務めています。", [("研究員", "南方研究所", "2019-04", None)], [], []),
    ("私は、北方大学の准教授として、氷の研究に取り組んでいます。", [("准教授", "北方大学", None, None)], [], []),
    ("북방대학교 컴퓨터과학과에서 학사 학위를 받았습니다.", [], [("학사", "북방대학교 컴퓨터과학과", None, None)], []),
    ("2020년부터 북방전자에서 연구원으로 근무하고 있습니다.", [("연구원", "북방전자", "2020", None)], [], []),
    (
        "북방대학교에서 김선수 교수님의 지도 하에 석/박사 통합과정을 진행중입니다.",
        [],
        [("석/박사 통합과정", "북방대학교", None, None)],
        ["김선수"],
    ),
    (
        "Работаю старшим научным сотрудником в Институте льда РАН.",
        [("старшим научным сотрудником", "Институте льда РАН", None, None)],
        [],
        [],
    ),
    (
        "С 2018 года — доцент кафедры физики Северного университета.",
        [("доцент", "кафедры физики Северного университета", "2018", None)],
        [],
        [],
    ),
]


@pytest.mark.parametrize(("text", "posts", "degrees", "advisors"), SENTENCES, ids=[s[0][:40] for s in SENTENCES])
def test_told(text: str, posts: list[Post], degrees: list[Post], advisors: list[str]):
    profile = told(text)
    assert [(p.role, p.organization, p.start, p.end) for p in profile.positions] == posts
    assert [(d.degree, d.organization, d.start, d.end) for d in profile.education] == degrees
    assert [a.text for a in profile.advisors] == advisors
    for fact in (*profile.positions, *profile.education):
        assert all(fact.span.start <= part.start < part.end <= fact.span.end for part in fact.parts.values())


@pytest.mark.parametrize(
    "text",
    [
        "My students have become professors at North University and engineers at Snow Corp.",
        "We are looking for PhD students and postdocs at North University to join our group.",
        "My advisor was a professor at North University before he retired.",
        "Our method serves as a baseline at North University of Technology and elsewhere.",
        "Wir suchen eine Postdoktorandin für das Institut für Eis an der Universität Nordstadt.",
        "Nous recherchons un doctorant pour une thèse à l'Université de Nordville.",
        "欢迎对冰雪研究感兴趣的同学报考北方大学硕士、博士研究生。",
    ],
)
def test_what_is_said_of_others_is_no_post_or_degree(text: str):
    profile = told(text)
    assert (profile.positions, profile.education) == ((), ())


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Since 2021, I have led the Ice Physics Group at North University.",
            [("", "Ice Physics Group at North University", "2021", True)],
        ),
        ("From 2010 to 2014 she led the Snow Laboratory.", [("", "Snow Laboratory", "2010", False)]),
        ("I lead the way to better ice.", []),
        (
            "I refined it during my postdoctoral years at North University.",
            [("postdoctoral years", "North University", None, False)],
        ),
        (
            "I am a researcher at the Ice Institute (II), a joint centre of two universities.",
            [("researcher", "Ice Institute (II)", None, True)],
        ),
    ],
)
def test_groups_and_stays(text: str, posts: list[Post]):
    assert [(p.role, p.organization, p.start, p.current) for p in told(text).positions] == posts


def test_degrees_joined_by_a_stroke_are_one():
    found = told("I am registered for an MPhil/PhD at the Department of Ice, North University.")
    assert [(d.degree, d.organization) for d in found.education] == [
        ("MPhil/PhD", "Department of Ice, North University")
    ]


@pytest.mark.parametrize(
    ("text", "awards"),
    [
        (
            "I am a 2018 Fellow of the Snow Research Institute and an elected Fellow of the Royal Ice Society.",
            [("Fellow of the Snow Research Institute", 2018), ("Fellow of the Royal Ice Society", None)],
        ),
        ("She was elected Fellow of the Royal Ice Society in 2015.", [("Fellow of the Royal Ice Society", 2015)]),
        ("I am a Fellow of North College.", []),
        (
            "Throughout my career I led projects worth 400k€. I was honoured with the 2019 Snow Prize.",
            [("Snow Prize", 2019)],
        ),
    ],
)
def test_fellowships_and_prizes_told(text: str, awards: list[tuple[str, int | None]]):
    assert [(a.title, a.year) for a in told(text).awards] == awards


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("她于北极大学获心理学博士学位，现任南方大学副教授。", ("博士", "心理学", "北极大学")),
        ("2019年、北極大学で博士（経済学）を取得。", ("博士", "経済学", "北極大学")),
        ("Ich wurde 2015 an der Universität Süd in Physik promoviert.", ("promoviert", "", "Universität Süd")),
        ("2020년 북극대학교에서 물리학 박사 학위를 취득했습니다.", ("박사", "", "북극대학교")),
    ],
)
def test_degrees_and_their_fields(text: str, degree: tuple[str, str, str]):
    assert [(d.degree, d.field, d.organization) for d in told(text).education] == [degree]
