"""Ce qu’un éditeur dit des fichiers de clauses, en français."""

WORDS = {
    "which_move": "Quelles réponses changent\u00a0?",
    "moved": "{number} scénarios qui rencontrent `{name}` donnent autre chose que ce qu’ils attendent\u00a0:",
    "none_moves": "Aucun scénario qui la rencontre ne donne autre chose que ce qu’il attend.",
    "no_name": "`{name}` n’est pas un nom\u00a0: il commence par une lettre et contient des lettres, des chiffres et `_`.",
    "too_large": "Un message a {bytes} octets au plus. Plus rien de l’éditeur n’est lu\u00a0: redémarrer le serveur.",
    "passed_over": "Un message de l’éditeur n’a pas pu être lu et a été laissé de côté.",
    "taken_name": "`{name}` est déjà déclaré, à {place}\u00a0: il désignerait deux choses.",
    "breaking_name": "`{name}` ne peut pas être le nom\u00a0: alors {reason}.",
}
