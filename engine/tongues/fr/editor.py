"""Ce qu’un éditeur dit des fichiers de clauses, en français."""

WORDS = {
    "which_move": "Quelles réponses changent\u00a0?",
    "moved": "{number} scénarios qui rencontrent `{name}` donnent autre chose que ce qu’ils attendent\u00a0:",
    "none_moves": "Aucun scénario qui la rencontre ne donne autre chose que ce qu’il attend.",
}
