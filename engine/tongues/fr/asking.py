"""Questions that no clause file words, and what is said of norms to the contrary, in Swiss French."""

WORDS = {
    "norm": "Cette règle s’applique-t-elle à ces faits : {norm} ?",
    "conflict": "Deux normes se contredisent et aucune ne prime : laquelle l’emporte ?",
    "it_prevails": "Cette règle s’appliquerait et l’interdiction serait écartée ; le document ne donne la priorité à aucune des deux.",
    "it_yields": "L’interdiction s’appliquerait et cette règle serait écartée ; le document ne donne la priorité à aucune des deux.",
    "of": "{question} (Au regard de ceci seulement : {norms}.)",
    "of_several": "{question} (Au regard de ceci seulement : {places}.)",
    "further": "Il peut y en avoir d’autres. {ask}",
    "apart": "d’éventuels autres cas ({list}) ne font qu’augmenter les nombres et les sommes",
    "not_apart": "d’éventuels autres cas ({list}) changent ce qu’il en est de ceux qui sont indiqués",
    "apart_because": "D’éventuels autres cas, personne ne dit rien, sinon qu’il peut y en avoir.",
    "denied": "{value} : les faits indiqués en décident autrement que ce qui est tenu pour donné",
}
