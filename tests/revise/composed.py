"""Texts of contracts that nobody wrote: put together of a few words in four languages, in any numbering."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

Numbering = Literal["clauses", "articles", "sections", "paragraphs"]


@dataclass(frozen=True)
class Words:
    """What the sentences of a language are put together from; `{n}` is a number in figures, `{word}` one in letters."""

    subjects: tuple[str, ...]
    modals: tuple[str, ...]
    acts: tuple[str, ...]
    tails: tuple[str, ...]
    conditions: tuple[str, ...]
    introductions: tuple[str, ...]
    headings: tuple[str, ...]
    numbers: tuple[str, ...]
    joint: str
    chapter: str


ENGLISH = Words(
    ("The Carrier", "The Customer", "Either Party", "The Keeper of the warehouse", "Any subcontractor", "The Insurer",
     "Every user of the platform", "The Lessee", "A guarantor", "The holder of the account"),
    ("may", "must", "shall", "may not", "must not", "is entitled to", "undertakes to"),
    ("inspect the goods at the port of arrival", "return the equipment in working order",
     "withhold delivery of the consignment", "renew the subscription for a further term",
     "disclose confidential documents to an adviser", "replace the damaged parts at its own cost",
     "terminate the Agreement in writing", "assign its rights to an affiliate", "pay interest on overdue invoices",
     "store back-ups outside the building", "request an audit of the accounts", "suspend access to the premises"),
    ("within {n} days of receipt", "for up to {word} months", "at a rate of {n} % per year", "up to a limit of €{n}",
     "without giving reasons", "subject to the Schedule of Fees", "no later than {n} hours after notice",
     "against payment of {n} EUR", "unless the Order Form says otherwise", "on {word} weeks' notice"),
    ("if the shipment arrives late", "where an invoice remains unpaid", "as long as the licence is valid",
     "provided that no claim is pending", "except in the event of force majeure", "once the trial period has ended"),
    ("The following are excluded from cover:", "Access is refused in each of these cases:",
     "The monthly price comprises:"),
    ("Delivery", "Prices and payment", "Duration", "Liability", "Confidentiality", "Storage", "Inspection", "Insurance",
     "Subcontractors", "Final provisions", "Access to the site", "Warranty", "Support", "Notices"),
    ("two", "three", "four", "five", "six", "ten"), "and", "Article",
)  # fmt: skip
FRENCH = Words(
    ("Le transporteur", "Le Client", "Chaque partie", "L’entrepositaire", "Tout sous-traitant", "L’assureur",
     "Chaque usager de la plateforme", "Le preneur", "Une caution", "Le titulaire du compte"),
    ("peut", "doit", "ne peut pas", "ne doit pas", "est autorisé à", "s’engage à"),
    ("inspecter la marchandise au port d’arrivée", "restituer le matériel en état de marche",
     "retenir la livraison de l’envoi", "reconduire l’abonnement pour une nouvelle durée",
     "communiquer des documents confidentiels à un conseil", "remplacer les pièces endommagées à ses frais",
     "résilier le Contrat par écrit", "céder ses droits à une société du groupe", "verser des intérêts de retard",
     "conserver des sauvegardes hors du bâtiment", "demander un contrôle des comptes", "fermer l’accès aux locaux"),
    ("dans les {n} jours de la réception", "pendant {word} mois au plus", "au taux de {n} % l’an",
     "jusqu’à concurrence de {n} €", "sans indiquer de motif", "selon l’Annexe tarifaire",
     "au plus tard {n} heures après l’avis", "contre paiement de {n} CHF",
     "sauf indication contraire du Bon de commande", "moyennant un préavis de {word} semaines"),
    ("si l’envoi arrive en retard", "lorsqu’une facture reste impayée", "tant que la licence est valable",
     "pourvu qu’aucune réclamation ne soit pendante", "hormis en cas de force majeure", "une fois l’essai achevé"),
    ("Sont exclus de la couverture :", "L’accès est refusé dans chacun de ces cas :", "Le prix mensuel comprend :"),
    ("Livraison", "Prix et paiement", "Durée", "Responsabilité", "Confidentialité", "Dépôt", "Inspection", "Assurance",
     "Sous-traitants", "Dispositions finales", "Accès au site", "Garantie", "Assistance", "Avis"),
    ("deux", "trois", "quatre", "cinq", "six", "dix"), "et", "Article",
)  # fmt: skip
GERMAN = Words(
    ("Der Frachtführer", "Die Kundin", "Jede Partei", "Die Lagerhalterin", "Jeder Unterakkordant", "Die Versicherung",
     "Jede Benutzerin der Plattform", "Der Mieter", "Eine Bürgin", "Der Inhaber des Kontos"),
    ("kann", "muss", "darf", "darf nicht", "kann nicht", "hat das Recht und die Pflicht, sie"),
    ("die Ware im Ankunftshafen prüfen", "die Geräte in gutem Zustand zurückgeben",
     "die Auslieferung der Sendung verweigern", "das Abonnement um eine weitere Dauer verlängern",
     "vertrauliche Unterlagen einem Berater zeigen", "beschädigte Teile auf eigene Kosten ersetzen",
     "den Vertrag schriftlich kündigen", "Rechte an eine Konzerngesellschaft abtreten", "Verzugszinsen entrichten",
     "Sicherungen ausserhalb des Gebäudes aufbewahren", "eine Prüfung der Bücher verlangen", "den Zutritt sperren"),
    ("innert {n} Tagen nach Empfang", "während höchstens {word} Monaten", "zum Satz von {n} % im Jahr",
     "bis zum Betrag von € {n}", "ohne Angabe von Gründen", "gemäss der Preisliste im Anhang",
     "spätestens {n} Stunden nach der Anzeige", "gegen Zahlung von {n} CHF", "unter Vorbehalt der Bestellung",
     "mit einer Frist von {word} Wochen"),
    ("wenn die Sendung verspätet eintrifft", "sofern eine Rechnung offen bleibt", "solange die Lizenz gültig ist",
     "falls kein Anspruch hängig ist", "ausser bei höherer Gewalt", "nachdem die Probezeit abgelaufen ist"),
    ("Von der Deckung sind ausgenommen:", "Der Zutritt wird in diesen Fällen verweigert:",
     "Im Monatspreis enthalten sind:"),
    ("Lieferung", "Preise und Zahlung", "Dauer", "Haftung", "Geheimhaltung", "Lagerung", "Prüfung", "Versicherung",
     "Unterakkordanten", "Schlussbestimmungen", "Zutritt", "Gewährleistung", "Unterstützung", "Mitteilungen"),
    ("zwei", "drei", "vier", "fünf", "sechs", "zehn"), "und", "Artikel",
)  # fmt: skip
ITALIAN = Words(
    ("Il vettore", "La Cliente", "Ciascuna parte", "Il depositario", "Ogni subappaltatore", "L’assicuratore",
     "Ogni utente della piattaforma", "Il conduttore", "Una fideiussore", "Il titolare del conto"),
    ("può", "deve", "non può", "non deve", "ha il diritto di", "si impegna a"),
    ("ispezionare la merce nel porto di arrivo", "restituire le apparecchiature in buono stato",
     "trattenere la consegna della spedizione", "rinnovare l’abbonamento per un nuovo periodo",
     "comunicare documenti riservati a un consulente", "sostituire le parti danneggiate a proprie spese",
     "disdire il Contratto per iscritto", "cedere i diritti a una società del gruppo", "versare interessi di mora",
     "conservare copie fuori dall’edificio", "chiedere una verifica dei conti", "chiudere l’accesso ai locali"),
    ("entro {n} giorni dal ricevimento", "per non oltre {word} mesi", "al tasso del {n} % annuo",
     "fino a concorrenza di € {n}", "senza indicare i motivi", "secondo il Listino allegato",
     "al più tardi {n} ore dopo l’avviso", "contro pagamento di {n} EUR", "salvo diversa indicazione dell’Ordine",
     "con preavviso di {word} settimane"),
    ("se la spedizione giunge in ritardo", "quando una fattura resta insoluta", "finché la licenza è valida",
     "purché nessuna pretesa sia pendente", "salvo in caso di forza maggiore", "una volta conclusa la prova"),
    ("Sono esclusi dalla copertura:", "L’accesso è negato in ciascuno di questi casi:", "Il prezzo mensile comprende:"),
    ("Consegna", "Prezzi e pagamento", "Durata", "Responsabilità", "Riservatezza", "Deposito", "Ispezione",
     "Assicurazione", "Subappalto", "Disposizioni finali", "Accesso al sito", "Garanzia", "Assistenza", "Avvisi"),
    ("due", "tre", "quattro", "cinque", "sei", "dieci"), "e", "Articolo",
)  # fmt: skip
LANGUAGES = {"en": ENGLISH, "fr": FRENCH, "de": GERMAN, "it": ITALIAN}


@dataclass(frozen=True)
class Paragraph:
    """Sentences in a row, or the items of a list below the one sentence that introduces it."""

    sentences: tuple[str, ...]
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clause:
    """One clause with its heading."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Setting:
    """How a text is set: its width in characters, what opens an item, whether a blank line parts paragraphs."""

    numbering: Numbering
    width: int = 96
    labels: Literal["letters", "numbers", "bullets"] = "letters"
    chapter: str = "Article"
    first: int = 1
    are_paragraphs_apart: bool = True
    is_hyphenated: bool = False


