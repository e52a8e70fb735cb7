"""Entities across documents."""

from twosource.annotate.entities import join_entities
from twosource.annotate.naming.same import EntityType
from twosource.model import Entity, Place, Span


def _entity(document: str, number: int, name: str, kind: EntityType, *aliases: str, mentions: int = 1) -> Entity:
    places = tuple(Place(document, Span(10 * number + at, 10 * number + at + 1)) for at in range(mentions))
    return Entity(id=f"{document}/e{number}", name=name, type=kind, aliases=aliases, mentions=places)


def test_variants_of_one_name_join() -> None:
    joined = join_entities(
        [
            (_entity("a", 1, "Ash Harlan", "person", "Harlan"), _entity("a", 2, "Raqqa", "place")),
            (_entity("b", 1, "Ashton Harlan", "person"), _entity("b", 2, "Raqa", "place", mentions=3)),
            (_entity("c", 1, "Harlan", "person"),),
        ]
    )
    assert joined.renamed["a/e1"] == joined.renamed["b/e1"] == joined.renamed["c/e1"]
    assert joined.renamed["a/e2"] == joined.renamed["b/e2"]
    assert [entity.name for entity in joined.entities] == ["Raqa", "Ashton Harlan"]
    assert [entity.id for entity in joined.entities] == ["e1", "e2"]


def test_short_form_learned_in_one_document_serves_all() -> None:
    joined = join_entities(
        [
            (_entity("a", 1, "Vardsund Food Agency", "organisation"),),
            (_entity("b", 1, "VFX", "organisation"),),
            (_entity("c", 1, "VFX", "organisation", "Vardsund Food Agency"),),
        ]
    )
    assert len(joined.entities) == 1
    assert {joined.entities[0].name, *joined.entities[0].aliases} == {"VFX", "Vardsund Food Agency"}


def test_a_surname_that_fits_two_goes_to_neither() -> None:
    joined = join_entities(
        [
            (_entity("a", 1, "Ann Brandt", "person"), _entity("a", 2, "Ivar Brandt", "person")),
            (_entity("b", 1, "Brandt", "person"),),
        ]
    )
    assert len(joined.entities) == 3


def test_an_initial_that_fits_two_goes_to_neither() -> None:
    joined = join_entities(
        [
            (_entity("a", 1, "Ann Brandt", "person"), _entity("a", 2, "Astrid Brandt", "person")),
            (_entity("b", 1, "A. Brandt", "person"),),
        ]
    )
    assert len(joined.entities) == 3


def test_persons_whom_one_document_keeps_apart_stay_apart() -> None:
    joined = join_entities(
        [(_entity("a", 1, "Ash Brandt", "person"), _entity("a", 2, "Ashton Brandt", "person"))],
    )
    assert len(joined.entities) == 2


def test_countries_do_not_merge() -> None:
    names = ["Iran", "Iraq", "Austria", "Australia", "Niger", "Nigeria"]
    joined = join_entities([(_entity(str(at), 1, name, "place"),) for at, name in enumerate(names)])
    assert sorted(entity.name for entity in joined.entities) == sorted(names)


def test_the_type_that_most_mentions_have_wins() -> None:
    joined = join_entities(
        [(_entity("a", 1, "Vardsund", "place", mentions=5),), (_entity("b", 1, "Vardsund", "organisation"),)]
    )
    assert [(entity.type, len(entity.mentions)) for entity in joined.entities] == [("place", 6)]


def test_every_mention_is_kept_and_every_id_renamed() -> None:
    documents = [
        tuple(_entity(document, at, name, "person", mentions=at) for at, name in enumerate(["Ann Orr", "Ed Moss"], 1))
        for document in "abc"
    ]
    joined = join_entities(documents)
    assert set(joined.renamed) == {entity.id for document in documents for entity in document}
    assert sum(len(entity.mentions) for entity in joined.entities) == 9
    assert list(joined.entities[0].mentions) == sorted(joined.entities[0].mentions)


def test_a_bare_surname_taken_for_a_body_in_some_documents_is_a_persons() -> None:
    joined = join_entities(
        (
            (_entity("a", 1, "Roth", "organisation", mentions=5),),
            (_entity("b", 1, "Roth", "person", mentions=4),),
            (_entity("c", 1, "Ostley Works", "organisation", mentions=5),),
        )
    )
    assert {(entity.name, entity.type) for entity in joined.entities} == {
        ("Roth", "person"),
        ("Ostley Works", "organisation"),
    }


def test_the_type_of_a_single_word_is_told_by_the_full_names_that_end_with_it() -> None:
    joined = join_entities(
        (
            (_entity("a", 1, "Otters", "person", mentions=5),),
            (_entity("b", 1, "Ostley Otters", "organisation", mentions=4),),
        )
    )
    assert [(entity.name, entity.type) for entity in joined.entities] == [("Otters", "organisation")]


def test_a_slip_that_one_document_alone_has_joins_the_name_of_the_others() -> None:
    joined = join_entities(
        (
            (_entity("a", 1, "Ann Ostrander", "person", mentions=2),),
            (_entity("b", 1, "Ann Ostrander", "person"),),
            (_entity("c", 1, "Ann Ostradner", "person"),),
            (_entity("d", 1, "Unit 714", "organisation"), _entity("d", 2, "Unit 715", "organisation")),
            (_entity("e", 1, "Unit 714", "organisation"),),
        )
    )
    assert sorted(entity.name for entity in joined.entities) == ["Ann Ostrander", "Unit 714", "Unit 715"]


def test_a_slip_is_none_where_one_document_has_both_names() -> None:
    joined = join_entities(
        (
            (_entity("a", 1, "Ann Ostrander", "person", mentions=4), _entity("a", 2, "Ann Ostradner", "person")),
            (_entity("b", 1, "Ann Ostrander", "person"),),
        )
    )
    assert len(joined.entities) == 2


def test_a_surname_goes_to_the_one_whom_nearly_all_documents_name() -> None:
    named = [(_entity(document, 1, "Ann Brandt", "person", "Brandt"),) for document in "abcdef"]
    joined = join_entities(
        (*named, (_entity("g", 1, "Ivar Brandt", "person"),), (_entity("h", 1, "Brandt", "person"),)),
    )
    assert joined.renamed["h/e1"] == joined.renamed["a/e1"] != joined.renamed["g/e1"]


def test_father_and_son_stay_apart() -> None:
    joined = join_entities(
        (
            (_entity("a", 1, "Ivar Lund", "person"), _entity("a", 2, "Ivar Lund Jr.", "person")),
            (_entity("b", 1, "Ivar Lund", "person"),),
            (_entity("c", 1, "Ivar Lund Jr.", "person"),),
        )
    )
    assert joined.renamed["a/e1"] == joined.renamed["b/e1"] != joined.renamed["a/e2"] == joined.renamed["c/e1"]


def test_police_of_two_towns_stay_apart() -> None:
    towns = ["New York Police Department", "Boston Police Department", "Los Angeles Police Department"]
    joined = join_entities([(_entity(str(at), 1, name, "organisation"),) for at, name in enumerate(towns)])
    assert len(joined.entities) == 3


def test_a_surname_goes_to_a_full_name_rather_than_to_another_surname_alone() -> None:
    joined = join_entities(
        (
            (_entity("a", 1, "Ann Brandt", "person", mentions=3), _entity("a", 2, "Brandt", "person")),
            (_entity("b", 1, "Brandt", "person"),),
        )
    )
    assert joined.renamed["b/e1"] == joined.renamed["a/e1"] != joined.renamed["a/e2"]
