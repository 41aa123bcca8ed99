"""A small contract, with presumptions, on which the layers of an answer are tried."""

from __future__ import annotations

from dataclasses import replace

from dsl.check import check_sources
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.library.knowledge import KnowledgeBase

VOCABULARY = """vocabulary
party owner en "the owner" fr "le loueur"
party tenant en "the tenant" fr "le locataire"
topic renting en "Renting" fr "Location"
external house_rules en "the house rules" fr "le règlement de maison"
action evict en "evict" fr "expulser"
action pay en "pay" fr "payer"
action enter en "enter" fr "entrer"
fact as_of: date en "today" fr "aujourd’hui" ask en "?" fr "?"
fact rent_unpaid: boolean en "the rent is unpaid" fr "loyer impayé" otherwise en "paid" fr "payé" ask en "?" fr "?"
fact noisy: boolean en "the tenant is noisy" fr "le locataire fait du bruit" otherwise en "q" fr "q" ask en "?" fr "?"
  presumed no ordinary because en "So it goes." fr "Il en va ainsi."
fact still_unpaid: boolean en "the rent is still unpaid" fr "impayé" otherwise en "paid" fr "payé" ask en "?" fr "?"
  presumed yes continuity because en "So it goes." fr "Il en va ainsi."
fact warned: boolean en "the owner warned" fr "le loueur a averti" otherwise en "no" fr "non" ask en "?" fr "?"
  presumed yes duty_kept because en "So it goes." fr "Il en va ainsi."
fact warning_arrived: boolean en "the warning arrived" fr "arrivé" otherwise en "no" fr "non" ask en "?" fr "?"
  presumed warned form because en "So it goes." fr "Il en va ainsi."
fact fault: boolean en "it is the tenant’s fault" fr "faute" otherwise en "no" fr "non" ask en "?" fr "?"
  presumed yes law en "art. 97 CO" fr "art. 97 CO" because en "So it goes." fr "Il en va ainsi."
fact deferred: boolean en "the rent was deferred" fr "sursis" otherwise en "no" fr "non" ask en "?" fr "?"
  presumed no ordinary because en "So it goes." fr "Il en va ainsi."
fact written_to: optional date en "the day of the letter" fr "le jour de la lettre" ask en "?" fr "?"
fact received_on: optional date en "the day it arrived" fr "le jour de la réception" ask en "?" fr "?"
  presumed written_to form because en "So it goes." fr "Il en va ainsi."
fact emergency: boolean en "there is an emergency" fr "urgence" otherwise en "no" fr "non" ask en "?" fr "?"
  presumed no ordinary because en "So it goes." fr "Il en va ainsi."
fact rules_allow: boolean
  en "the house rules allow entering" fr "le règlement permet d’entrer" otherwise en "no" fr "non" ask en "?" fr "?"
  in house_rules
record visit en "visit" fr "visite"
  field on_day: date en "its day" fr "son jour" ask en "?" fr "?"
  field announced: boolean en "announced" fr "annoncée" otherwise en "no" fr "non" ask en "?" fr "?"
    presumed yes duty_kept because en "So it goes." fr "Il en va ainsi."
fact visits: list of visit en "the visits" fr "les visites" ask en "?" fr "?"
question may-evict topic renting en "May the owner evict?" fr "Le loueur peut-il expulser ?"
  asks position power of owner to evict
question may-enter topic renting en "May the owner enter?" fr "Le loueur peut-il entrer ?"
  asks position power of owner to enter
question visits-made topic renting en "How many visits?" fr "Combien de visites ?" asks value visits_made
question in-breach topic renting en "Is the owner in breach?" fr "Le loueur viole-t-il ?" asks breach by owner
"""
RENTAL = """document rental en "Rental" fr "Location" cites articles
edition first
clause 1 en "Eviction" fr "Expulsion"
value received: optional date by §1 en "received" fr "reçu" is received_on
power evict by §1 owner may evict en "The owner may evict." fr "Le loueur peut expulser."
  when rent_unpaid and fault while still_unpaid when warned and warning_arrived
power evict_if_noisy by §2 owner may evict en "Noise, too." fr "Le bruit aussi." when noisy
exception deferral to evict by §3 en "Not if deferred." fr "Sauf sursis." when deferred
clause 2 en "Entering" fr "Entrée"
power enter by §1 owner may enter en "The owner may enter." fr "Le loueur peut entrer." when emergency or rules_allow
value visits_made: integer by §2 en "visits made" fr "visites" is count of v in visits where (v.on_day <= as_of)
obligation pay by §4 tenant must pay en "The tenant pays." fr "Le locataire paie."
obligation announce by §3 owner must enter en "It announces visits." fr "Il annonce ses visites."
  when some v in visits has (v.on_day <= as_of)
  breached when some v in visits has (not v.announced)
"""


def knowledge(without: tuple[str, ...] = ()) -> KnowledgeBase:
    """The contract with its presumptions, those of some facts left out."""
    checked = check_sources({"v.clause": VOCABULARY, "r.clause": RENTAL})
    assert checked.is_sound, checked.diagnostics
    program = checked.programs[0]
    facts = {name: replace(fact, presumption=None) if name in without else fact for name, fact in program.facts.items()}
    return KnowledgeBase(replace(program, facts=facts))


KNOWLEDGE = knowledge()


def told(text: str = "", known: KnowledgeBase = KNOWLEDGE) -> Case:
    """The case that a facts file makes up."""
    return CaseReader(known).read(parse_case(text, "case.toml"))
