//! On which day which way opens, and what is in the paper that goes there.

use super::*;
use crate::{
    config::PortalConfig,
    instant::{day_text, parse_day},
    ticket::Ticket,
    wire::{self, Receipt, Told, Tracked, Update},
};
use time::Date;

const CONFIG: &str = include_str!("../../../../public/config.json");
const BOGOR: &str = include_str!("../../../../public/escalations.json");

fn config() -> PortalConfig {
    PortalConfig::parse(CONFIG).unwrap()
}

fn day(text: &str) -> Date {
    parse_day(text).unwrap()
}

fn tracked(desk: &str, clock: &str, status: &str) -> Tracked {
    let body = format!(
        r#"[{{"service_request_id":"482719305543","service_name":"Lampu jalan","status":"open","requested_datetime":"2026-11-23T16:43:46Z",
        "updated_datetime":"2026-11-30T10:00:00Z","extended_attributes":{{"tanggap":{{"status":"{status}","desk":"{desk}",
        "clock":{{"id":"{clock}","name":"C","days":5,"day":2,"due":"2026-11-30"}}}}}}}}]"#
    );
    wire::tracked(body.as_bytes(), config().utc_offset).unwrap().unwrap()
}

fn updates(list: &str) -> Vec<Update> {
    wire::updates(list.as_bytes(), config().utc_offset).unwrap()
}

#[test]
fn the_way_opens_the_day_after_the_clocks_last() {
    let offset = config().utc_offset;
    for (status, today, gate_is) in [
        ("in_progress", "2026-11-29", Gate::OpensOn(day("2026-12-01"))),
        ("in_progress", "2026-11-30", Gate::OpensOn(day("2026-12-01"))),
        ("in_progress", "2026-12-01", Gate::OpenSince(day("2026-12-01"))),
        ("reopened", "2027-03-01", Gate::OpenSince(day("2026-12-01"))),
        ("answered", "2027-03-01", Gate::Answered(Some(day("2026-11-30")))),
        ("closed", "2026-11-30", Gate::Answered(Some(day("2026-11-30")))),
    ] {
        let report = tracked("aspirasi", "simple", status);
        assert_eq!(gate(&report, &[], day(today), offset), Some(gate_is), "{status} {today}");
    }
    let report = tracked("aspirasi", "simple", "withdrawn");
    assert_eq!(gate(&report, &[], day("2030-01-01"), offset), None, "taken back");
    let report = Tracked { clock: None, ..tracked("aspirasi", "simple", "received") };
    assert_eq!(gate(&report, &[], day("2030-01-01"), offset), None, "nothing promised, nothing lapsed");
    let answered = updates(
        r#"[{"update_id":"1","status":"answered","updated_datetime":"2026-11-25T20:00:00Z"},
            {"update_id":"2","updated_datetime":"2026-11-29T20:00:00Z"}]"#,
    );
    let report = tracked("aspirasi", "simple", "answered");
    let since = gate(&report, &answered, day("2026-12-01"), offset);
    assert_eq!(since, Some(Gate::Answered(Some(day("2026-11-26")))), "by the day in Bogor");
}

#[test]
fn bogors_bodies_are_read_and_each_desk_has_its_own() {
    let config = config();
    let bodies = read(BOGOR, &config).unwrap();
    for (desk, clock, expected) in [
        ("aspirasi", "complaint", vec!["ombudsman"]),
        ("aspirasi", "information", vec!["ppid-superior", "information-commission"]),
        ("polresta", "information", vec!["ppid-superior", "information-commission"]),
        ("polresta", "simple", vec!["police-inspectorate", "propam", "kompolnas", "ombudsman"]),
        ("pengawasan", "police-progress", vec!["kompolnas", "ombudsman"]),
        ("elsewhere", "simple", vec![]),
        ("aspirasi", "", vec![]),
    ] {
        let report = tracked(desk, clock, "received");
        let found: Vec<_> =
            next_bodies(&bodies, &config, &report).iter().map(|body| body.id.as_str()).collect();
        assert_eq!(found, expected, "{desk} {clock}");
    }
    for body in &bodies {
        assert!(
            !body.contacts.is_empty() || body.first.is_some() || body.id == "ppid-superior",
            "{}",
            body.id
        );
        assert!(["id", "en"].iter().all(|language| body.name.languages().any(|known| known == *language)));
    }
}

