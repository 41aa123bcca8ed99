"""What stands in lists on the terminal, in Swiss French."""

WORDS = {
    "nothing_changed": "Rien n’a changé depuis l’encodage.",
    "nothing_matters": "Aucun fait inconnu ne peut changer la réponse.",
    "preferred": "préférée, force {strength}",
    "strength_high": "élevée",
    "strength_medium": "moyenne",
    "strength_low": "faible",
    "encoded": "codé",
    "inert": "sans effet",
    "external": "renvoi",
    "none": "PAS ENCORE",
}
