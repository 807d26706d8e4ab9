"""The yardstick: what counts as the same, and the same figures as the project's reference script."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from communique.extract.article import Article
from communique.extract.claims import (
    AgreementClaim,
    Claim,
    CongratulationClaim,
    Entity,
    Extraction,
    InvitationClaim,
    MeetingClaim,
    OfficeClaim,
    TargetClaim,
    VisitClaim,
)
from communique.extract.evaluation import GoldError, Scores, evaluate, load_gold, score_report
from communique.extract.likeness import COMPARISONS
from communique.extract.scoring import core_types, found_fields, gold_values, likeness, match, type_rules

SHARED = Path(__file__).parents[3] / "shared" / "quality"

ODO = Entity("person", "Odo Brask", aliases=("Brask",))
IRA = Entity("person", "Ira Tolen")
ARLAND = Entity("country", "Arland", code="AL")
BELMARK = Entity("country", "Belmark", code="BE")

CLAIMS: list[Claim] = [
    OfficeClaim(person=ODO, role="President", country=ARLAND, confidence=0.9),
    OfficeClaim(person=IRA, role="Deputy Prime Minister", country=BELMARK, status="former"),
    MeetingClaim(participants=(ODO, IRA), date="2025-10-09", country=BELMARK),
    VisitClaim(visitor=ODO, country=BELMARK, kind="state", start="2025-10-09", host=IRA),
    AgreementClaim(kind="joint statement", parties=(ARLAND, BELMARK), count=1, date="2025-10"),
    InvitationClaim(inviter=IRA, invitee=ODO, accepted=True),
    TargetClaim(between=(ARLAND, BELMARK), what="trade turnover", value="US$5 billion"),
    CongratulationClaim(senders=(ODO,), recipients=(IRA,), on="election"),
]
GOLD: list[dict[str, Any]] = [
    {"type": "office", "person": "Odo Brask", "role": "President", "country": "AL"},
    {"type": "office", "person": "Ira Tolen", "role": "Prime Minister", "country": "BE"},
    {"type": "meeting", "participants": ["Odo Brask", "Ira Tolen"], "date": "2025-10", "place": "Belm"},
    {"type": "visit", "visitor": "Odo Brask", "country": "BE", "kind": "state", "end": "2025-10-11"},
    {"type": "agreement", "kind": "statement", "parties": ["AL", "BE"], "date": "2025-10-09"},
    {"type": "invitation", "inviter": "Ira Tolen", "invitee": "Odo Brask", "accepted": True},
    {"type": "target", "what": "trade", "value": "5bn USD"},
    {"type": "congratulation", "from": "Odo Brask", "to": ["Ira Tolen"]},
    {"type": "award", "recipient": "Ira Tolen", "name": "Order of the Star"},
]


class Canned:
    """An extractor that always gives the same claims."""

    def extract(self, article: Article) -> Extraction:
        return Extraction(article.key, claims=tuple(CLAIMS))


def folders(tmp_path: Path) -> tuple[Path, Path]:
    gold, text = tmp_path / "gold", tmp_path / "text"
    gold.mkdir()
    text.mkdir()
    (gold / "one.json").write_text(json.dumps({"name": "one", "published": None, "facts": GOLD}))
    (text / "one.txt").write_text("The president of Arland met the prime minister of Belmark in the capital.")
    return gold, text


def test_facts_are_matched_and_fields_counted(tmp_path: Path) -> None:
    scores = evaluate(*folders(tmp_path), extractor=Canned())
    assert (scores.all.gold, scores.all.found, scores.all.right) == (9, 8, 7)
    assert (scores.core.gold, scores.core.found, scores.core.right) == (7, 6, 5)
    assert scores.types["office"].precision == 0.5
    assert scores.fields["meeting.date"] == [1, 1]
    assert scores.fields["meeting.place"] == [0, 1]
    assert scores.fields["visit.start"] == [0, 1]  # a value that gold does not have is wrong
    assert scores.fields["agreement.date"] == [0, 1]  # coarser than gold
    assert scores.fields["invitation.accepted"] == [1, 1]
    assert scores.confidence[0.9] == [1, 1]
    assert (
        "core types             gold    7  found    6  right    5   P 0.833  R 0.714  F1 0.769"
        in scores.table()
    )
    assert "confidence 0.9      1 found  1.000 right" in scores.calibration()
    assert {"report": "one", "missed": GOLD[8]} in scores.errors
    assert scores.to_json()["figures"]["core"]["right"] == 5


def test_a_threshold_leaves_uncertain_claims_out(tmp_path: Path) -> None:
    assert evaluate(*folders(tmp_path), extractor=Canned(), least=0.8).all.found == 1


def test_missing_texts_and_wrong_gold_are_told(tmp_path: Path) -> None:
    gold, text = folders(tmp_path)
    (gold / "two.json").write_text(json.dumps({"name": "two", "facts": []}))
    assert evaluate(gold, text, extractor=Canned()).unread == ["two"]
    with pytest.raises(GoldError, match="no text"):
        evaluate(gold, tmp_path, extractor=Canned())
    with pytest.raises(GoldError, match="no gold file"):
        load_gold(text)
    (gold / "three.json").write_text("{}")
    with pytest.raises(GoldError, match=r"three\.json"):
        load_gold(gold)


@pytest.mark.parametrize(
    ("kind", "gold", "found", "same"),
    [
        ("person", "Brask Odo", "Odo Brask", True),
        ("person", "Odo Brask", "Odo Emil Brask", True),
        ("person", "Odo Brask", "Ado Brask", False),
        ("person", "Đặng Lê", "Dang Le", True),
        ("role", "Minister of Foreign Affairs", "Foreign Minister", True),
        ("role", "Prime Minister", "Deputy Prime Minister", False),
        ("role", "Vice Chairman", "Deputy Chairperson", True),
        ("actor", "AL", "al", True),
        ("actor", "Star Party of Arland", "Star Party", True),
        ("actor", "Ministry of Trade", "Ministry of Health", False),
        ("kind", "joint statement", "statement", True),
        ("kind", "treaty", "statement", False),
        ("level", "strategic partnership", "comprehensive strategic partnership", False),
        ("amount", "$5 billion", "5bn USD", True),
        ("amount", "$5 billion", "5 million", False),
        ("date", "2025-10", "2025-10-09", True),
        ("date", "2025-10-09", "2025-10", False),
        ("count", "12", "12.0", True),
        ("name", "state", "state visit", False),
    ],
)
def test_what_counts_as_the_same(kind: str, gold: str, found: str, same: bool) -> None:
    assert COMPARISONS[kind](gold, found) is same


@pytest.fixture
def reference() -> ModuleType:
    path = SHARED / "score.py"
    if not path.is_file():
        pytest.skip("the reference script is not beside this checkout")
    spec = importlib.util.spec_from_file_location("reference_score", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_rules_are_those_of_the_reference(reference: ModuleType) -> None:
    kinds = {"bool": "text"}
    for name, rule in type_rules().items():
        spec = reference.SPEC[name]
        for part in ("required", "either", "optional"):
            assert getattr(rule, part) == {f: kinds.get(k, k) for f, k in spec.get(part, {}).items()}
    assert list(type_rules()) == list(reference.SPEC)
    assert list(core_types()) == reference.CORE


def code_or_name(names: list[str]) -> str:
    return next((name for name in names if len(name) == 2 and name.isupper()), names[0])


def test_the_figures_are_those_of_the_reference(
    reference: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        {"name": "one", "type": claim.type, "fact": str(number), field: code_or_name(names)}
        for number, claim in enumerate(CLAIMS)
        for field, values in found_fields(claim).items()
        for names in values
    ]
    facts, out = tmp_path / "facts.json", tmp_path / "out.json"
    facts.write_text(json.dumps(rows))
    gold, _ = folders(tmp_path)
    monkeypatch.setattr(
        sys, "argv", ["score", "--gold", str(gold), "--facts", str(facts), "--json", str(out)]
    )
    reference.main()
    scores = Scores()
    score_report(scores, "one", GOLD, CLAIMS)
    theirs, ours = json.loads(out.read_text()), scores.to_json()
    assert theirs["figures"] == ours["figures"]
    assert theirs["fields"] == ours["fields"]
    assert len(theirs["errors"]) == len(ours["errors"])
    assert scores.table() == capsys.readouterr().out.strip()


def test_matching_agrees_with_the_reference_on_every_pair_of_gold_facts(reference: ModuleType) -> None:
    """Gold facts of one report stand in for what was found in another."""
    facts = [
        f for path in sorted((SHARED / "gold").glob("*.json")) for f in json.loads(path.read_text())["facts"]
    ]
    for name, rule in type_rules().items():
        golds = [fact for fact in facts if fact["type"] == name][:30]
        founds = [
            {k: [[v] for v in gold_values(g, k)] for k in g if k not in ("type", "evidence")} for g in golds
        ]
        theirs = []
        for found in founds:
            other = reference.Found("x")
            for field, values in found.items():
                for (value,) in values:
                    other.add(field, value, [])
            theirs.append(other)
        for gold in golds:
            expected = [reference.fact_score(reference.SPEC[name], gold, other) for other in theirs]
            assert [likeness(rule, gold, found) for found in founds] == expected
        assert match(rule, golds, founds) == reference.match(reference.SPEC[name], golds, theirs)
