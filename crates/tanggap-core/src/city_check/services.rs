//! What can be reported at each desk: `services/<desk>.json`.

use super::{
    files::{CityFiles, read},
    finding::{FileFindings, Findings},
    leaf, questions,
    shape::{Field, Shape, is_left_out, items, needed, optional, unique},
};
use crate::json::Node;

const FLAG: Shape = Shape::One(leaf::flag);
const NOTE: Shape = Shape::One(leaf::note);

static FILE: [Field; 1] = [needed("services", &Shape::List(&Shape::Object(&SERVICE)))];
static SERVICE: [Field; 14] = [
    needed("code", &Shape::One(leaf::service_code)),
    needed("name", &Shape::Text),
    optional("description", &Shape::Text),
    optional("group", &Shape::Text),
    optional("keywords", &Shape::Text),
    optional("kind", &Shape::One(leaf::service_kind)),
    optional("icon", &Shape::One(leaf::id)),
    needed("place", &Shape::One(leaf::place)),
    needed(
        "identity",
        &Shape::Filled(&Shape::One(leaf::identity), "at least one of open, secret and anonymous"),
    ),
    optional("clock", &NOTE),
    optional("publish", &FLAG),
    optional("retention_days", &Shape::One(leaf::retention_days)),
    optional("version", &NOTE),
    optional("questions", &Shape::List(&Shape::Object(&questions::QUESTION))),
];

/// The codes of services.
pub struct Known {
    codes: Vec<String>,
    /// Whether these are all: what a desk of another server takes is not known here.
    is_complete: bool,
}

impl Known {
    /// Whether there is such a service, as far as can be told.
    pub fn may_have(&self, code: &str) -> bool {
        !self.is_complete || self.codes.iter().any(|known| known == code)
    }
}

/// Checks the file of each desk. A desk of this server has to have one.
pub fn check(config: &Node, files: &CityFiles, findings: &mut Findings) -> Known {
    let mut known = Known { codes: Vec::new(), is_complete: true };
    for desk in items(&config.get("desks")) {
        let id = desk.get("id");
        if leaf::id(&id).is_err() {
            known.is_complete = false;
            continue;
        }
        let file = format!("services/{}.json", id.lenient_text());
        let is_elsewhere = is_elsewhere(&desk.get("api").lenient_text(), files.base);
        if is_elsewhere && matches!((files.city)(&file), Ok(None)) {
            known.is_complete = false;
            continue;
        }
        match read(files.city, &file, findings) {
            None => known.is_complete = false,
            Some(value) => {
                let mut findings = FileFindings::new(&file, findings);
                self::file(&Node::root(&value), config, files.is_pattern, &mut known, &mut findings);
            }
        }
    }
    known
}

fn is_elsewhere(api: &str, base: &str) -> bool {
    api.contains("://") || (api.starts_with('/') && !api.starts_with(base))
}

fn file(
    root: &Node,
    config: &Node,
    is_pattern: fn(&str) -> bool,
    known: &mut Known,
    findings: &mut FileFindings,
) {
    Shape::Object(&FILE).check(root, findings);
    let services = items(&root.get("services"));
    let has = |list: &str, field: &str, word: &str| {
        items(&config.get(list)).iter().any(|one| one.get(field).lenient_text() == word)
    };
    for service in &services {
        let (code, kind, clock) = (service.get("code"), service.get("kind"), service.get("clock"));
        if known.codes.contains(&code.lenient_text()) {
            findings.expected(&code, "a code that no other service has");
        }
        known.codes.push(code.lenient_text());
        if kind.lenient_text() == "police-conduct" && !has("desks", "kind", "oversight") {
            let expected =
                "another kind, or a desk of kind oversight in config.json, which alone takes these";
            findings.expected(&kind, expected);
        }
        if !is_left_out(&clock) && !has("clocks", "id", &clock.lenient_text()) {
            findings.expected(&clock, "the id of a clock in config.json");
        }
        unique(items(&service.get("identity")).into_iter(), "one that is not in the list yet", findings);
        questions::check(&service.get("questions"), is_pattern, findings);
    }
}