class Composer:
    """Makes sentences that differ, of one language."""

    def __init__(self, language: str, seed: int) -> None:
        self.words = LANGUAGES[language]
        self._random = Random(f"{language} {seed}")
        self._made: set[str] = set()

    def sentence(self) -> str:
        """A sentence unlike all before it."""
        while True:
            found = self._filled(self._sentence())
            if found not in self._made:
                self._made.add(found)
                return found

    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of a contract of a few pages."""
        headings = self._random.sample(self.words.headings, self._random.randint(8, 12))
        return tuple(Clause(heading, tuple(self._paragraphs())) for heading in headings)

    def _paragraphs(self) -> list[Paragraph]:
        found = [
            Paragraph(tuple(self.sentence() for _ in range(self._random.randint(1, 4))))
            for _ in range(self._random.randint(1, 3))
        ]
        if self._random.random() < 0.4:
            introduction = self._random.choice(self.words.introductions)
            items = tuple(self._item() for _ in range(self._random.randint(3, 6)))
            end = len(items) - 1
            found.append(Paragraph((introduction,), tuple(f"{item}{';.'[at == end]}" for at, item in enumerate(items))))
        return found

    def _item(self) -> str:
        while True:
            found = self._filled(f"{self._pick('acts')} {self._pick('tails')}")
            if found not in self._made:
                self._made.add(found)
                return found

    def _sentence(self) -> str:
        start = f"{self._pick('subjects')} {self._pick('modals')} {self._pick('acts')} {self._pick('tails')}"
        if self._random.random() < 0.3:
            start += f" {self.words.joint} {self._pick('acts')}"
        return start + (f", {self._pick('conditions')}." if self._random.random() < 0.6 else ".")

    def _pick(self, name: Literal["subjects", "modals", "acts", "tails", "conditions"]) -> str:
        among: tuple[str, ...] = getattr(self.words, name)
        return self._random.choice(among)

    def _filled(self, text: str) -> str:
        number = self._random.choice((2, 5, 10, 14, 15, 30, 45, 48, 60, 90, 120, 250, 1500))
        return text.replace("{n}", str(number)).replace("{word}", self._random.choice(self.words.numbers))


def printed(clauses: tuple[Clause, ...], setting: Setting) -> str:
    """The text of a contract as a file holds it: a title, then the clauses, their lines broken."""
    blocks = [["General conditions of the harbour warehouse"]]
    for number, clause in enumerate(clauses, setting.first):
        blocks += _clause(clause, number, setting)
    apart = "\n\n" if setting.are_paragraphs_apart else "\n"
    return apart.join("\n".join(line for part in block for line in _lines(part, setting)) for block in blocks) + "\n"


def _clause(clause: Clause, number: int, setting: Setting) -> list[list[str]]:
    match setting.numbering:
        case "clauses":
            blocks = [[f"{number}. {clause.heading}"]]
        case "articles":
            blocks = [[f"{setting.chapter} {number} - {clause.heading}"]]
        case "sections":
            blocks = [[f"{number}. {clause.heading}"]]
        case "paragraphs":
            blocks = [[f"§ {number} {clause.heading}"]]
    for at, paragraph in enumerate(clause.paragraphs, 1):
        opening = f"{number}.{at} " if setting.numbering in ("articles", "sections") else ""
        blocks.append([opening + " ".join(paragraph.sentences)])
        if paragraph.items:
            blocks.append([f"{_label(setting, place)} {item}" for place, item in enumerate(paragraph.items)])
    return blocks


def _label(setting: Setting, place: int) -> str:
    match setting.labels:
        case "letters":
            return f"{chr(ord('a') + place)}."
        case "numbers":
            return f"({place + 1})"
        case "bullets":
            return "•"


def _lines(text: str, setting: Setting) -> list[str]:
    if not setting.is_hyphenated:
        return textwrap.wrap(text, setting.width, break_long_words=False, break_on_hyphens=False)
    lines, line = [], ""
    for word in text.split(" "):
        room = setting.width - len(line) - 2
        if len(line) + len(word) + 1 <= setting.width:
            line = f"{line} {word}".strip()
        elif word.isalpha() and word.islower() and len(word) >= 8 and room >= 4:
            cut = min(room, len(word) - 3)
            lines.append(f"{line} {word[:cut]}-")
            line = word[cut:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def replaced_clause(clauses: tuple[Clause, ...], at: int, paragraph: int, new: Paragraph | None) -> tuple[Clause, ...]:
    """The clauses with one paragraph of one of them put in another's place, or taken out."""
    own = clauses[at].paragraphs
    kept = (*own[:paragraph], *(() if new is None else (new,)), *own[paragraph + 1 :])
    return (*clauses[:at], replace(clauses[at], paragraphs=kept), *clauses[at + 1 :])
