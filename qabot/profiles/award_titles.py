"""The title of an award: the words up to the one that makes it an award, and its rank."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.affiliations import tidy
from qabot.profiles.dates import read_dates
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.terms import is_organization, is_place

AWARD = re.compile(
    r"\b(?:awards?|awardee|prizes?|medal(?:ist)?s?|fellowships?|studentships?|fellows?|scholarships?|scholars?|"
    r"grants?|honou?rs?|honou?rable mention|distinction|winner|finalist|runner[- ]up|recipient|"
    r"bursary|stipend|bounty|gold|silver|bronze|"
    r"[a-z]+ of the year|"
    r"dean['’]s list|reviewers?|valedictorian|summa cum laude|magna cum laude|phi beta kappa|"
    r"best (?:paper|poster|thesis|presentation|student)|outstanding|travel support|studentship|"
    r"sponsorship|talents? program(?:me)?|olympiad|competition|contest|hackathon|challenge|"
    r"preis|stipendium|auszeichnung|prix|bourse|beca|premio|borsa|prêmio|bolsa|премия|стипендия|грант|"
    r"диплом|медаль|победитель|призер|призёр|лауреат|грамота|благодарность|премії|стипендія|премія|нагорода|отличник|"
    r"prémio|nagroda|cena|ödülü?|prijs|beurs|pris|stipendi|palkinto|förderpreis|\w+preis|"
    r"\w+stipendium|medaille|médaille|medalla|"
    r"medalha|medaglia|distinción|mención|lauréate?|finaliste|galardón|reconocimiento)\b|奖|獎|赏|賞|"
    r"荣誉|优秀|優秀|标兵|冠军|亚军|"
    r"総代|入賞|入选|入選|選出|特別研究員|奖学金|称号|金牌|银牌|铜牌|三等|二等|一等|助成|採択|수상|"
    r"名师|先进个人|先进工作者|劳动模范|新秀|十佳|骨干教师|特殊津贴|领军人才|人才计划|优青|杰青|青年学者|百人计划|状元|榜眼|表彰|褒賞|奨励|大賞|給費|장학|표창|우수|"
    r"최우수|대상|금상|은상|동상|장려상|입상|상$",
    re.I,
)


_RANK = re.compile(
    r"^(?:\W*(?:finalists?|winners?|runners?[- ]up|(?:the\s)?(?:1st|2nd|3rd|\d+th|first|second|third|"
    r"fourth|grand|top|honou?rable|gold|silver|bronze|special)\b[\w\s/-]{0,30}|honou?rable mention|"
    r"full tuition|第[一二三]名|[一二三特]等奖?|金奖|银奖|铜奖|최우수상|우수상|대상|금상|은상|동상|"
    r"장려상))",
    re.I,
)


_STOP = re.compile(
    r"\s*(?:\t|—|\s[–-]\s|[|｜]|;|；|。|\bawarded (?:by|to|for)\b|\bsponsored by\b|"
    r"\bby (?:the )?(?=[A-Z])|\bfrom (?:the )?(?=[A-Z][\w ]*(?:University|Institute|Society|"
    r"Foundation|Association|College))|(?<=[^\W\d_]{3})(?<!dept)(?<!univ)(?<!inst)(?<!prof)(?<!natl)(?<!intl)"
    r"(?<!assoc)(?<!admin)(?<!acad)(?<!eng)(?<!sci)(?<!\bltd)(?<!\binc)(?<!\bcorp)(?<!\bbros)\.\s|\s?[(（\[](?=with\b|for\b|to\b|USD|\$|€|£|"
    r"¥|￥|one of|C\d|J\d|link|certificate|\d{4}\b|\d[\d,.]*\s?(?:k|K|USD|EUR|RMB|元|万|만)))\s*",
    re.I,
)


_LEAD = re.compile(
    r"^(?:(?:i\s|we\s)?(?:was |am |were )?(?:honou?red (?:with|to receive)|awarded|received|"
    r"recipient of|won|winning|selected as|named|granted|obtained)\s+(?:the\s+|an?\s+)?|"
    r"(?:selected|qualified) for\s+(?:the\s+)?(?:prestigious\s+)?|"
    r"(?:recipient|winner|awardee|honoree|preisträger(?:in)?|lauréate?|ganador(?:a)?|vincitore|vincitrice)\s*:\s*|"
    r"(?:recipient|winner|awardee),\s+(?=[^,;.\n]*\b(?:award|prize|fellowship|scholarship|medal|grant)s?\b)|"
    r"获得?(?=[“\"「]|[\u4e00-\u9fff]{3})|荣获)",
    re.I,
)


_LINK = re.compile(
    r"[\[(（]\s*(?:link|certificate|news|website|url|pdf|photo|报道|链接|证书|link\]?)\s*[\])）]\s*$", re.I
)


_IN_QUOTES = re.compile(  # "“Ice for Schools,” Snow Fund, 2014": a name as a whole, not that of a prize behind it
    r"[“\"«„]([^“”\"«»„\n]{8,160}?)(?:[,.][”\"»“]|[”\"»“](?=\s*(?:[,.;(（]|[–—-]\s|(?:at|in|by|from)\s|$)))"
)


LONE_RANK = re.compile(  # the rank alone, what it was in behind the comma: "Third Prize, Ice Cup"
    r"\W*(?:(?:first|second|third|fourth|1st|2nd|3rd|\dth|grand|special|gold|silver|bronze|honou?rable|"
    r"first[- ]class|top)[\s-]+){0,2}(?:prize|place|medal|mention|winner|award|finalist|class)s?\W*|"
    r"(?:全国|全球|国家级?|省级?|市级?|校级?|院级?|国际|国赛|省赛|区域赛)*(?:总?冠军|總?冠軍|亚军|季军|[特一二三]等[奖獎]|金[奖牌獎]|银[奖牌]|"
    r"銀獎|铜[奖牌]|銅獎|优胜奖|优秀奖|第[一二三四五]名|荣誉称号)\W*|"
    r"\W*(?:[1-9](?:-?[еоya]{1,2})?|[IVX]{1,3}|[Пп]ерше|[Дд]руге|[Тт]рет[єе]|[Пп]ервое|[Вв]торое|[Тт]ретье)\s(?:место|місце|miejsce|nagroda|mjesto)\W*|\W*(?:призёр|призер|победитель|лауреат)\W*|"
    r"\W*[1-9](?:er|ère|re|e|ème|ᵉ)\s(?:place|prix)\W*",
    re.I,
)


_SUM_FIRST = re.compile(  # "$42,000, Ice Fund"
    r"(?:(?:(?:USD|EUR|GBP|CAD|AUD|CHF|US)\s?[$€£]?|[$€£¥])\s?\d[\d,.]*\s?(?:k|K|M|mn|million)?|"
    r"\d[\d,.]*\s?(?:k|K|M|mn|million)?\s?(?:USD|EUR|GBP|CAD|AUD|CHF|SEK|NOK|DKK|€|£))\s?[,:–—-]\s+(?=[^\W\d_]{2})"
)

_FRESH = re.compile(r"\b(?:new|latest|updated?)\b|最新|新增", re.I)  # "🔥 New！2025.12, 冰雪奖"
_SCHOOL_YEAR = re.compile(r"(?:学年度?|學年度?|年度)\s*")
_BEFORE = re.compile("(?:[\\s:：,，.、|｜·•)\\]】—–-]|[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f])+")  # signs, emoji


def read_title(page: Page, cell: Line) -> Range | None:
    """The title of an award in a column of text: its words up to the one that makes it an award, and its rank."""
    text = page.text
    start, end = cell.start, cell.end
    dates = read_dates(text, start, end)
    for date in dates:
        if not re.search(r"\w", _FRESH.sub("", text[start : date.begin])):
            start = date.stop
    lead = _BEFORE.match(text, start, end)
    start = lead.end() if lead else start
    school_year = _SCHOOL_YEAR.match(text, start, end) if dates else None
    start = school_year.end() if school_year else start
    said = _LEAD.match(text[start:end])
    start += said.end() if said else 0
    sum_first = _SUM_FIRST.match(text, start, end)
    start = sum_first.end() if sum_first else start
    named = _IN_QUOTES.match(text, start, end)
    if named:
        return tidy(page, *named.span(1))
    for date in dates:
        if date.begin > start + 2 and not re.search(r"[^\W\d_]{3}", text[date.stop : end]):
            end = min(end, date.begin)
    end = _without_year(text, start, end)
    inner = page.trim(start, end, " \t\n,，;:：.。|–—-(（!！")
    link = _LINK.search(text, inner.start, inner.end)
    inner = Range(inner.start, link.start()) if link and link.start() > inner.start else inner
    start, end = inner
    stop = _STOP.search(text, start + 3, end) if end > start + 3 else None
    while stop and (
        not re.search(r"[^\W\d_]{2}", text[start : stop.start()]) or _is_quoted(text[start : stop.start()], text, stop)
    ):
        stop = _STOP.search(text, stop.end(), end)
    if stop and not (
        AWARD.search(text[stop.start() : end])
        and not AWARD.search(text[start : stop.start()])
        and stop.group().strip() in ("-", "–", "—", "|")
    ):
        end = stop.start()
    end = _title_end(text, start, end)
    giver = _GIVER.search(text, start + 3, end) if end > start + 8 else None
    if giver and AWARD.search(text, start, giver.start()) and is_organization(text[giver.end() : end]):
        end = giver.start()  # "Ice Fellowship: Fern University"
    found = tidy(page, start, end)
    return found if re.search(r"[^\W\d_]{2}", text[found.start : found.end]) else None


_GIVER = re.compile(r"[:：]\s+(?!.*[:：])(?=[^\W\d_])")
_YEAR_TAIL = re.compile(  # "for the 2018-2019 academic year"
    r"[\s,(]+(?:(?:for|in|during|from|of|over)\s)?(?:the\s)?(?:19|20)\d\d(?:\s?[-–/]\s?(?:\d\d){1,2})?\s"
    r"(?:academic|school|fiscal|calendar)\s(?:year|session|term)s?\b.*$",
    re.S,
)
_OPEN_TAIL = re.compile(r"\s(?:for|in|during|from|since)(?:\sthe)?\W*$")  # what led to the year that is taken off
_SUM_TAIL = re.compile(r"\s*[(（][^()（）]*[$€£¥]\s?\d[^()（）]*[)）]\W*$")


def _without_year(text: str, start: int, end: int) -> int:
    """Where the words of a title end before its year, what leads to it and a sum of money."""
    for tail in (_YEAR_TAIL, _SUM_TAIL, _OPEN_TAIL):
        found = tail.search(text, start + 8, end) if end > start + 8 else None
        end = found.start() if found else end
    return end


def _is_quoted(before: str, text: str, stop: re.Match[str]) -> bool:
    """Whether a break stands within angled quotation marks: "Призёр олимпиады «Я — профессионал»"."""
    opened = before.count("«") > before.count("»") or before.count("《") > before.count("》")
    return opened and ("»" in text[stop.end() : stop.end() + 80] or "》" in text[stop.end() : stop.end() + 80])


_CONTEST = re.compile(
    r"\b(?:competition|contest|olympiads?|cup|challenge|\w*hack\w*|games|championships?|datathon|tournament|game jam|"
    r"league|quiz bowl|science fair|kaggle|ctf)\b|大赛|大賽|竞赛|競賽|比赛|比賽|挑战赛|挑戰賽|邀请赛|"
    r"锦标赛|联赛|大會|杯|马拉松|"
    r"олимпиад|хакатон|конкурс|чемпионат|турнир|concours|hackathon|konkurs|wettbewerb|concurso|yarışma",
    re.I,
)


_LED_RANK = re.compile(  # what somebody was in what stands behind the comma: "Runner-up, Ice Excellence Program"
    r"\W*(?:co-?)?(?:(?:1st |2nd |first |second )?runners?[- ]up|(?:semi-?)?finalist|nominee|inductee|honou?ree|"
    r"shortlisted)s?\W*",
    re.I,
)


def _with_rank(words: str, pieces: Sequence[tuple[int, int]]) -> int:
    """Where a title ends that a rank begins: behind the next piece, or the one after it that says what it is."""
    named = next((b for a, b in pieces[1:3] if AWARD.search(words[a:b])), pieces[1][1])
    return pieces[1][1] if is_organization(words[slice(*pieces[1])]) else named


def _names_giver(words: str) -> bool:
    """Whether what stands behind a rank is who gave it or when, not what it was won in."""
    bare = re.sub(r"[(（].*", "", words).strip()
    contest = _CONTEST.search(bare)
    return not contest and (is_organization(bare) or is_place(bare) or len(bare.split()) < 2) or bool(read_dates(bare))


def _title_end(text: str, start: int, end: int) -> int:
    """Where the title ends among phrases set apart by commas: behind the phrase that says what the award is."""
    bounds = [m.start() for m in re.finditer(r"[,，](?![^(（]*[)）])", text[start:end])]
    pieces = [(a, b) for a, b in zip([0, *(b + 1 for b in bounds)], [*bounds, end - start], strict=True)]
    words = text[start:end]
    stop = None
    for number, (a, b) in enumerate(pieces):
        piece = words[a:b].strip()
        lone = number == 0 and len(pieces) > 1 and LONE_RANK.fullmatch(piece)
        if number == 0 and len(pieces) > 1 and _LED_RANK.fullmatch(piece) and not is_place(words[slice(*pieces[1])]):
            return start + _with_rank(words, pieces)
        if lone and not _names_giver(words[slice(*pieces[1])]):
            continue
        if (
            stop is None
            and AWARD.search(piece)
            and not (number and is_organization(piece) and not AWARD.search(re.split(r"\s(?:of|for)\s", piece)[0]))
        ):
            stop = b
        elif stop is not None:
            if _RANK.match(piece):
                stop = b
            else:
                break
    if stop is None and len(pieces) > 1 and LONE_RANK.fullmatch(words[: pieces[0][1]]) and _CONTEST.search(words):
        stop = pieces[1][1]  # "Third Prize, 32nd Ice Cup"
    if stop is None:
        organization = next((a for a, b in pieces[1:] if is_organization(words[a:b]) or is_place(words[a:b])), None)
        stop = organization - 1 if organization else pieces[0][1]
    bracket = re.compile(r"\s*[(（]([^()（）]*)[)）]\s*$").search(words, 0, stop)
    if (
        bracket
        and bracket.start() > 3
        and (is_organization(bracket[1]) or is_place(bracket[1]))
        and not re.fullmatch(r"[A-Z]{2,8}", bracket[1])
    ):
        stop = bracket.start()
    return start + stop
