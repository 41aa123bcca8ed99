"""The words for the parts of a place, in German."""

WORDS = {
    "article": "Art.\u00a0{n}",
    "paragraph": "Abs.\u00a0{n}",
    "sentence": "Satz\u00a0{n}",
}
