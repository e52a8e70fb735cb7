"""A dossier made by hand on a fictional event: the night the cable car of Kestrel Bay stopped."""

import pytest

from twosource.model import (
    Claim,
    Date,
    Derivation,
    Difference,
    Document,
    Dossier,
    Entity,
    Evidence,
    Figure,
    Happening,
    Lineage,
    MadeWith,
    Origin,
    Place,
    Problem,
    Quote,
    RecordedEdit,
    Reuse,
    RunnerUp,
    Span,
    Support,
    Unseen,
    Utterance,
    Variant,
)

HERALD = """\
Cable car of Kestrel Bay stops over the water \U0001f6a1\u0301
Forty-one passengers hung above Kestrel Bay for six hours on Saturday after a gust tore the rope from its wheel.
“We heard a bang, and then nothing moved at all,” said Mayor Ilse Brandão, who was in cabin 7.
The operator, Bayline, said on Sunday that the rope had been inspected in April.
Two people were treated for cold. A reporter of this paper saw the last cabin come in at 1:40 a.m.
"""
REPOST = """\
Forty-one passengers hung above Kestrel Bay for six hours on Saturday after a gust tore the rope from its wheel.
“We heard a bang, and then nothing moved at all,” said Mayor Ilse Brandão, who was in cabin 7.
Bay Herald reports: the operator, Bayline, said on Sunday that the rope had been inspected in April.
Two people were treated for cold.
"""
RADIO = """\
At least 38 people were trapped in the Kestrel Bay cable car on Saturday night, Norrwire reported.
“We heard a bang and nothing moved,” Brandao told Coast Radio.
A former engineer, who asked not to be named, said the rope had not been inspected since last year.
"""
POST = """\
About 40 people were trapped in the Kestrel Bay cable car on Saturday night, according to Norrwire.
The regulator has opened an inquiry into the rope, its director Tomas Eide said in a statement.
Bayline denies that any inspection was missed.
"""
MINA = """بقي 41 راكبا معلقين فوق خليج كيستريل ست ساعات.
وقالت رئيسة البلدية إن «كل شيء توقف».
"""
TEXTS = {"101_herald": HERALD, "102_repost": REPOST, "103_radio": RADIO, "104_post": POST, "105_mina": MINA}


def at(document: str, words: str) -> Span:
    """Where the words stand first."""
    start = TEXTS[document].index(words)
    return Span(start, start + len(words))


def place(document: str, words: str) -> Place:
    return Place(document, at(document, words))


def support(document: str, words: str, stance: str = "states") -> Support:
    return Support(document=document, span=at(document, words), stance=stance)


def row(id: str, outlet: str | None, title: str | None, published: str | None, **more: object) -> Document:
    fields: dict[str, object] = {
        "path": f"{id}.txt",
        "outlet_from": outlet and "byline",
        "title_from": title and "first line",
        "authors": (),
        "authors_from": None,
        "published_from": published and "dateline",
        "modified": None,
        "language": "en",
        "url": None,
        "inferred": (),
        "sha256": "0" * 64,
        "edits": (),
        **more,
    }
    return Document(id=id, outlet=outlet, title=title, published=published, text=TEXTS[id], **fields)


DOCUMENTS = (
    row(
        "101_herald",
        "Bay Herald",
        "Cable car of Kestrel Bay stops over the water",
        "2031-05-04T09:20",
        authors=("Nuno Falk",),
        authors_from="byline",
        url="https://herald.example/car",
        edits=(
            RecordedEdit(0, 24, "", "furniture: share bar", "Share Mail Print Listen\n"),
            RecordedEdit(
                24 + HERALD.index("“We"), 27 + HERALD.index("“We"), "“", "encoding: UTF-8 read as cp1252", "â€œ"
            ),
        ),
    ),
    row(
        "102_repost",
        None,
        "Passengers hung for hours",
        "2031-05-04",
        published_from="lineage; inferred: not before 101_herald, which it copies",
        inferred=("published",),
    ),
    row("103_radio", "Coast Radio", None, "2031-05-04T11:00"),
    row("104_post", "Evening Post", "Inquiry into the cable car", "2031-05-05"),
    row("105_mina", "الميناء", "التلفريك", None, language="ar"),
)

