//! `config.json`, field by field.

use super::{City, told};
use serde_json::json;

const OURS: &str = ", where this server has the desk, or the address of another server (https://… or /…)";
const ALL: &str = "tracker: expected api, where this server knows every desk, or the address of another server (https://… or /…)";

#[test]
fn every_field_of_the_config_is_what_the_docs_say() {
    told(
        "config.json",
        &[
            ("/name", json!(""), "name: expected text, found \"\""),
            ("/name", json!({"id": "Kota"}), "name: expected text, found an object"),
            ("/name", json!("a\u{202e}b"), "name: expected text, found \"a\\u{202e}b\""),
            ("/accent", json!("#fff"), "accent: expected a colour such as #0b6b53, found \"#fff\""),
            ("/languages", json!([]), "languages: expected at least one language's code, found an empty list"),
            (
                "/languages",
                json!(["id", "id"]),
                "languages[1]: expected a language that is not in the list yet, found \"id\"",
            ),
            (
                "/utc_offset",
                json!("+25:00"),
                "utc_offset: expected an offset from -12:00 to +14:00, such as +07:00, found \"+25:00\"",
            ),
            (
                "/utc_offset",
                json!(null),
                "utc_offset: expected an offset from -12:00 to +14:00, such as +07:00, found nothing",
            ),
            ("/ticket_digits", json!(13), "ticket_digits: expected 12 or 14, found 13"),
            (
                "/emergency/number",
                json!(""),
                "emergency.number: expected a telephone number such as 112 or +62 251 8321075, found \"\"",
            ),
            ("/emergency", json!(null), "emergency: expected an object, found nothing"),
            (
                "/emergency/others/0/name",
                json!({"id": "a", "text": "b"}),
                "emergency.others[0].name.text: expected a language's code such as id, found a field named text",
            ),
            ("/doors", json!([]), "doors: expected at least one door, found an empty list"),
            ("/doors/0/desks", json!([]), "doors[0].desks: expected the id of at least one desk, found an empty list"),
            ("/doors/0/desks", json!(["x"]), "doors[0].desks[0]: expected the id of a desk, found \"x\""),
            ("/doors/1/id", json!("complaint"), "doors[1].id: expected an id that no other door has, found \"complaint\""),
            (
                "/doors/0/kinds",
                json!(["x"]),
                "doors[0].kinds[0]: expected complaint, aspiration, information, police-service, police-conduct or \
                 emergency, found \"x\"",
            ),
            ("/bounds/north", json!(-7.0), "bounds.north: expected more than south, found -7.0"),
            ("/bounds/east", json!(400), "bounds.east: expected degrees from -180 to 180, found 400"),
            (
                "/clocks/1/id",
                json!("verification"),
                "clocks[1].id: expected an id that no other clock has, found \"verification\"",
            ),
            ("/clocks/0/days", json!(0), "clocks[0].days: expected a whole number of days from 1 to 1000, found 0"),
            ("/clocks/0/working", json!("no"), "clocks[0].working: expected true or false, found \"no\""),
            ("/holidays", json!("config.json"), "holidays: expected a file of its own, found \"config.json\""),
            ("/escalations", json!("holidays.json"), "escalations: expected a file of its own, found \"holidays.json\""),
            ("/holidays", json!("../x"), "holidays: expected the name of a file beside config.json, found \"../x\""),
            ("/tiles", json!({"url": "x"}), "tiles.url: expected an http(s) address with {z}, {x} and {y}, found \"x\""),
        ]
        .map(|(pointer, value, expected)| match pointer {
            // The attribution is missing there, too.
            "/tiles" => (pointer, json!({"url": "x", "attribution": "Peta"}), expected),
            _ => (pointer, value, expected),
        }),
    );
}

#[test]
fn addresses_lead_to_the_desk_itself_and_the_tracker_to_none() {
    let desk = "desks[0].api: expected api/aspirasi";
    told(
        "config.json",
        &[
            ("/desks/0/api", json!("api/polresta"), &format!("{desk}{OURS}, found \"api/polresta\"")),
            ("/desks/0/api", json!("api/x"), &format!("{desk}{OURS}, found \"api/x\"")),
            ("/desks/0/api", json!("API/aspirasi"), &format!("{desk}{OURS}, found \"API/aspirasi\"")),
            ("/desks/0/api", json!("/lapor/api/x"), &format!("{desk}{OURS}, found \"/lapor/api/x\"")),
            ("/tracker", json!("api/polresta"), &format!("{ALL}, found \"api/polresta\"")),
            (
                "/tracker",
                json!(""),
                "tracker: expected an http(s) address, or a path below the portal such as api/desk, found \"\"",
            ),
        ],
    );
    for (api, tracker) in [
        ("api/aspirasi/", "api"),
        ("/lapor/api/aspirasi", "/lapor/api/"),
        ("/other/api/x", "/other/api"),
        ("https://desk.example/api", "https://track.example"),
    ] {
        let city = City::bogor().set("config.json", "/desks/0/api", json!(api));
        let city = city.set("config.json", "/tracker", json!(tracker));
        assert_eq!(city.mistakes(), Vec::<String>::new(), "{api} {tracker}");
    }
    let police = "https://police.example/api";
    let city = City::bogor().set("config.json", "/desks/1/api", json!(police)).set(
        "config.json",
        "/tracker",
        json!(police),
    );
    let told = "tracker: expected a server that knows every desk, and not the address of one, found";
    assert_eq!(city.mistakes(), [format!("config.json: {told} \"{police}\"")]);
    let city =
        city.set("config.json", "/tracker", json!(null)).set("config.json", "/desks/0/api", json!(police));
    let told = "desks[1].api: expected an address that no other desk has, found";
    assert_eq!(city.mistakes(), [format!("config.json: {told} \"{police}\"")]);
}

#[test]
fn desks_are_told_apart() {
    for (id, expected) in [
        ("polresta", "desks[1].id: expected an id that no other desk has, found \"polresta\""),
        ("requests", "desks[0].id: expected an id that no address of the server has, found \"requests\""),
        ("", "desks[0].id: expected 1 to 64 letters, digits, - or _, found \"\""),
    ] {
        let mistakes = City::bogor().set("config.json", "/desks/0/id", json!(id)).mistakes();
        assert!(mistakes.contains(&format!("config.json: {expected}")), "{mistakes:#?}");
    }
    let mistakes = City::bogor().set("config.json", "/desks/2/kind", json!("city")).mistakes();
    let expected =
        "desks[1].kind: expected a desk of kind oversight beside one of kind police, found \"police\"";
    assert!(mistakes.contains(&format!("config.json: {expected}")), "{mistakes:#?}");
}

#[test]
fn a_working_clock_without_holidays_is_a_warning() {
    let city = City::bogor().set("config.json", "/holidays", json!(null));
    assert_eq!(city.mistakes(), Vec::<String>::new());
    let told = "config.json: holidays: is left out: every Monday to Friday counts as a working day";
    assert_eq!(city.warnings(), [told]);
}
