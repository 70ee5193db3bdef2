//! `config.json`: its shape, what its fields say of each other, and which files stand beside it.

use super::{
    beside,
    files::CONFIG,
    finding::FileFindings,
    leaf, line, listened,
    services::Known,
    shape::{Field, Shape, is_left_out, items, needed, optional, texts, unique},
};
use crate::json::Node;

const ID: Shape = Shape::One(leaf::id);
const NOTE: Shape = Shape::One(leaf::note);
const FILE: Shape = Shape::One(leaf::file);
const FLAG: Shape = Shape::One(leaf::flag);
const PHONE: Shape = Shape::One(leaf::telephone);
const WORDS: Shape = Shape::One(leaf::words);
const ADDRESS: Shape = Shape::One(leaf::base_address);

static FIELDS: [Field; 19] = [
    needed("name", &WORDS),
    optional("accent", &Shape::One(leaf::colour)),
    needed("languages", &Shape::Filled(&Shape::One(leaf::language), "at least one language's code")),
    needed("utc_offset", &Shape::One(leaf::offset)),
    optional("tracker", &ADDRESS),
    optional("ticket_digits", &Shape::One(leaf::ticket_digits)),
    needed("emergency", &Shape::Object(&EMERGENCY)),
    needed("desks", &Shape::Filled(&Shape::Object(&DESK), "at least one desk")),
    needed("doors", &Shape::Filled(&Shape::Object(&DOOR), "at least one door")),
    optional("areas", &Shape::List(&Shape::Object(&DISTRICT))),
    optional("bounds", &Shape::Object(&BOUNDS)),
    optional("tiles", &Shape::Object(&TILES)),
    optional("clocks", &Shape::List(&Shape::Object(&CLOCK))),
    optional("holidays", &FILE),
    optional("escalations", &FILE),
    optional("area_points", &FILE),
    optional("lexicon", &FILE),
    optional("classifier", &FILE),
    optional("sms", &Shape::Object(&SMS)),
];
static EMERGENCY: [Field; 4] = [
    needed("number", &PHONE),
    needed("title", &Shape::Text),
    needed("about", &Shape::Text),
    optional("others", &Shape::List(&Shape::Object(&line::LINE))),
];
static DESK: [Field; 5] = [
    needed("id", &ID),
    needed("name", &Shape::Text),
    needed("kind", &Shape::One(leaf::desk_kind)),
    needed("api", &ADDRESS),
    optional("capabilities", &Shape::Object(&CAPABILITIES)),
];
static CAPABILITIES: [Field; 1] = [optional("reports", &FLAG)];
static DOOR: [Field; 6] = [
    needed("id", &ID),
    optional("icon", &ID),
    needed("name", &Shape::Text),
    optional("about", &Shape::Text),
    needed("desks", &Shape::Filled(&NOTE, "the id of at least one desk")),
    optional("kinds", &Shape::List(&Shape::One(leaf::service_kind))),
];
static DISTRICT: [Field; 2] =
    [needed("name", &WORDS), needed("parts", &Shape::Filled(&Shape::Object(&PART), "at least one area"))];
static PART: [Field; 2] = [needed("code", &WORDS), needed("name", &WORDS)];
static BOUNDS: [Field; 4] = [
    needed("south", &Shape::One(leaf::latitude)),
    needed("west", &Shape::One(leaf::longitude)),
    needed("north", &Shape::One(leaf::latitude)),
    needed("east", &Shape::One(leaf::longitude)),
];
static TILES: [Field; 2] =
    [needed("url", &Shape::One(leaf::tiles_address)), needed("attribution", &Shape::One(leaf::plain_words))];
static CLOCK: [Field; 5] = [
    needed("id", &WORDS),
    needed("name", &Shape::Text),
    needed("days", &Shape::One(leaf::clock_days)),
    optional("working", &FLAG),
    optional("source", &NOTE),
];
static SMS: [Field; 1] = [needed("number", &PHONE)];

/// How one of the files beside the config is checked: against the config and the services of the desks.
pub type Check = fn(&Node, &Node, &Known, &mut FileFindings);

/// A file that the config names.
pub struct Named {
    pub file: String,
    pub check: Check,
}

/// Checks the config; hands back the files that it names.
pub fn check(config: &Node, base: &str, findings: &mut FileFindings) -> Vec<Named> {
    Shape::Object(&FIELDS).check(config, findings);
    let desks = items(&config.get("desks"));
    let ids = |list: &str, id: &'static str| items(&config.get(list)).into_iter().map(move |one| one.get(id));
    unique(items(&config.get("languages")).into_iter(), "a language that is not in the list yet", findings);
    unique(ids("desks", "id"), "an id that no other desk has", findings);
    unique(ids("doors", "id"), "an id that no other door has", findings);
    unique(ids("clocks", "id"), "an id that no other clock has", findings);
    let parts = items(&config.get("areas")).into_iter().flat_map(|district| items(&district.get("parts")));
    unique(parts.map(|part| part.get("code")), "a code that no other area has", findings);
    addresses(config, &desks, base, findings);
    kinds(&desks, findings);
    doors(config, &desks, findings);
    bounds(&config.get("bounds"), findings);
    if is_left_out(&config.get("holidays")) && items(&config.get("clocks")).iter().any(is_working) {
        findings.warn("holidays", "is left out: every Monday to Friday counts as a working day");
    }
    files(config, findings)
}

