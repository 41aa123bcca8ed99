"""Questions that no clause file words, and what is said of norms to the contrary, in Swiss French."""

WORDS = {
    "norm": "Cette règle s’applique-t-elle à ces faits : {norm} ?",
    "conflict": "Deux normes se contredisent et aucune ne prime : laquelle l’emporte ?",
    "it_prevails": "Elle est plus spécifique.",
    "it_yields": "Elle restreint.",
}
