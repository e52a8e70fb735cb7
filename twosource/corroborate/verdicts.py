"""What may be made of a finding: its witnesses, its origins, the verdict, and the reason in one sentence."""

from collections.abc import Sequence

from msgspec import structs

from twosource.corroborate.findings import Finding, supports
from twosource.corroborate.independence import Links, Witnesses, count_witnesses
from twosource.corroborate.material import Material
from twosource.corroborate.naming import label, listed, wording
from twosource.corroborate.origins import origins_of, surely_apart, tells_of_another
from twosource.corroborate.own_voice import settled
from twosource.corroborate.owners import house_told
from twosource.model import Claim, Origin, Place, Side, Stance, Verdict

__all__ = ["judge"]

OTHERWISE: tuple[Stance, ...] = ("differs", "denies")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def judge(finding: Finding, links: Links) -> Claim:
    """Count who stands behind `finding` and give the verdict. The claim has no id yet (an empty one).

    `disputed` and `undecided` come from the finding itself; the others from the least number of independent witnesses
    and from the number of origins: two of each make `corroborated`. Where documents do not agree, each side is judged
    by itself, too.
    """
    material = links.material
    places = finding.places()
    seen = count_witnesses(places, links, finding.taken)
    witnesses = origins_of(places, material, seen.homes)
    told = tuple(sorted({one for origins in witnesses.values() for one in origins}))
    origins = (finding.origin,) if finding.origin else settled(told, witnesses, finding)
    verdict, because = _between_versions(finding, links) or _weigh(finding, seen, origins, links)
    return Claim(
        id="",
        kind=finding.kind,
        text=finding.text,
        support=finding.support,
        documents=len({place.document for place in places}),
        independent=(seen.low, seen.high),
        origins=origins,
        verdict=verdict,
        because=because,
        turns_on=seen.turns_on,
        members=finding.members,
        sides=_sides(finding, links) if verdict in ("disputed", "undecided") else (),
    )


def _sides(finding: Finding, links: Links) -> tuple[Side, ...]:
    """What stands behind each side, judged as if nobody said otherwise; the side that states the claim comes first."""
    at = {Place(one.document, one.span): number for number, one in enumerate(finding.support)}
    versions = [(text, places) for text, places in _versions(finding, links.material) if places]
    ordered = sorted(versions, key=lambda version: not set(version[1]) & set(finding.places()))
    out = []
    for text, places in ordered if len(versions) > 1 else ():
        alone = structs.replace(
            finding, text=text, support=supports(dict.fromkeys(places, "states")), relation="agree", note=""
        )
        side = judge(alone, links)
        numbers = tuple(sorted(at[place] for place in places))
        out.append(
            Side(
                text=text,
                support=numbers,
                documents=side.documents,
                independent=side.independent,
                origins=side.origins,
                because=side.because,
            )
        )
    return tuple(out)


def _versions(finding: Finding, material: Material) -> Sequence[tuple[str, tuple[Place, ...]]]:
    """The versions that the finding names if they are of all its places, else one for each stance."""
    told = [place for _, places in finding.versions for place in places]
    if told and sorted(told) == sorted(Place(one.document, one.span) for one in finding.support):
        return finding.versions
    rest = [(stance, finding.places(stance)) for stance in OTHERWISE]
    return [
        (finding.text, finding.places()),
        *((wording(min(places), material), places) for _, places in rest if places),
    ]


def _between_versions(finding: Finding, links: Links) -> tuple[Verdict, str] | None:
    """The verdict where only versions of one article differ: an outlet that changed its report disputes nothing."""
    documents = sorted({one.document for one in finding.support})
    if finding.relation not in ("conflict", "unclear") or not links.are_versions(documents):
        return None
    names = listed([label(one, links.material) for one in documents])
    latest = [label(one, links.material) for one in documents if not links.is_superseded(one)]
    which = f"the latest is {latest[0]}" if len(latest) == 1 else "which of them is the latest is not certain"
    told = finding.note.replace(", and not all can be right", "")
    return "single source", f"{names} are versions of one article that differ here; {which}. {told}".strip()