fn is_working(clock: &Node) -> bool {
    clock.get("working").flag().unwrap_or(true)
}

/// Ids that the server's own addresses stand in the way of.
const TAKEN: [&str; 2] = ["requests", "tickets"];

/// What is below the portal is this server's, which has each desk at an address of its own; a report that is sent to
/// another desk's is read by whom it is not meant for.
fn addresses(config: &Node, desks: &[Node], base: &str, findings: &mut FileFindings) {
    let below = |address: &str| match address.strip_prefix(base) {
        Some(below) => Some(below.to_owned()),
        None => (!address.starts_with('/') && !address.contains("://")).then(|| address.to_owned()),
    };
    let mut known: Vec<String> = Vec::new();
    for desk in desks {
        let (id, node) = (desk.get("id"), desk.get("api"));
        let (Ok(word), Some(api)) = (id.text(), address(&node)) else { continue };
        if TAKEN.contains(&&*word) {
            findings.expected(&id, "an id that no address of the server has");
        }
        let own = format!("api/{word}");
        let api = below(&api).unwrap_or(api);
        let is_ours = !api.starts_with('/') && !api.contains("://");
        if is_ours && api != own {
            let expected = format!(
                "{own}, where this server has the desk, or the address of another server (https://… or /…)"
            );
            findings.expected(&node, &expected);
        } else if known.contains(&api) {
            findings.expected(&node, "an address that no other desk has");
        } else {
            known.push(api);
        }
    }
    let node = config.get("tracker");
    let Some(tracker) = address(&node) else { return };
    let tracker = below(&tracker).unwrap_or(tracker);
    let is_ours = !tracker.starts_with('/') && !tracker.contains("://");
    if is_ours && tracker != "api" {
        let expected =
            "api, where this server knows every desk, or the address of another server (https://… or /…)";
        findings.expected(&node, expected);
    } else if known.contains(&tracker) {
        findings.expected(&node, "a server that knows every desk, and not the address of one");
    }
}

fn address(node: &Node) -> Option<String> {
    let text = node.optional_text().ok().flatten()?;
    leaf::base_address(node).ok()?;
    Some(text.trim_end_matches('/').to_owned())
}

fn kinds(desks: &[Node], findings: &mut FileFindings) {
    let is_of = |desk: &&Node, kind: &str| desk.get("kind").lenient_text() == kind;
    if desks.iter().any(|desk| is_of(&desk, "oversight")) {
        return;
    }
    for desk in desks.iter().filter(|desk| is_of(desk, "police")) {
        findings.expected(&desk.get("kind"), "a desk of kind oversight beside one of kind police");
    }
}

fn doors(config: &Node, desks: &[Node], findings: &mut FileFindings) {
    let ids: Vec<_> = desks.iter().map(|desk| desk.get("id").lenient_text()).collect();
    for door in items(&config.get("doors")) {
        let wanted = door.get("desks");
        for (node, _) in texts(&wanted).iter().filter(|(_, id)| !ids.contains(id)) {
            findings.expected(node, "the id of a desk");
        }
        unique(items(&wanted).into_iter(), "a desk that is not in the list yet", findings);
        unique(items(&door.get("kinds")).into_iter(), "a kind that is not in the list yet", findings);
    }
}

fn bounds(bounds: &Node, findings: &mut FileFindings) {
    for (least, most, expected) in [("south", "north", "more than south"), ("west", "east", "more than west")]
    {
        let side = |name: &str| leaf::number(&bounds.get(name));
        if let (Some(less), Some(more)) = (side(least), side(most))
            && less >= more
        {
            findings.expected(&bounds.get(most), expected);
        }
    }
}

fn files(config: &Node, findings: &mut FileFindings) -> Vec<Named> {
    let kinds: [(&str, Check); 5] = [
        ("holidays", beside::holidays),
        ("escalations", beside::escalations),
        ("area_points", beside::area_points),
        ("lexicon", listened::lexicon),
        ("classifier", listened::classifier),
    ];
    let mut taken = vec![CONFIG.to_owned()];
    let mut named = Vec::new();
    for (field, check) in kinds {
        let node = config.get(field);
        let Ok(Some(file)) = node.optional_text() else { continue };
        if leaf::file(&node).is_err() {
            continue;
        }
        if taken.contains(&file) {
            findings.expected(&node, "a file of its own");
            continue;
        }
        taken.push(file.clone());
        named.push(Named { file, check });
    }
    named
}
