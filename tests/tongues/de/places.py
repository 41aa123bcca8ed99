"""The words for the parts of a place, in German."""

WORDS = {
    "article": "Art.\u00a0{n}",
    "article_read": "Artikel Art",
    "paragraph_read": "Absatz Abs",
    "paragraph": "Abs.\u00a0{n}",
    "sentence": "Satz\u00a0{n}",
}