#[test]
fn a_broken_body_names_the_field() {
    let config = config();
    let good = r#"{"escalations": [{"id": "a", "name": "A", "from": {"kinds": ["city"], "desks": ["polresta"]}, "after": ["simple"],
        "demands": [{"kind": "identity", "text": "KTP"}], "contacts": [{"page": "https://a.example"}], "first": "b"},
        {"id": "b", "name": "B", "from": {"kinds": ["police"]}}]}"#;
    assert_eq!(read(good, &config).unwrap().len(), 2);
    for (part, bad, message) in [
        (r#""city""#, r#""zoo""#, "escalations[0].from.kinds[0]: expected city, police or oversight"),
        (r#""polresta""#, r#""x""#, "escalations[0].from.desks[0]: expected the id of a desk"),
        (r#"{"kinds": ["police"]}"#, "{}", "escalations[1].from: expected kinds or desks"),
        (r#""simple""#, r#""x""#, "escalations[0].after[0]: expected the id of a clock"),
        (r#""first": "b""#, r#""first": "c""#, "escalations[0].first: expected the id of another body"),
        (r#""id": "b""#, r#""id": "a""#, "escalations[1].id: expected an id that no other body has"),
        ("https://a.example", "javascript:x", "escalations[0].contacts[0].page: expected an https address"),
        (
            r#"{"page": "https://a.example"}"#,
            r#"{"fax": "1"}"#,
            "escalations[0].contacts[0]: expected phone, page, email or address",
        ),
        (
            r#""identity""#,
            r#""blood""#,
            "escalations[0].demands[0].kind: expected identity, number, chronology, signed-chronology, complaint-proof, evidence or other",
        ),
    ] {
        assert!(good.contains(part), "{part}");
        let error = read(&good.replacen(part, bad, 1), &config).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
    assert_eq!(read("[", &config).unwrap_err().to_string(), "line 1, column 1: not JSON");
}

#[test]
fn the_dossier_says_what_is_known_and_what_is_still_to_bring() {
    let config = config();
    let bodies = read(BOGOR, &config).unwrap();
    let body = |id: &str| bodies.iter().find(|body| body.id == id).unwrap();
    let report = tracked("polresta", "simple", "in_progress");
    let history = updates(
        r#"[{"update_id":"1","updated_datetime":"2026-11-24T10:00:00Z","extended_attributes":{"tanggap":{"kind":"referral","desk":"aspirasi","to_desk":"polresta"}}}]"#,
    );
    let told = Told { description: "Gelap".into(), ..Told::default() };
    let receipt = Receipt {
        ticket: Ticket::parse("482719305543").unwrap(),
        renumbered: false,
        received_at: "2026-11-23T16:43:46Z".into(),
    };
    let case = Case {
        tracked: &report,
        updates: &history,
        told: Some(&told),
        messages: &[],
        receipt: Some(&receipt),
    };
    let dossier = Dossier::of(body("kompolnas"), &case, day("2026-12-03"), config.utc_offset);
    assert_eq!((dossier.number.as_str(), dossier.days_over), ("4827 1930 5543", 3));
    assert_eq!(dossier.desks, ["aspirasi", "polresta"]);
    assert_eq!(dossier.received.map(day_text).as_deref(), Some("2026-11-23"));
    assert!(dossier.proof.as_ref().unwrap().by_receipt);
    let have: Vec<_> = dossier.demands.iter().map(|demanded| demanded.have).collect();
    assert_eq!(have, [Have::Bring, Have::ToSign, Have::Bring]);

    let bare = Case { told: None, receipt: None, updates: &[], ..case };
    let dossier = Dossier::of(body("ombudsman"), &bare, day("2026-11-24"), config.utc_offset);
    assert_eq!((dossier.days_over, dossier.desks.len()), (0, 1));
    let have: Vec<_> = dossier.demands.iter().map(|demanded| demanded.have).collect();
    assert_eq!(
        have,
        [Have::Bring, Have::Bring, Have::Here],
        "the tracker's own date is proof enough to look up"
    );
    assert!(!dossier.proof.unwrap().by_receipt);
}
