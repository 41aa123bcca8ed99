"""Questions that no clause file words, and what is said of norms to the contrary, in English."""

WORDS = {
    "norm": "Does this rule apply on these facts: {norm}?",
    "conflict": "Two norms say the contrary and none has priority: which prevails?",
    "it_prevails": "It is the more specific.",
    "it_yields": "It restrains.",
}