QUOTES = (
    Quote(
        id="q1",
        document="101_herald",
        content=(at("101_herald", "We heard a bang, and then nothing moved at all,"),),
        cue=(at("101_herald", "said"),),
        source=(at("101_herald", "Mayor Ilse Brandão"),),
        kind="direct",
        speaker="e1",
        speaker_name="Ilse Brandão",
        naming="named",
        confidence=0.95,
    ),
    Quote(
        id="q2",
        document="102_repost",
        content=(at("102_repost", "We heard a bang, and then nothing moved at all,"),),
        kind="direct",
        speaker="e1",
        speaker_name="Ilse Brandão",
        naming="named",
        confidence=0.95,
    ),
    Quote(
        id="q3",
        document="103_radio",
        content=(at("103_radio", "We heard a bang and nothing moved,"),),
        kind="direct",
        speaker="e1",
        speaker_name="Brandao",
        naming="named",
        confidence=0.9,
    ),
    Quote(
        id="q4",
        document="103_radio",
        content=(at("103_radio", "the rope had not been inspected since last year"),),
        kind="indirect",
        speaker_name="a former engineer",
        naming="anonymous",
        confidence=0.7,
    ),
    Quote(
        id="q5",
        document="104_post",
        content=(at("104_post", "The regulator has opened an inquiry into the rope"),),
        kind="indirect",
        speaker="e3",
        speaker_name="Tomas Eide",
        naming="named",
        confidence=0.8,
    ),
)

FIGURES = (
    Figure(id="f1", document="101_herald", span=at("101_herald", "Forty-one"), low=41, high=41, counted="passengers"),
    Figure(id="f2", document="102_repost", span=at("102_repost", "Forty-one"), low=41, high=41, counted="passengers"),
    Figure(
        id="f3",
        document="103_radio",
        span=at("103_radio", "At least 38"),
        low=38,
        high=None,
        counted="people",
        qualifier="at least",
        change=">",
    ),
    Figure(
        id="f4",
        document="104_post",
        span=at("104_post", "About 40"),
        low=40,
        high=40,
        counted="people",
        qualifier="about",
        change="~",
    ),
    Figure(id="f5", document="105_mina", span=at("105_mina", "41"), low=41, high=41, counted="راكبا"),
)

DATES = tuple(
    Date(
        id=f"t{i}", document=document, span=at(document, words), type="DATE", value=value, earliest=value, latest=value
    )
    for i, (document, words, value) in enumerate(
        [
            ("101_herald", "Saturday", "2031-05-03"),
            ("101_herald", "Sunday", "2031-05-04"),
            ("103_radio", "Saturday night", "2031-05-03"),
            ("104_post", "Saturday night", "2031-05-03"),
        ]
    )
)

ENTITIES = (
    Entity(
        id="e1",
        name="Ilse Brandão",
        type="person",
        aliases=("Brandao",),
        mentions=(
            place("101_herald", "Ilse Brandão"),
            place("102_repost", "Ilse Brandão"),
            place("103_radio", "Brandao"),
        ),
    ),
    Entity(
        id="e2",
        name="Bayline",
        type="organisation",
        mentions=(place("101_herald", "Bayline"), place("102_repost", "Bayline"), place("104_post", "Bayline")),
    ),
    Entity(id="e3", name="Tomas Eide", type="person", mentions=(place("104_post", "Tomas Eide"),)),
)

LONG = (
    "Forty-one passengers hung above Kestrel Bay for six hours on Saturday after a gust tore the rope from its wheel."
)
TRAPPED = "people were trapped in the Kestrel Bay cable car on Saturday night"
REUSE = (
    Reuse(left=place("101_herald", LONG), right=place("102_repost", LONG), similarity=1.0),
    Reuse(
        left=place("101_herald", "the rope had been inspected in April."),
        right=place("102_repost", "the rope had been inspected in April."),
        similarity=1.0,
    ),
    Reuse(left=place("103_radio", TRAPPED), right=place("104_post", TRAPPED), similarity=1.0),
)

LINEAGE = Lineage(
    edges=(
        Derivation(
            id="x1",
            parent="101_herald",
            child="102_repost",
            share=0.97,
            confidence=0.98,
            evidence=(
                Evidence(
                    signal="credit_line",
                    weight=2.2,
                    because="102_repost names Bay Herald in “Bay Herald reports”",
                    spans=(place("102_repost", "Bay Herald reports"),),
                ),
                Evidence(
                    signal="coverage",
                    weight=1.4,
                    because="97% of 102_repost stands in 101_herald",
                    spans=(place("102_repost", LONG), place("101_herald", LONG)),
                ),
                Evidence(signal="dates", weight=-0.3, because="the date of 102_repost was itself inferred"),
            ),
            runners_up=(RunnerUp(parent="unseen:Norrwire", confidence=0.01, because="Norrwire is not named in it"),),
        ),
        Derivation(
            id="x2",
            parent="unseen:Norrwire",
            child="103_radio",
            share=0.55,
            confidence=0.7,
            evidence=(
                Evidence(
                    signal="unseen",
                    weight=0.9,
                    because="shares a sentence with 104_post, both credit Norrwire",
                    spans=(place("103_radio", TRAPPED),),
                ),
            ),
        ),
        Derivation(id="x3", parent="unseen:Norrwire", child="104_post", share=0.3, confidence=0.85),
    ),
    unseen=(
        Unseen(
            id="unseen:Norrwire",
            name="Norrwire",
            because="two documents credit it",
            cited_by=("103_radio", "104_post"),
            places=(place("103_radio", "Norrwire reported"), place("104_post", "according to Norrwire")),
        ),
    ),
    groups=(("101_herald", "102_repost"), ("103_radio", "104_post")),
)

