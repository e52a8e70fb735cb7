"""An utterance with its versions: the fullest first, and how each of the others gives it."""

from collections.abc import Sequence

from twosource.corroborate.independence import Links, count_witnesses
from twosource.corroborate.material import Material
from twosource.corroborate.meaning import change_of_meaning
from twosource.corroborate.own_words import taken_from_release
from twosource.corroborate.speech import Said
from twosource.corroborate.variants import Told, variant_of
from twosource.corroborate.voices import Voices
from twosource.corroborate.wording import matched_words, words
from twosource.model import Lineage, Quote, Utterance, Variant

__all__ = ["fullest_first", "speakers_of", "utterance_of"]


def fullest_first(group: Sequence[Said], lineage: Lineage) -> tuple[Said, ...]:
    """The fullest version first: the longest in the speaker's own words, and of two the one that was not copied.

    Of reports, each in the words of its reporter, it is the one whose words most of the others have, too.
    """
    children = {edge.child for edge in lineage.edges if edge.directed}

    def rank(one: Said) -> tuple[bool, int, int, bool, str, str]:
        document = one.quote.document
        followed = (
            0 if one.direct else sum(matched_words(other.words, one.words) == len(other.words) for other in group)
        )
        return (not one.direct, -followed, -len(one.words), document in children, document, one.quote.id)

    return tuple(sorted(group, key=rank))


def utterance_of(group: Sequence[Said], links: Links, voices: Voices) -> Utterance:
    """One act of speech, `group` being its pieces with the fullest first. It has no id yet (an empty one).

    Pieces of one quotation are one version.
    """
    full = group[0]
    quotes: dict[str, list[Said]] = {}
    for one in group:
        quotes.setdefault(one.quote.id, []).append(one)
    voice = _most_named([pieces[0].quote for pieces in quotes.values()], voices)
    variants = [_variant(full, sorted(pieces, key=lambda one: one.spans), voice, voices) for pieces in quotes.values()]
    places = [place for one in group for place in one.places]
    seen = count_witnesses(places, links, taken_from_release(group, voices))
    return Utterance(
        id="",
        speaker=voice.speaker,
        variants=tuple(variants),
        documents=len({one.quote.document for one in group}),
        independent=(seen.low, seen.high),
    )


def _most_named(quotes: Sequence[Quote], voices: Voices) -> Quote:
    """The quotation, the first of equals, with whose speaker most documents agree; one with a known speaker, if any."""
    known = [quote for quote in quotes if quote.speaker] or list(quotes)
    heard = [len({other.document for other in known if voices.agree(one, other) == "same"}) for one in known]
    return known[max(range(len(known)), key=lambda at: (heard[at], -at))]


def _variant(full: Said, pieces: Sequence[Said], voice: Quote, voices: Voices) -> Variant:
    quote = pieces[0].quote
    content = tuple(span for one in pieces for span in one.spans)
    misattributed = quote.speaker_name if _is_other(voice, quote, voices) else None
    if full in pieces:
        return Variant(quote=quote.id, content=content, relation="fullest", misattributed=misattributed)
    text = " … ".join(one.text for one in pieces)
    marked = all(one.direct for one in pieces)
    told: Told = "quoted" if marked else "reported" if full.direct else "both reported"
    relation, differences = variant_of(full.text, text, told=told)
    return Variant(
        quote=quote.id,
        content=content,
        relation=relation,
        differences=differences,
        meaning=change_of_meaning(full.text, text) if marked and full.direct else None,
        misattributed=misattributed,
    )


def speakers_of(group: Sequence[Said], voices: Voices) -> tuple[str, ...]:
    """The names of the persons to whom the documents give these words, sorted: more than one where they disagree."""
    quotes = [one.quote for one in group]
    voice = _most_named([one for one in quotes if _has_person(one, voices.material)] or quotes, voices)
    others = {voices.material.name(quote.speaker or "") for quote in quotes if _is_other(voice, quote, voices)}
    return tuple(sorted({voices.material.name(voice.speaker), *others})) if voice.speaker else ()


def _is_other(voice: Quote, quote: Quote, voices: Voices) -> bool:
    """Whether a quotation is given to another person than `voice` is, both by their whole names."""
    named = _has_person(voice, voices.material) and _has_person(quote, voices.material)
    return named and voices.agree(voice, quote) == "other"


def _has_person(quote: Quote, material: Material) -> bool:
    """Whether the words that tell who speaks name a person whose whole name is known, or somebody set that by hand.

    What a pronoun or a role means is no evidence of a wrong name; a given name and a surname may be one person's.
    """
    entity = material.entities.get(quote.speaker or "")
    if entity is None or entity.type != "person" or len(entity.name.split()) < 2:
        return False
    text = material.volumes[quote.document].article.text
    told = {word for span in quote.source for word, _ in words(text, span)}
    return quote.confidence == 1 or any(word in told for word, _ in words(entity.name))
