"""Attributions in Chinese and Japanese, which set no blanks between words."""

import re
from functools import cache

from twosource.annotate.unparsed.beside import Beside
from twosource.model import Span
from twosource.words import lines

__all__ = ["EAST_ASIAN", "after_east_asian", "before_east_asian"]

EAST_ASIAN = ("ja", "zh")
FARTHEST = 60
NO_NAME_ZH = re.compile(
    r"[在于於对對向把被因為为以从從到和但而如若这這那的了则則据據、\d]|[昨今明]天|[日月年]|[後后前時时]$"
)
NO_NAME_JA = re.compile(r"[をにへでがはも「」『』]|から|まで|として")


@cache
def _verbs(language: str) -> str:
    forms = sorted(lines(f"{language}/reporting_verbs"), key=len, reverse=True)
    return "|".join(map(re.escape, forms))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What leads up to a quotation and what follows it."""
    verbs = _verbs(language)
    if language == "ja":
        return (
            re.compile(r"(?P<who>[^\s。、「」『』（）()]{2,15}?)(?:は|も)、?[^。「」『』]{0,40}$"),
            re.compile(
                rf"(?:など)?と(?!いう|いった|して|なる)(?:(?P<who>[^。、「」\s]{{2,12}}?)(?:は|が))?(?:[^。「」]{{0,12}}[にで、])?(?P<cue>{verbs})"
            ),
        )
    told = r"(?:[对對向][^，。：:“”「」\s]{1,8})?(?:也|还|還|又|并|並|则|則)?"
    return (
        re.compile(
            rf"(?:^|[，。；：\s])(?P<who>[^，。；：“”「」\s]{{2,12}}?){told}(?P<cue>{verbs})[道说說]?\s*[：:，,]?\s*$"
        ),
        re.compile(rf"[，,。]?\s*(?P<who>[^，。；：“”「」\s]{{1,12}}?){told}(?P<cue>{verbs})[道说說]?(?=[。，,；]|$)"),
    )


def before_east_asian(text: str, room: Span, language: str) -> Beside | None:
    """The attribution that leads up to a quotation: “李明说：”; in Japanese the speaker only, the verb comes after.

    >>> text = "市长李明说："
    >>> [span.of(text) for span in before_east_asian(text, Span(0, 6), "zh").source]
    ['市长李明']
    """
    start = max(room.start, room.end - FARTHEST)
    match = _patterns(language)[0].search(text[start : room.end])
    return _beside(match, start, language) if match else None


def after_east_asian(text: str, room: Span, language: str) -> Beside | None:
    """The attribution that follows a quotation: “，李明说。”, “と市長は述べた”."""
    match = _patterns(language)[1].match(text[room.start : min(room.end, room.start + FARTHEST)])
    return _beside(match, room.start, language) if match else None


def _beside(match: re.Match[str], shift: int, language: str) -> Beside:
    groups = match.groupdict()
    cue = (Span(*match.span("cue")).shift(shift),) if groups.get("cue") else ()
    who = groups.get("who")
    unsafe = NO_NAME_JA if language == "ja" else NO_NAME_ZH
    source = (Span(*match.span("who")).shift(shift),) if who and not unsafe.search(who) else ()
    return Beside(cue=cue, source=source, end=shift + match.end())