def _weigh(finding: Finding, seen: Witnesses, origins: Sequence[Origin], links: Links) -> tuple[Verdict, str]:
    material = links.material
    if finding.relation == "conflict":
        return "disputed", finding.note
    if finding.relation == "unclear":
        return "undecided", finding.note
    note = f"{finding.note} " if finding.note else ""
    documents = sorted({place.document for place in finding.places()})
    if len(documents) == 1:
        return "single source", f"{note}{_alone(documents[0], origins, material)}"
    house = house_told(seen.houses, material)
    if seen.high == 1:
        return (
            "single source",
            f"{note}{_owned(documents, seen, material, house) or _copied(documents, seen, links)}",
        )
    told = f" {house[0].upper()}{house[1:]}." if house else ""
    if seen.low == 1:
        return (
            "undecided",
            f"{note}{_count(documents)} say so, but {seen.doubt}; the number of witnesses turns on that.{told}",
        )
    verdict, because = _independent(finding, seen, origins, material, note)
    return verdict, because + told


def _owned(documents: Sequence[str], seen: Witnesses, material: Material, house: str) -> str:
    """Why several documents are one witness where that is so by their owner; empty if it is not."""
    if not house:
        return ""
    taken = [one for one in documents if seen.homes[one] != one]
    names = listed([label(one, material) for one in taken])
    sources = listed(sorted({label(seen.homes[one], material) for one in taken}))
    copied = f"{names} take{'' if len(taken) > 1 else 's'} it from {sources}, and " if taken else ""
    return f"{_count(documents)} say so, but {copied}{house}."


def _alone(document: str, origins: Sequence[Origin], material: Material) -> str:
    name = label(document, material)
    cited = [origin for origin in origins if origin.kind != "outlet"]
    if cited:
        return f"Only {name} reports it, citing {listed([one.name for one in cited])}."
    return f"Only {name} reports it, in its own voice."


def _copied(documents: Sequence[str], seen: Witnesses, links: Links) -> str:
    material = links.material
    homes = {document: seen.homes[document] for document in documents}
    taken = sorted(document for document, home in homes.items() if home != document)
    homes_of = sorted({homes[document] for document in taken})
    names = listed([label(document, material) for document in taken])
    sources = listed([label(home, material) for home in homes_of])
    plural = "" if len(taken) > 1 else "s"
    if not taken:
        return f"{_count(documents)} say so, but they are articles of one newsroom; nobody else reports it."
    if any(not links.is_directed(homes[document], document) for document in taken):
        return (
            f"{_count(documents)} say so, but {names} and {sources} share their words here, and which had them first "
            "cannot be told; nobody else reports it."
        )
    if all(home in material.volumes for home in homes_of):
        return f"{_count(documents)} say so, but {names} take{plural} it from {sources}; nobody else reports it."
    both = "both" if len(taken) == 2 else "all" if len(taken) > 2 else ""
    verb = f"{both} have" if both else "has"
    return f"{_count(documents)} say so, but {names} {verb} it from {sources}, which is not among the documents."


def _independent(
    finding: Finding, seen: Witnesses, origins: Sequence[Origin], material: Material, note: str
) -> tuple[Verdict, str]:
    groups = "; ".join(_group(group, seen, material) for group in seen.groups)
    doubt = f" (perhaps {_number(seen.high)}: {seen.doubt})" if seen.doubt else ""
    count = f"{_number(seen.low)} independent documents{doubt}"
    count = count[0].upper() + count[1:]
    cited = [origin for origin in origins if origin.kind != "outlet"]
    if len(origins) == 1:
        return "one origin", f"{note}{count} report it ({groups}), and all go back to {origins[0].name}."
    if finding.foretold and not cited and finding.kind != "event":
        return "undecided", f"{note}{count} report it as something expected ({groups}), none says on whose word."
    if not surely_apart(origins, material) or tells_of_another(finding.places(), material, seen.homes):
        names = listed([one.name for one in origins])
        return "undecided", f"{note}{count} report it ({groups}), from {names}, who may be the same."
    return "corroborated", f"{note}{count} report it ({groups}), from {listed([one.name for one in origins])}."


def _group(group: Sequence[str], seen: Witnesses, material: Material) -> str:
    first = next((one for one in group if seen.homes[one] == one), group[0])
    others = [label(one, material) for one in group if one != first]
    return f"{label(first, material)} with {listed(others)} as one" if others else label(first, material)


def _count(documents: Sequence[str]) -> str:
    return f"{_number(len(documents))} documents".capitalize()


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
