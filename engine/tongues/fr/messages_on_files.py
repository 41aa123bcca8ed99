"""What diagnostics of what is written, and of opinions that are read again, say, in Swiss French, by the English sentence."""

ON_FILES = {
    "`{name}` says another `{key}` than the record in it": "`{name}` indique un autre `{key}` que le relevé qu’il contient",
    "replay the opinion as it was written": "rejouer l’avis tel qu’il a été écrit",
    "the page `{name}` is not as it was written: it may say other than the record in it": "la page `{name}` n’est plus telle qu’elle a été écrite : elle peut dire autre chose que les données qu’elle contient",
    "replay the opinion as it was written; what a browser saves is another page": "rejouer l’avis tel qu’il a été écrit ; ce qu’enregistre un navigateur est une autre page",
    "`{name}` is no opinion that can be replayed": "`{name}` n’est pas un avis qui puisse être rejoué",
    "give one written with `--format json` or `--format html`": "en donner un écrit par `--format json` ou `--format html`",
    "`{name}` can no longer be read as it was written": "`{name}` ne peut plus être lu tel qu’il fut écrit",
    "ask anew, with the facts as they are asked for now": "reposer la question, avec les faits tels qu’ils se demandent aujourd’hui",
    "ask anew": "reposer la question",
    "there is no clause file (`*.clause`) in `{folder}`": "il n’y a pas de fichier de clauses (`*.clause`) dans `{folder}`",
    "name the folder of your clause files": "nommer le dossier de vos fichiers de clauses",
    "make room there, or name a file with `-o`": "y faire de la place, ou nommer un fichier par `-o`",
    "there is no diagnostic `{code}`": "le diagnostic `{code}` n’existe pas",
    "`{name}` is given as `{found}` and as `{content}`": "`{name}` est donné comme `{found}` et comme `{content}`",
    "give it once with `{option}`": "le donner une seule fois par `{option}`",
    "name another file with `-o`": "nommer un autre fichier par `-o`",
    "name another file with `{option}`": "nommer un autre fichier par `{option}`",
    "add `--format docx`, or leave it out": "ajouter `--format docx`, ou l’omettre",
    "this format is not for the terminal": "ce format n’est pas pour le terminal",
    "name a file with `-o`": "nommer un fichier par `-o`",
    "`{key}` is no list of entries": "`{key}` n’est pas une liste d’entrées",
    "the file holds tables `[[{table}]]` and nothing else": "le fichier contient des tables `[[{table}]]` et rien d’autre",
    "take it away, or name another": "l’enlever, ou en nommer un autre",
    "`{path}` names no file": "`{path}` ne nomme aucun fichier",
    "name a file; without `-o`, text goes to standard output": (
        "nommer un fichier\u00a0; sans `-o`, le texte va à la sortie standard"
    ),
    "`{path}` cannot be written: {strerror}": "`{path}` ne peut pas être écrit\u00a0: {strerror}",
    "check that its folder exists and may be written to": "vérifier que son dossier existe et qu’on peut y écrire",
}
