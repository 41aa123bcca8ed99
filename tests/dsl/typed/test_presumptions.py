"""What a program holds of presumptions, of powers over facts and of former names, and that it is kept."""

from dsl.check import check_sources
from dsl.surface.formatter import format_source
from dsl.typed import program as p
from engine.library.compiled_form import read_form
from engine.library.compiled_writer import written_form

VOCABULARY = """vocabulary
party owner en "the owner" fr "le loueur"
party rider en "the rider" fr "le client"
topic renting en "Renting" fr "Location"
action keep en "keep the deposit" fr "garder la caution"
choice size en "size" fr "taille"
  option small en "small" fr "petit" formerly short
  option large en "large" fr "grand"
"""
DOCUMENT = """document rental en "Rental" fr "Location" cites articles
edition first
clause 1 en "Deposit" fr "Caution"
record loan en "loan" fr "prêt"
  field lent: date en "day" fr "jour" formerly lent_on ask en "When?" fr "Quand ?"
  field noted: date en "note" fr "note" ask en "When noted?" fr "Quand noté ?"
    presumed loan.lent form by §2 because en "At once." fr "Aussitôt."
fact loans: list of loan en "loans" fr "prêts" ask en "Which?" fr "Lesquels ?"
  presumed none ordinary because en "Rare." fr "Rare."
fact fault: boolean en "fault" fr "faute" otherwise en "no fault" fr "pas de faute" ask en "Fault?" fr "Faute ?"
  presumed yes law en "art. 97 CO" fr "art. 97 CO" because en "Presumed." fr "Présumée."
  power of rider
fact frame: size en "frame" fr "cadre" formerly frame_size ask en "Which frame?" fr "Quel cadre ?"
  presumed large ordinary because en "Most are." fr "La plupart."
power keeping by §1
  owner may keep
  en "The owner may keep it." fr "Le loueur peut la garder."
  formerly may_keep, retaining
  when fault or frame is small or some l in loans has (l.noted > l.lent)
question may-keep topic renting en "May it be kept?" fr "Peut-elle être gardée ?" formerly keep-it
  asks position power of owner to keep
  never presumes fault, loan.lent
"""


def program() -> p.Program:
    checked = check_sources({"vocabulary.clause": VOCABULARY, "rental.clause": DOCUMENT})
    assert checked.diagnostics == ()
    (found,) = checked.programs
    return found


def test_a_presumption_has_its_kind_its_reason_its_ground_and_a_value_of_the_type_of_its_fact() -> None:
    fault = program().facts["fault"].presumption
    assert fault is not None
    assert (fault.kind, fault.expression) == ("law", p.Constant(True, p.Type("boolean")))
    assert fault.article == p.Phrase((("en", "art. 97 CO"), ("fr", "art. 97 CO")))
    assert fault.because == p.Phrase((("en", "Presumed."), ("fr", "Présumée.")))
    frame = program().facts["frame"].presumption
    assert frame is not None
    assert frame.expression == p.Constant("large", p.Type("choice", "size"))


def test_a_field_is_presumed_from_the_fields_beside_it() -> None:
    noted = program().records["loan"].fields[1].presumption
    assert noted is not None
    assert noted.expression == p.FieldReference("loan", "loan", "lent", p.Type("date"))
    assert noted.citations == ("1 §2",)


def test_a_list_is_presumed_empty_by_none() -> None:
    loans = program().facts["loans"].presumption
    assert loans is not None
    assert loans.expression == p.Constant((), p.Type("list", "loan"))


def test_in_whose_power_a_fact_lies_and_what_a_question_never_presumes() -> None:
    assert program().facts["fault"].power == "rider"
    assert program().facts["frame"].power is None
    assert program().questions["may-keep"].unpresumed == ("fault", "loan.lent")


def test_former_names_lead_to_the_present_ones() -> None:
    assert program().former == {
        "frame_size": "frame",
        "may_keep": "keeping",
        "retaining": "keeping",
        "keep-it": "may-keep",
        "loan.lent_on": "loan.lent",
        "size.short": "size.small",
    }


def test_all_of_it_is_kept_in_the_compiled_form_and_by_the_formatter() -> None:
    assert read_form(written_form(program()))[0] == program()
    formatted, trouble = format_source(DOCUMENT, "rental.clause")
    assert formatted is not None
    assert trouble == []
    assert format_source(formatted, "rental.clause")[0] == formatted
    again = check_sources({"vocabulary.clause": VOCABULARY, "rental.clause": formatted})
    kept, first = repr(again.programs[0]), repr(program())
    assert [part for part in kept.split("'") if "rental.clause" not in part] == [
        part for part in first.split("'") if "rental.clause" not in part
    ]


def test_a_norm_may_be_called_of() -> None:
    renamed = DOCUMENT.replace("power keeping by", "power of by").replace("formerly may_keep, retaining", "")
    checked = check_sources({"vocabulary.clause": VOCABULARY, "rental.clause": renamed})
    assert checked.diagnostics == ()
    assert set(checked.programs[0].norms) == {"of"}
