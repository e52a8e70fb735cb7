"""Names of nobody and of nowhere, invented for the purpose, to stand where another name stood."""

from twosource.words import lines

__all__ = ["other_person", "other_place"]

WOMEN = ("Petra", "Odile", "Ingrid", "Salome")
MEN = ("Anselm", "Tobias", "Ruben", "Osric")
SURNAMES = ("Quillane", "Torvik", "Bramhall", "Ostrander", "Veltz")
PLACES = ("Grenmouth", "Harlow Cross", "Dunwick", "Pellastra", "Nordhaven")


def other_person(name: str, turn: int) -> str:
    """Another person's name, with as many parts (one or two) and of the same gender where the first name tells it.

    >>> other_person("Mara Voss", 0), other_person("Voss", 1)
    ('Petra Quillane', 'Torvik')
    """
    surname = SURNAMES[turn % len(SURNAMES)]
    first, *rest = name.split()
    if not rest:
        return surname
    men = first.casefold() in lines("en/given_names_men") or first in lines("en/given_names_men")
    return f"{(MEN if men else WOMEN)[turn % len(MEN)]} {surname}"


def other_place(name: str, turn: int) -> str:
    """Another place.

    >>> other_place("Kellport", 0)
    'Grenmouth'
    """
    return next(one for one in (*PLACES[turn % len(PLACES) :], *PLACES) if one != name)
