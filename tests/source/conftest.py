"""A small contract of our own, and the real ones where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = REPOSITORY.parent / "shared" / "sources"

MOORING = """
Conditions d'amarrage

Les bateaux sont admis au port de Crique-Verte (ci-après : le port). Ils y restent à leurs risques.

Article 1 - Objet

1.1 Le port loue des places d'amarrage, p. ex. au ponton B. La liste figure sur https://port.example/places.

1.2 La place sert :

au bateau inscrit ;
à son annexe, pourvu qu'elle soit plus courte que la place et marquée du même nom ;
au matelot de garde.

Article 2 - Redevance

2.1 Tarifs

La redevance dépend de la longueur. Elle est payée chaque trimestre.

Longueur Redevance mensuelle

Jusqu'à 5 m 40%

De 5 à 9 m 60%

Plus de 9 m 99.5%

Un retard de deux semaines entraîne des frais de 15 francs.

2.2 Il est défendu :

a. de vider les cales ;
b. de faire du feu à bord ;
c. de cuire du poisson après la tombée de la nuit. Cette liste reste ouverte.

Version du 01/02/2020
"""


@pytest.fixture
def mooring() -> str:
    """A contract with every kind of passage that the real ones have."""
    return MOORING


def _real(document: str) -> str:
    path = SOURCES / f"{document}.txt"
    if not path.is_file():
        pytest.skip("the contracts' own texts are not beside the repository")
    return path.read_text(encoding="utf-8")


@pytest.fixture
def celeste() -> str:
    """The text of the CELESTE conditions; skips without it."""
    return _real("celeste-business-cloud")


@pytest.fixture
def infomaniak() -> str:
    """The text of the Infomaniak conditions; skips without it."""
    return _real("infomaniak-jelastic-cloud")


@pytest.fixture
def repository() -> Path:
    """The repository's root."""
    return REPOSITORY
