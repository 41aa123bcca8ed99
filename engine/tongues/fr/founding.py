"""What a new document begins with, in French."""

WORDS = {
    "header": "Ce par quoi commence un document. Remplacez les phrases par les vôtres : le titre, les deux parties, ce que\n"
    "l’une peut faire et la question de savoir si elle le peut. Puis encodez les clauses ci-contre, passage par passage.",
    "document": "{title}",
    "first_party": "la première partie",
    "second_party": "la seconde partie",
    "action": "agir",
    "question": "La première partie peut-elle agir ?",
    "stub": "à encoder : {place}",
    "stub_numbers": "à encoder : {place} ({numbers})",
    "title": "Titre",
    "preamble": "Préambule",
    "footer": "Pied de page",
    "clause": "Clause {clause}",
    "names_only": "Il ne fait que nommer l’objet.",
    "scenario": "Avant que rien ne soit encodé",
    "argument": "Rien n’est encore encodé : attendez une autre réponse une fois que la clause qui la donne le sera.",
    "founded": "{name} : {clauses} clauses, {passages} passages à encoder",
    "wrote": "{file} écrit",
    "go_on": "Pour continuer :",
}
