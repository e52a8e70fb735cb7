"""What the records of a dossier are called outside it."""

from uuid import NAMESPACE_OID, uuid5

from twosource.model import Dossier

__all__ = ["Names"]


class Names:
    """Addresses (``urn:uuid:…``) of the records of one dossier: the same documents give the same ones."""

    def __init__(self, dossier: Dossier) -> None:
        documents = sorted(f"{document.id} {document.sha256}" for document in dossier.documents)
        self._dossier = uuid5(NAMESPACE_OID, "twosource dossier " + " ".join(documents))

    def iri(self, kind: str, id: str = "") -> str:
        """The address of a record of `kind` ("document", "claim"); without `id` that of the dossier's own.

        >>> Names(Dossier(twosource="0")).iri("claim", "c1")[:9]
        'urn:uuid:'
        """
        return f"urn:uuid:{uuid5(self._dossier, f'{kind} {id}')}"
