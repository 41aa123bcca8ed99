"""Questions that no clause file words, and what is said of norms to the contrary, in English."""

WORDS = {
    "norm": "Does this rule apply on these facts: {norm}?",
    "conflict": "Two norms say the contrary and none has priority: which prevails?",
    "it_prevails": "This rule would apply and the prohibition be set aside; the document ranks neither.",
    "it_yields": "The prohibition would apply and this rule be set aside; the document ranks neither.",
    "of": "{question} (As regards this alone: {norms}.)",
    "of_several": "{question} (As regards {places} alone.)",
    "further": "There may be more than was told. {ask}",
    "apart": "further ones ({list}) only add to what is counted and summed up",
    "not_apart": "further ones ({list}) change what becomes of those told",
    "apart_because": "Nobody says more of further ones than that there may be some.",
    "denied": "{value}: the facts stated decide this otherwise than it is taken as given",
}
