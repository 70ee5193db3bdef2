//! The files beside `config.json` that have facts: holidays, bodies that come next, middles of areas.

use super::{
    finding::FileFindings,
    leaf,
    services::Known,
    shape::{Field, Shape, is_left_out, items, needed, optional, texts, unique},
};
use crate::{json::Node, place::Point};

const WORDS: Shape = Shape::One(leaf::words);
const NOTE: Shape = Shape::One(leaf::note);
const FLAG: Shape = Shape::One(leaf::flag);

static HOLIDAYS: [Field; 1] = [needed("days", &Shape::List(&Shape::Object(&HOLIDAY)))];
static HOLIDAY: [Field; 5] = [
    needed("date", &Shape::One(leaf::day)),
    optional("name", &Shape::Text),
    optional("kind", &NOTE),
    optional("certain", &FLAG),
    optional("source", &NOTE),
];

pub fn holidays(root: &Node, _: &Node, _: &Known, findings: &mut FileFindings) {
    Shape::Object(&HOLIDAYS).check(root, findings);
    let days = items(&root.get("days"));
    unique(days.iter().map(|day| day.get("date")), "a day that is not in the list yet", findings);
    if days.is_empty() {
        findings.warn("days", "is empty: every Monday to Friday counts as a working day");
    }
}

static ESCALATIONS: [Field; 1] = [needed("escalations", &Shape::List(&Shape::Object(&BODY)))];
static BODY: [Field; 9] = [
    needed("id", &WORDS),
    needed("name", &Shape::Text),
    optional("about", &Shape::Text),
    optional("source", &NOTE),
    needed("from", &Shape::Object(&FROM)),
    optional("after", &Shape::List(&WORDS)),
    optional("first", &WORDS),
    optional("demands", &Shape::List(&Shape::Object(&DEMAND))),
    optional("contacts", &Shape::List(&Shape::Object(&CONTACT))),
];
static FROM: [Field; 2] =
    [optional("kinds", &Shape::List(&Shape::One(leaf::desk_kind))), optional("desks", &Shape::List(&WORDS))];
static DEMAND: [Field; 2] = [needed("kind", &Shape::One(leaf::demand_kind)), needed("text", &Shape::Text)];
static CONTACT: [Field; 4] = [
    optional("phone", &WORDS),
    optional("page", &Shape::One(leaf::page)),
    optional("email", &Shape::One(leaf::email)),
    optional("address", &WORDS),
];

pub fn escalations(root: &Node, config: &Node, _: &Known, findings: &mut FileFindings) {
    Shape::Object(&ESCALATIONS).check(root, findings);
    let bodies = items(&root.get("escalations"));
    let (desks, clocks) = (ids(config, "desks"), ids(config, "clocks"));
    unique(bodies.iter().map(|body| body.get("id")), "an id that no other body has", findings);
    for body in &bodies {
        let from = body.get("from");
        if from.value().is_some_and(serde_json::Value::is_object)
            && items(&from.get("kinds")).is_empty()
            && items(&from.get("desks")).is_empty()
        {
            findings.expected(&from, "kinds or desks");
        }
        known(&from.get("desks"), &desks, "the id of a desk", findings);
        known(&body.get("after"), &clocks, "the id of a clock", findings);
        let (id, first) = (body.get("id").lenient_text(), body.get("first"));
        let is_other = |other: &Node| other.get("id").lenient_text() == first.lenient_text();
        if !is_left_out(&first) && (first.lenient_text() == id || !bodies.iter().any(is_other)) {
            findings.expected(&first, "the id of another body");
        }
        for contact in items(&body.get("contacts")) {
            let ways = CONTACT_WAYS.iter().filter(|way| !is_left_out(&contact.get(way))).count();
            if ways != 1 {
                findings.expected(&contact, "one of phone, page, email or address");
            }
        }
    }
}

const CONTACT_WAYS: [&str; 4] = ["phone", "page", "email", "address"];

fn ids(config: &Node, list: &str) -> Vec<String> {
    items(&config.get(list)).iter().map(|one| one.get("id").lenient_text()).collect()
}

fn known(list: &Node, ids: &[String], expected: &str, findings: &mut FileFindings) {
    for (node, _) in texts(list).iter().filter(|(_, id)| !ids.contains(id)) {
        findings.expected(node, expected);
    }
}

static AREA_POINTS: [Field; 1] = [needed("points", &Shape::Named(&Shape::One(middle)))];

fn middle(node: &Node) -> Result<(), &'static str> {
    let degrees: Vec<_> = items(node).iter().map(leaf::number).collect();
    let is_point = match degrees[..] {
        [Some(lat), Some(long)] => Point::new(lat, long, None).is_some(),
        _ => false,
    };
    if is_point { Ok(()) } else { Err("latitude and longitude in degrees, such as [-6.59, 106.8]") }
}

pub fn area_points(root: &Node, config: &Node, _: &Known, findings: &mut FileFindings) {
    Shape::Object(&AREA_POINTS).check(root, findings);
    let parts = items(&config.get("areas")).into_iter().flat_map(|district| items(&district.get("parts")));
    let codes: Vec<_> = parts.map(|part| part.get("code").lenient_text()).collect();
    for (code, node) in root.get("points").entries() {
        if !codes.contains(&code) {
            findings.at(node.path(), &format!("expected the code of an area in config.json, found {code}"));
        }
    }
}
