"""Ce que dit l’aide d’un diagnostic sur une page du site, là où la phrase nomme la ligne de commande."""

WORDS = {
    '`{name}` is computed from other facts; what is known of it all the same is given: `{written} = …` under `[given]` in a file, `--given "{shown}=…"` in a call': "`{name}` se calcule d’après d’autres faits\u00a0; ce qu’on en sait malgré tout se donne\u00a0: `{written} = …` sous `[given]`",
    "put its facts into a file of their own, or run the scenarios with `opposable test`": "mettre ses faits dans un fichier à part",
    "`opposable portfolio` answers cases with longer lists, from tables": "les cas dont les listes sont plus longues reçoivent leur réponse à partir de tables, et non sur cette page",
    "`opposable facts QUESTION -d DOC` lists those that matter": "le formulaire demande ceux qui comptent",
    "`opposable ambiguities` lists them": "le registre des ambiguïtés du site les énumère",
    "nearest by its words: {names}; `opposable questions` lists all": "les plus proches par leurs mots\u00a0: {names}\u00a0; la liste des questions du site les contient toutes",
    "`opposable questions` lists them": "la liste des questions du site les contient",
    "`opposable questions` lists what can be asked": "la liste des questions du site contient ce qui peut se demander",
    "ask anew; `opposable facts` lists those that matter now": "reposer la question\u00a0; le formulaire demande ceux qui comptent aujourd’hui",
    "ask anew; `opposable ambiguities` lists the readings": "reposer la question\u00a0; le registre des ambiguïtés du site énumère les lectures",
}
