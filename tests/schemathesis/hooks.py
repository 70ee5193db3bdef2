"""What Schemathesis is taught about this API: its own formats, what there is to ask about, and one more check."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from random import Random
from typing import Any

import schemathesis
from hypothesis import strategies as st

import formats
import known

Case = schemathesis.Case[Any]

formats.register()
KNOWN = known.Known.load(Path(os.environ["TANGGAP_KNOWN"]))
PHOTO = known.png()
# A wrong type, a length or a status of a whole request has no field.
WITHOUT_FIELD = {405, 408, 413, 415, 429}
# No request publishes a report: the office does.
NEVER_REACHED = {"GET /api/{desk}/media/{photo}.jpg"}


@schemathesis.hook
def flatmap_case(context: schemathesis.HookContext, case: Case) -> st.SearchStrategy[Case]:
    """Three cases of four ask about something that is there, as far as the address names it."""
    return st.integers(min_value=0, max_value=2**32).map(lambda seed: about_known(case, Random(seed)))


def about_known(case: Case, random: Random) -> Case:
    """The case about one of the known reports, or as it is."""
    if random.random() < 0.25:
        return case
    service, report = random.choice(KNOWN.services), random.choice(KNOWN.reports)
    there: dict[str, str] = {
        "desk": service.desk if "{service_code}" in case.path else report.desk,
        "service_code": service.code,
        "ticket": report.ticket,
        "uid": report.message if "/messages/" in case.path else report.uid,
        "token": report.uid,
        "slot": report.slot,
        "photo": report.photo,
    }
    if isinstance(case.body, dict):
        case.body, own = filled(case.body, service, report, random)
        there |= own
    elif isinstance(case.body, bytes) and random.random() < 0.5:
        case.body = PHOTO
        case.headers["X-Content-SHA256"] = hashlib.sha256(PHOTO).hexdigest()
        case.headers.pop("Content-Range", None)
    given: dict[str, Any] = case.path_parameters
    case.path_parameters = given | {name: value for name, value in there.items() if name in given}
    if "X-Report-Session" in case.headers:
        case.headers["X-Report-Session"] = report.session
    return case


def filled(
    body: dict[str, Any], service: known.Service, report: known.Report, random: Random
) -> tuple[dict[str, Any], dict[str, str]]:
    """A body of which nine fields of ten are what the server takes, and what its address then says."""

    def mixed(usual: dict[str, Any]) -> dict[str, Any]:
        return body | {name: value for name, value in usual.items() if random.random() < 0.9}

    if "identity" in body:
        usual = known.body(service, random)
        said = mixed(usual) | {"uid": usual["uid"]}
        return said, {"desk": service.desk, "uid": usual["uid"]}
    if "key_proof" in body:
        proof = {"ticket": report.ticket, "key_proof": report.key_proof}
        uid = formats.uid(random)
        usual = {"uid": uid, "kind": "message", "text": "Masih mati", "media": []}
        own = {"ticket": report.ticket, "uid": uid}
        return (mixed(usual) | proof | {"uid": uid} if "kind" in body else body | proof), own
    answers = {f"attribute[{code}]": value for code, value in service.answers.items()}
    place = {"address_string": "Jl. Pajajaran 5"} if service.place else {}
    return mixed({"service_code": service.code} | place | answers), {"desk": service.desk}


@schemathesis.check
def a_refusal_names_the_field(context: schemathesis.CheckContext, response: schemathesis.Response, case: Case) -> None:
    """What fits the description is refused by its field, or taken."""
    mode = case.meta.generation.mode if case.meta else None
    if mode is not schemathesis.GenerationMode.POSITIVE or not 400 <= response.status_code < 500:
        return
    if response.status_code in WITHOUT_FIELD:
        return
    for entry in response.json():
        field = entry.get("extensions", {}).get("tanggap", {}).get("field")
        assert field is not None, f"{response.status_code} without a field: {entry['description']}"


@schemathesis.check
class EveryOperationIsReached:
    """A run that is only ever refused has looked at nothing: each operation was answered with 2xx at least once."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self.reached: set[str] = set()

    def after_response(self, context: schemathesis.CheckContext, response: schemathesis.Response, case: Case) -> None:
        self.asked.add(case.operation.label)
        if 200 <= response.status_code < 300:
            self.reached.add(case.operation.label)

    def after_run(self, context: schemathesis.CheckContext) -> None:
        missed = self.asked - self.reached - NEVER_REACHED
        assert not missed, f"never answered with 2xx: {', '.join(sorted(missed))}"
