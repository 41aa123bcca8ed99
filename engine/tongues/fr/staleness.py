"""What is said of passages that changed after they were encoded, in Swiss French."""

WORDS = {
    "text": "Le texte a changé depuis qu’il a été codé ({since})\u00a0: {passages}. La réponse n’est peut-être plus exacte.",
    "lapsed": "La validation de ces passages est caduque\u00a0: {passages}.",
    "published": "dernier texte publié",
    "numbers": "chiffres",
    "negations": "négations",
    "modals": "verbes modaux",
    "signs": "signes",
    "wording": "texte",
    "moved": "déplacé",
    "added": "ajouté",
    "removed": "supprimé",
    # marks in a list of passages
    "mark_stale": "PÉRIMÉ : {change}",
    "mark_numbers": "chiffres modifiés",
    "mark_negations": "négations modifiées",
    "mark_modals": "verbes modaux modifiés",
    "mark_signs": "signes modifiés",
    "mark_wording": "texte modifié",
    "mark_moved": "déplacé",
    "mark_added": "ajouté",
    "mark_removed": "supprimé",
    "mark_lapsed": "validation de {by} du {on} caduque",
    "mark_signed": "validé par {by} le {on}",
}
