"""Posts and degrees told in sentences of European languages, on invented people."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.sources.markdown import read_markdown
from qabot.sources.text import read_text


def profile(text: str) -> Profile:
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", f"# Ada Lind\n\n{text}\n")])


def posts(text: str) -> list[tuple[str, str, str | None, str | None, bool]]:
    return [(p.role, p.organization, p.start, p.end, p.current) for p in profile(text).positions]


def studies(text: str) -> list[tuple[str, str, str, str | None]]:
    return [(d.degree, d.field, d.organization, d.end) for d in profile(text).education]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "J'ai été ATER à l'Université de Rohan pendant un an, puis maîtresse de conférences à l'Université de "
            "Pornic de 2017 à 2021.",
            [
                ("ATER", "Université de Rohan", None, None, False),
                ("maîtresse de conférences", "Université de Pornic", "2017", "2021", False),
            ],
        ),
        (
            "Je suis ensuite partie deux ans en post-doctorat à l'Université de Tromsdal, en Norvège (2014-2016).",
            [("post-doctorat", "Université de Tromsdal", "2014", "2016", False)],
        ),
        (
            "De 2010 à 2014, il a travaillé comme chercheur postdoctoral à l'Institut Max Planck de Lunebourg.",
            [("chercheur postdoctoral", "Institut Max Planck de Lunebourg", "2010", "2014", False)],
        ),
        (
            "Je suis maîtresse de conférences en linguistique à l'Université de Rohan depuis 2019.",
            [("maîtresse de conférences en linguistique", "Université de Rohan", "2019", None, True)],
        ),
        (
            "Tras el doctorado, disfruté de un contrato posdoctoral en la Universidad de Innsbrugg (2014–2016) y de "
            "otro en el Instituto Noruego de Tundra (2016-2018).",
            [
                ("contrato posdoctoral", "Universidad de Innsbrugg", "2014", "2016", False),
                ("contrato posdoctoral", "Instituto Noruego de Tundra", "2016", "2018", False),
            ],
        ),
        (
            "Entre 2018 y 2021 fui profesora ayudante doctora en el Departamento de Botánica de la Universidad de "
            "Tramuntana.",
            [
                (
                    "profesora ayudante doctora",
                    "Departamento de Botánica de la Universidad de Tramuntana",
                    "2018",
                    "2021",
                    False,
                )
            ],
        ),
        (
            "Es doctor en Historia por la Universidad de Tramuntana (2009) y profesor titular en la Universidad de "
            "Navascués.",
            [("profesor titular", "Universidad de Navascués", None, None, True)],
        ),
        ("Soy ingeniero informático por la Universidad de Altamar (2012), donde también viví.", []),
        (
            "Ha svolto un periodo di ricerca come visiting scholar presso la University of Fernholm nel 2011.",
            [("visiting scholar", "University of Fernholm", "2011", "2011", False)],
        ),
        (
            "Foi professora substituta na Universidade de Pedra Azul de 2008 a 2010 e atualmente é pesquisadora do "
            "Instituto de Botânica do Cerrado.",
            [
                ("professora substituta", "Universidade de Pedra Azul", "2008", "2010", False),
                ("pesquisadora", "Instituto de Botânica do Cerrado", None, None, True),
            ],
        ),
        (
            "Zuvor arbeitete ich drei Jahre als Softwareentwickler bei der Nordkabel GmbH in Wardenburg.",
            [("Softwareentwickler", "Nordkabel GmbH", None, None, False)],
        ),
        (
            "Sinds 2019 werkt zij als onderzoeker bij het Instituut voor Zeeonderzoek in Noordzand.",
            [("onderzoeker", "Instituut voor Zeeonderzoek", "2019", None, True)],
        ),
        (
            "Ik ben universitair docent bij de afdeling Geologie van de Universiteit Waterdam.",
            [("universitair docent", "afdeling Geologie van de Universiteit Waterdam", None, None, True)],
        ),
        (
            "W latach 2014–2016 odbyła staż podoktorski na University of Fernholm.",
            [("staż podoktorski", "University of Fernholm", "2014", "2016", False)],
        ),
        (
            "Работал инженером в КБ «Север» (1998–2001), затем ассистентом кафедры электротехники.",
            [
                ("инженером", "КБ «Север»", "1998", "2001", False),
                ("ассистентом", "кафедры электротехники", None, None, False),
            ],
        ),
        (
            "З 2004 по 2010 рік працювала асистентом кафедри ботаніки.",
            [("асистентом", "кафедри ботаніки", "2004", "2010", False)],
        ),
        (
            "З 2010 року — доцент кафедри прикладної екології Подністровського національного університету.",
            [("доцент", "кафедри прикладної екології Подністровського національного університету", "2010", None, True)],
        ),
    ],
)
def test_posts_told_in_a_sentence(text: str, expected: list[tuple[str, str, str | None, str | None, bool]]):
    assert posts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Après un master de physique obtenu à l'Université de Rohan en 2010, j'ai effectué un doctorat en "
            "océanographie à l'Université de Pornic (2010-2013).",
            [
                ("master", "physique", "Université de Rohan", "2010"),
                ("doctorat", "océanographie", "Université de Pornic", "2013"),
            ],
        ),
        (
            "J'ai soutenu ma thèse, intitulée « Ondes internes », en décembre 2013 à l'Université de Pornic.",
            [("thèse", "", "Université de Pornic", "2013-12")],
        ),
        (
            "Il est titulaire d'un doctorat en histoire de l'Université de Pornic (2011).",
            [("doctorat", "histoire", "Université de Pornic", "2011")],
        ),
        (
            "Me licencié en Biología por la Universidad de Navascués en 2007 y en 2013 me doctoré en Ecología en la "
            "Universidad de Tramuntana.",
            [
                ("licencié", "Biología", "Universidad de Navascués", "2007"),
                ("doctoré", "Ecología", "Universidad de Tramuntana", "2013"),
            ],
        ),
        (
            "Mi sono laureata in Fisica all'Università di Montechiaro nel 2009 e ho conseguito il dottorato di ricerca "
            "in Astrofisica presso l'Università di Valdora nel 2013.",
            [
                ("laureata", "Fisica", "Università di Montechiaro", "2009"),
                ("dottorato di ricerca", "Astrofisica", "Università di Valdora", "2013"),
            ],
        ),
        (
            "Doutorou-se em Sociologia pela Universidade de Vilarinho em 2010, com orientação de Rui Salgado.",
            [("Doutorou-se", "Sociologia", "Universidade de Vilarinho", "2010")],
        ),
        ("Realizou pós-doutorado na Universidade de Fernholm entre 2013 e 2015.", []),
        (
            "Ich habe an der Universität Lindau Physik studiert und 2014 bei Prof. Dr. Karin Ohlert promoviert.",
            [("promoviert", "", "Universität Lindau", "2014")],
        ),
        (
            "Er studierte Chemie an der Universität Lindau (Diplom 2003) und promovierte 2007 an der Universität "
            "Hohenfels.",
            [("Diplom", "", "Universität Lindau", "2003"), ("promovierte", "", "Universität Hohenfels", "2007")],
        ),
        (
            "Hij promoveerde in 2011 aan de Universiteit Waterdam op een proefschrift over getijden.",
            [("promoveerde", "", "Universiteit Waterdam", "2011")],
        ),
        (
            "W 2014 roku obroniłem doktorat z fizyki na Politechnice Nadwiślańskiej.",
            [("doktorat", "fizyki", "Politechnice Nadwiślańskiej", "2014")],
        ),
        ("Dopo il dottorato ha lavorato come ricercatrice alla Fondazione Lagoscuro (2016-2019).", []),
    ],
)
def test_degrees_told_in_a_sentence(text: str, expected: list[tuple[str, str, str, str | None]]):
    assert studies(text) == expected


def test_each_of_two_advisors_joined_in_french():
    found = profile(
        "J'ai soutenu ma thèse en 2013 à l'Université de Pornic, sous la direction d'Yves Le Goarant et de Marta Quiroga."
    )
    assert [str(who) for who in found.advisors] == ["Yves Le Goarant", "Marta Quiroga"]


def test_a_turkish_life_in_sentences():
    found = profile(
        "1983 yılında Amasya'da doğdu. 2005 yılında Boğazkent Teknik Üniversitesi İnşaat Mühendisliği Bölümü'nden mezun "
        "oldu. Yüksek lisansını 2008 yılında aynı üniversitede tamamladı. Doktora derecesini 2013 yılında Prof. Dr. "
        "Haldun Erginsoy danışmanlığında Karadere Üniversitesi'nden aldı. 2014-2015 yıllarında Delfzijl Teknik "
        "Üniversitesi'nde (Hollanda) doktora sonrası araştırmacı olarak çalıştı. 2016 yılından bu yana Karadere "
        "Üniversitesi'nde öğretim üyesi olarak görev yapmaktadır."
    )
    assert [(d.degree, d.organization, d.end) for d in found.education] == [
        ("", "Boğazkent Teknik Üniversitesi İnşaat Mühendisliği Bölümü", "2005"),
        ("Yüksek lisans", "Boğazkent Teknik Üniversitesi İnşaat Mühendisliği Bölümü", "2008"),
        ("Doktora", "Karadere Üniversitesi", "2013"),
    ]
    assert [(p.role, p.organization, p.start, p.end, p.current) for p in found.positions] == [
        ("doktora sonrası araştırmacı", "Delfzijl Teknik Üniversitesi", "2014", "2015", False),
        ("öğretim üyesi", "Karadere Üniversitesi", "2016", None, True),
    ]
    assert [str(who) for who in found.advisors] == ["Haldun Erginsoy"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lisans eğitimimi 2018'de Karadere Üniversitesi'nde, yüksek lisansımı 2021'de Boğazkent Teknik "
            "Üniversitesi'nde tamamladım.",
            [("Lisans", "Karadere Üniversitesi", "2018"), ("yüksek lisans", "Boğazkent Teknik Üniversitesi", "2021")],
        ),
        (
            'Doktorasını Fernholm Üniversitesi Sosyoloji Bölümünde "Göç ve Kent" başlıklı teziyle tamamladı (2011).',
            [("Doktora", "Fernholm Üniversitesi Sosyoloji Bölümü", "2011")],
        ),
    ],
)
def test_turkish_degrees(text: str, expected: list[tuple[str, str, str | None]]):
    assert [(d.degree, d.organization, d.end) for d in profile(text).education] == expected


@pytest.mark.parametrize(
    ("text", "role", "where"),
    [
        (
            "Karadere Üniversitesi Bilgisayar Mühendisliği Bölümü'nde doktor öğretim üyesiyim.",
            "doktor öğretim üyesi",
            "Karadere Üniversitesi Bilgisayar Mühendisliği Bölümü",
        ),
        (
            "Halen Boğazkent Teknik Üniversitesi Tarih Bölümünde araştırma görevlisi olarak çalışmaktayım.",
            "araştırma görevlisi",
            "Boğazkent Teknik Üniversitesi Tarih Bölümü",
        ),
    ],
)
def test_turkish_posts_that_last(text: str, role: str, where: str):
    assert posts(text) == [(role, where, None, None, True)]


def test_rows_of_turkish_posts_that_last():
    found = profile(
        "## Akademik Görevler\n\n| Görev | Kurum | Yıl |\n|---|---|---|\n"
        "| Dr. Öğretim Üyesi | Karadere Üniversitesi | 2016-2020 |\n"
        "| Doçent | Karadere Üniversitesi | 2020-Devam ediyor |"
    )
    assert [(p.role, p.organization, p.start, p.end, p.current) for p in found.positions] == [
        ("Dr. Öğretim Üyesi", "Karadere Üniversitesi", "2016", "2020", False),
        ("Doçent", "Karadere Üniversitesi", "2020", None, True),
    ]


def test_italian_lines_below_one_another_each_with_its_date():
    found = make_profile(
        "sannazzari.txt",
        [
            read_text(
                "sannazzari.txt",
                "Ludovica Sannazzari\n\nESPERIENZE PROFESSIONALI\n"
                "dal 2019 ad oggi: Professoressa associata, Università degli Studi di Valdora\n"
                "2012 – 2019: Ricercatrice universitaria, Università degli Studi di Valdora\n"
                "gennaio 2010 – dicembre 2011: Assegnista di ricerca presso l'Istituto Lagoscuro per le Malattie Rare\n",
            )
        ],
    )
    assert [(p.role, p.organization, p.start, p.end) for p in found.positions] == [
        ("Professoressa associata", "Università degli Studi di Valdora", "2019", None),
        ("Ricercatrice universitaria", "Università degli Studi di Valdora", "2012", "2019"),
        ("Assegnista di ricerca", "Istituto Lagoscuro per le Malattie Rare", "2010-01", "2011-12"),
    ]


def test_a_polish_stay_and_studies_told_twice():
    found = profile(
        "Studia inżynierskie ukończyłem w 2019 roku na Wydziale Elektroniki Politechniki Nadwiślańskiej.\n\n"
        "## Wykształcenie\n\n- 2015 – 2019: inż., elektronika, Politechnika Nadwiślańska\n\n## Doświadczenie\n\n"
        "- 10.2022 – 02.2023: staż badawczy, University of Fernholm (opiekun: prof. Ewan Strachan)"
    )
    assert [(d.field, d.organization, d.end) for d in found.education] == [
        ("elektronika", "Politechnika Nadwiślańska", "2019")
    ]
    assert [(p.role, p.organization, [str(who) for who in p.advisors]) for p in found.positions] == [
        ("staż badawczy", "University of Fernholm", ["Ewan Strachan"])
    ]


def test_a_french_student_of_a_firm_that_no_word_tells():
    found = profile(
        "Doctorant CIFRE en 2ᵉ année chez Datalune et au LIRIB, je travaille avec Sophie Abiven.\n\n## Parcours\n\n"
        "- **2024 – …** Thèse CIFRE « Apprentissage fédéré sous contraintes », LIRIB\n"
        "- **2023 – 2024** Ingénieur R&D en alternance, Datalune (Rennes)"
    )
    assert found.current is not None
    assert (found.current.role, found.current.organization) == ("Doctorant CIFRE en 2ᵉ année", "Datalune")
    assert [(d.degree, d.thesis, d.start, d.current) for d in found.education] == [
        ("Thèse CIFRE", "Apprentissage fédéré sous contraintes", "2024", True)
    ]


def test_a_russian_course_in_prose_and_in_the_list():
    found = profile(
        "Раньше я учился на бакалавриате матмеха ПГУ (2020–2024), диплом писал у Д. С. Ложкина.\n\n## Образование\n\n"
        "- **2024 – н.в.** Приозёрский политехнический университет, магистратура, «Прикладная математика»\n"
        "- **2020 – 2024** ПГУ, математико-механический факультет, бакалавриат, диплом с отличием"
    )
    assert [(d.degree, d.field, d.start, d.end) for d in found.education] == [
        ("магистратура", "Прикладная математика", "2024", None),
        ("бакалавриат", "", "2020", "2024"),
    ]


@pytest.mark.parametrize(
    ("line", "title", "year"),
    [
        ("Призёр олимпиады «Я — профессионал», 2023", "Призёр олимпиады «Я — профессионал»", 2023),
        ("3 место, хакатон «Цифровая химия», 2025", "3 место, хакатон «Цифровая химия»", 2025),
    ],
)
def test_russian_places_and_what_they_were_won_in(line: str, title: str, year: int):
    assert [(a.title, a.year) for a in profile(f"## Достижения\n\n- {line}").awards] == [(title, year)]


def test_a_graduate_of_a_faculty_holds_no_post_there():
    assert posts("Soy médico graduado de la Facultad de Medicina de Navascués y vivo en Lagos.") == []


def test_a_ukrainian_student_who_works_at_a_firm():
    found = profile(
        "Привіт! Я — аспірантка третього року кафедри математики Лиманського технічного університету. Працюю над моделями "
        "під керівництвом професорки Ганни Сулими.\n\n"
        "У 2022 році отримала ступінь магістра з прикладної математики в Лиманському технічному університеті. "
        "Паралельно працюю аналітиком даних у компанії «Рейковий шлях» з 2021 року."
    )
    assert [(d.degree, d.field, d.end, d.current) for d in found.education] == [
        ("аспірантка", "", None, True),
        ("ступінь магістра", "прикладної математики", "2022", False),
    ]
    assert [(p.role, p.organization, p.start) for p in found.positions] == [
        ("аналітиком даних", "«Рейковий шлях»", "2021")
    ]
    assert [str(who) for who in found.advisors] == ["Ганни Сулими"]


def test_a_dutch_doctorate_with_its_labels():
    found = profile(
        '## Opleiding\n\n- 2012 Promotie, Universiteit Waterdam. Proefschrift: "Water en recht". Promotor: prof. dr. '
        "Lodewijk Brouwers\n- 2004 BA Geschiedenis, Rijksuniversiteit Noordzand"
    )
    assert [(d.degree, d.field, d.thesis, d.end) for d in found.education] == [
        ("Promotie", "", "Water en recht", "2012"),
        ("BA", "Geschiedenis", "", "2004"),
    ]


def test_a_brazilian_student_at_the_same_school_before():
    found = profile(
        "Olá! Sou doutoranda no Programa de Pós-Graduação em Ciência da Computação da Universidade Federal do Cerrado, "
        "orientada pelo Prof. Otávio Lacerda. Antes disso, fiz mestrado na mesma instituição (2022) e me formei em Sistemas "
        "de Informação pelo Instituto Federal de Pedra Azul (2019). Em 2025 fiz doutorado-sanduíche na University of Fernholm."
    )
    assert found.current is not None
    assert (found.current.role, found.current.organization) == (
        "doutoranda",
        "Programa de Pós-Graduação em Ciência da Computação da Universidade Federal do Cerrado",
    )
    assert [(d.degree, d.organization, d.end) for d in found.education if not d.current] == [
        ("mestrado", "Universidade Federal do Cerrado", "2022"),
        ("me formei", "Instituto Federal de Pedra Azul", "2019"),
    ]


def test_a_school_in_brackets_behind_a_doctorate():
    found = profile(
        "Geólogo y Doctor en Ciencias Geológicas (Universidad Nacional de Cuyana, 2012) bajo la dirección de la Dra. Mirta "
        "Quevedo. Obtuvo una beca."
    )
    assert [(d.degree, d.field, d.organization, d.end) for d in found.education] == [
        ("Doctor", "Ciencias Geológicas", "Universidad Nacional de Cuyana", "2012")
    ]


def test_an_italian_life_whose_dates_belong_to_the_next_post():
    found = profile(
        "Dopo la laurea in biologia all'Università di Montechiaro (2008), ho svolto il dottorato al Politecnico di Hohenfels, "
        "terminato nel 2013 con una tesi sui laghi (relatori: Prof. Dr. Urs Brändli e Dr.ssa Chiara Ponzio). Sono stata "
        "post-doc per due anni in Norvegia, all'Istituto Norvegese delle Acque, e dal 2016 lavoro all'Istituto di Limnologia "
        "di Bellavalle, prima come collaboratrice scientifica e dal 2021 come ricercatrice senior."
    )
    assert [(d.degree, d.organization, d.end, [str(w) for w in d.advisors]) for d in found.education] == [
        ("laurea", "Università di Montechiaro", "2008", []),
        ("dottorato", "Politecnico di Hohenfels", "2013", ["Urs Brändli", "Chiara Ponzio"]),
    ]
    assert [(p.role, p.organization, p.start, p.current) for p in found.positions] == [
        ("post-doc", "Istituto Norvegese delle Acque", None, False),
        ("collaboratrice scientifica", "Istituto di Limnologia di Bellavalle", None, False),
        ("ricercatrice senior", "Istituto di Limnologia di Bellavalle", "2021", True),
    ]


def test_a_turkish_post_at_a_firm_that_no_word_tells():
    assert posts("2019-2020 arasında Anka Yazılım'da yazılım mühendisi olarak çalıştım.") == [
        ("yazılım mühendisi", "Anka Yazılım", "2019", "2020", False)
    ]
