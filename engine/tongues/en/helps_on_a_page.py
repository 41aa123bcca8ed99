"""What the help of diagnostics says on a page of the site where the sentence names the command line, in English."""

WORDS = {
    '`{name}` is computed from other facts; what is known of it all the same is given: `{written} = …` under `[given]` in a file, `--given "{shown}=…"` in a call': "`{name}` is computed from other facts; what is known of it all the same is given: `{written} = …` under `[given]`",
    "put its facts into a file of their own, or run the scenarios with `opposable test`": "put its facts into a file of their own",
    "`opposable portfolio` answers cases with longer lists, from tables": "cases with longer lists are answered from tables, and not on this page",
    "`opposable facts QUESTION -d DOC` lists those that matter": "the form asks for those that matter",
    "`opposable ambiguities` lists them": "the site’s register of ambiguities lists them",
    "nearest by its words: {names}; `opposable questions` lists all": "nearest by its words: {names}; the site’s list of questions has all",
    "`opposable questions` lists them": "the site’s list of questions has them",
    "`opposable questions` lists what can be asked": "the site’s list of questions has what can be asked",
    "ask anew; `opposable facts` lists those that matter now": "ask anew; the form asks for those that matter now",
    "ask anew; `opposable ambiguities` lists the readings": "ask anew; the site’s register of ambiguities lists the readings",
}
