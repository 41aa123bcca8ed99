"""What stands in lists on the terminal, in Swiss French."""

WORDS = {
    "nothing_changed": "Rien n’a changé depuis l’encodage.",
    "nothing_matters": "Aucun fait inconnu ne peut changer la réponse.",
    "preferred": "préférée, {strength}",
    "strength_high": "nettement",
    "strength_medium": "assez nettement",
    "strength_low": "de peu",
    "encoded": "codé",
    "inert": "sans effet",
    "external": "renvoi",
    "none": "PAS ENCORE",
}