UTTERANCES = (
    Utterance(
        id="u1",
        speaker="e1",
        documents=3,
        independent=(2, 2),
        variants=(
            Variant(quote="q1", content=QUOTES[0].content, relation="fullest"),
            Variant(quote="q2", content=QUOTES[1].content, relation="verbatim"),
            Variant(
                quote="q3",
                content=QUOTES[2].content,
                relation="altered",
                differences=(
                    Difference(kind="dropped", old="then", new=""),
                    Difference(kind="dropped", old="at all", new=""),
                ),
            ),
        ),
    ),
)

CLAIMS = (
    Claim(
        id="c1",
        kind="utterance",
        text="Ilse Brandão: We heard a bang, and then nothing moved at all",
        support=(
            support("101_herald", "We heard a bang, and then nothing moved at all,"),
            support("102_repost", "We heard a bang, and then nothing moved at all,"),
            support("103_radio", "We heard a bang and nothing moved,"),
        ),
        documents=3,
        independent=(2, 2),
        origins=(Origin(name="Ilse Brandão", kind="person"),),
        verdict="one origin",
        because="two witnesses heard it, and both heard it from Ilse Brandão",
        members=("q1", "q2", "q3"),
    ),
    Claim(
        id="c2",
        kind="figure",
        text="41 people were in the cabins",
        support=(
            support("101_herald", LONG),
            support("102_repost", LONG),
            support("103_radio", "At least 38"),
            support("104_post", "About 40"),
            support("105_mina", "41 راكبا"),
        ),
        documents=5,
        independent=(2, 3),
        origins=(Origin(name="Bay Herald", kind="outlet"), Origin(name="Norrwire", kind="organisation")),
        verdict="corroborated",
        because="“at least 38” and “about 40” hold 41",
        turns_on="x2",
        members=("f1", "f2", "f3", "f4", "f5"),
    ),
    Claim(
        id="c3",
        kind="statement",
        text="The rope was inspected in April",
        support=(
            support("101_herald", "the rope had been inspected in April"),
            support("102_repost", "the rope had been inspected in April"),
            support("103_radio", "the rope had not been inspected since last year", "denies"),
            support("104_post", "Bayline denies that any inspection was missed", "differs"),
        ),
        documents=2,
        independent=(1, 1),
        origins=(Origin(name="Bayline", kind="organisation"), Origin(name="a former engineer", kind="anonymous")),
        verdict="disputed",
        because="an unnamed engineer says otherwise than the operator",
    ),
    Claim(
        id="c4",
        kind="statement",
        text="The regulator has opened an inquiry",
        support=(support("104_post", "The regulator has opened an inquiry into the rope"),),
        documents=1,
        independent=(1, 1),
        origins=(Origin(name="Tomas Eide", kind="person"),),
        verdict="single source",
        because="104_post alone has it",
        members=("q5",),
    ),
    Claim(
        id="c5",
        kind="statement",
        text="Two people were treated for cold",
        support=(
            support("101_herald", "Two people were treated for cold"),
            support("102_repost", "Two people were treated for cold"),
        ),
        documents=2,
        independent=(1, 1),
        origins=(),
        verdict="undecided",
        because="nobody is named for it",
    ),
)

DOSSIER = Dossier(
    twosource="0.0",
    made_with=(MadeWith(name="en_small", version="1", sha256="ab" * 32),),
    documents=DOCUMENTS,
    quotes=QUOTES,
    figures=FIGURES,
    dates=DATES,
    entities=ENTITIES,
    reuse=REUSE,
    lineage=LINEAGE,
    utterances=UTTERANCES,
    claims=CLAIMS,
    timeline=(
        Happening(
            earliest="2031-05-03",
            latest="2031-05-03",
            text="The cable car stops",
            members=(place("101_herald", "Saturday"), place("103_radio", "Saturday night")),
        ),
        Happening(
            earliest="2031-05-04",
            latest="2031-05-05",
            text="Bayline speaks of an inspection",
            members=(place("101_herald", "Sunday"),),
        ),
    ),
    only_in=(place("101_herald", "A reporter of this paper saw the last cabin come in at 1:40 a.m."),),
    problems=(Problem(stage="clean", document="105_mina", reason="no publication date was found for 105_mina"),),
)


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    return DOSSIER
