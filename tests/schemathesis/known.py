"""What is there to ask about: reports of our own, with photos, messages and sessions, sent before the run.

A generator that only makes things up is answered 404 and never reaches what lies behind. So a few real reports are sent
first, and the cases of the run ask about those as often as about others (see hooks.py).
"""

from __future__ import annotations

import hashlib
import json
import struct
import urllib.error
import urllib.request
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from formats import digits_with_check, uid

Json = dict[str, Any]


@dataclass
class Service:
    """A service with answers to everything that it asks."""

    desk: str
    code: str
    answers: dict[str, str]
    identity: str
    place: bool


@dataclass
class Report:
    """A report that the server has, and its photo."""

    desk: str
    uid: str
    ticket: str
    key_proof: str
    slot: str
    session: str
    message: str
    photo: str


@dataclass
class Known:
    """All of it, as hooks.py reads it back."""

    services: list[Service] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Known:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return cls([Service(**one) for one in raw["services"]], [Report(**one) for one in raw["reports"]])


def png(size: int = 64) -> bytes:
    """A grey picture that every reader takes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + b"\x80" * size) * size
    header = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def body(service: Service, random: Random) -> Json:
    """A report that its service takes."""
    who: Json = {"kind": service.identity}
    if service.identity != "anonymous":
        who |= {"name": "Siti", "email": "siti@contoh.example"}
    return {
        "v": 1,
        "uid": uid(random),
        "ticket": digits_with_check(random, 10),
        "key_proof": random.randbytes(32).hex(),
        "service_code": service.code,
        "answers": service.answers,
        "description": "Lampu jalan mati sejak Senin",
        "place": {"lat": -6.59, "long": 106.8, "address": "Jl. Pajajaran 5"} if service.place else None,
        "identity": who,
        "media": [],
    }


class Portal:
    """The server that is asked, as an ordinary client of it sees it."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def ask(self, method: str, path: str, data: bytes | None = None, headers: dict[str, str] | None = None) -> Any:
        request = urllib.request.Request(self.url + path, data=data, method=method, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as error:
            told = error.read().decode("utf-8", "replace")
            raise SystemExit(f"{method} {path} was answered {error.code}: {told}") from error

    def send(self, path: str, value: Json, method: str = "PUT") -> Any:
        return self.ask(method, path, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def services(self, desk: str) -> list[Service]:
        """The services of a desk whose questions are all choices or optional: the others would take a mind."""
        found = []
        for entry in self.ask("GET", f"/api/{desk}/services.json"):
            code, own = entry["service_code"], entry["extended_attributes"]["tanggap"]
            asked = self.ask("GET", f"/api/{desk}/services/{code}.json")["attributes"]
            required = [one for one in asked if one["required"]]
            if all(one.get("values") for one in required):
                answers = {one["code"]: one["values"][0]["key"] for one in required}
                found.append(Service(desk, code, answers, own["identity"][-1], own["place"] != "none"))
        return found

    def prepare(self, random: Random) -> Known:
        """Sends a few reports to each desk."""
        known, photo = Known(), png()
        for desk in self.ask("GET", "/config.json")["desks"]:
            services = self.services(desk["id"])[:6]
            known.services += services
            known.reports += [self.report(service, photo, random) for service in services[:4]]
        return known

    def report(self, service: Service, photo: bytes, random: Random) -> Report:
        """Sends a report with its photo and a message with another, and opens it."""
        sent, slot, said = body(service, random), random.randbytes(6).hex(), uid(random)
        sha256 = hashlib.sha256(photo).hexdigest()
        sent["media"] = [{"slot": slot, "sha256": sha256, "size": len(photo), "type": "image/png"}]
        ticket, proof = sent["ticket"], {"ticket": sent["ticket"], "key_proof": sent["key_proof"]}
        message = proof | {"v": 1, "uid": said, "kind": "message", "text": "Masih mati", "media": sent["media"]}
        report_path = f"/api/{service.desk}/reports/{sent['uid']}"
        for path, value in ((report_path, sent), (f"/api/tickets/{ticket}/messages/{said}", message)):
            self.send(path, value)
            headers = {"Content-Type": "image/png", "X-Content-SHA256": sha256}
            self.ask("PUT", f"{path}/media/{slot}", photo, headers)
        session = self.send("/api/track", proof, "POST")["session"]
        private = self.ask("GET", f"/api/tickets/{ticket}.json", headers={"X-Report-Session": session})
        name = private["report"]["photos"][0].rsplit("/", 1)[1].removesuffix(".jpg")
        return Report(service.desk, sent["uid"], ticket, sent["key_proof"], slot, session, said, name)
