//! The words that are listened for, and what was learned beside them.

use super::{
    finding::FileFindings,
    leaf, line,
    services::Known,
    shape::{Field, Shape, is_left_out, items, needed, optional, texts, unique},
};
use crate::{
    classifier,
    json::Node,
    lexicon::{Phrase, Sets},
};

const NOTE: Shape = Shape::One(leaf::note);
const WORDS: Shape = Shape::One(leaf::words);
const NUMBER: Shape = Shape::One(leaf::any_number);
const LISTS: Shape = Shape::PerLanguage(&Shape::List(&WORDS));

static LEXICON: [Field; 13] = [
    optional("sets", &Shape::Named(&Shape::PerLanguage(&Shape::List(&Shape::One(leaf::one_word))))),
    needed("dangers", &Shape::List(&Shape::Object(&DANGER))),
    optional("harmless", &LISTS),
    optional("not", &LISTS),
    optional("averting", &LISTS),
    optional("distant", &LISTS),
    optional("present", &LISTS),
    optional("likening", &LISTS),
    optional("seeming", &LISTS),
    optional("elsewhere", &LISTS),
    optional("lasting", &LISTS),
    optional("police", &Shape::Object(&POLICE)),
    optional("services", &Shape::Named(&LISTS)),
];
/// Those of the fields above that have phrases.
const PHRASES: [&str; 9] =
    ["harmless", "not", "averting", "distant", "present", "likening", "seeming", "elsewhere", "lasting"];
static DANGER: [Field; 5] = [
    needed("id", &WORDS),
    needed("words", &LISTS),
    optional("service", &WORDS),
    optional("firm", &Shape::One(leaf::flag)),
    optional("lines", &Shape::List(&Shape::Object(&line::LINE))),
];
static POLICE: [Field; 3] =
    [optional("words", &LISTS), optional("compounds", &LISTS), optional("otherwise", &WORDS)];

pub fn lexicon(root: &Node, _: &Node, services: &Known, findings: &mut FileFindings) {
    Shape::Object(&LEXICON).check(root, findings);
    let dangers = items(&root.get("dangers"));
    let police = root.get("police");
    unique(dangers.iter().map(|danger| danger.get("id")), "an id that no other danger has", findings);
    let sets = root.get("sets").entries().into_iter();
    let words = |set: &Node| lists(set).into_iter().map(|(_, word)| word).collect();
    let sets: Sets = sets.map(|(name, set)| (name, words(&set))).collect();
    let of_dangers = dangers.iter().map(|danger| danger.get("words"));
    let of_police = ["words", "compounds"].map(|name| police.get(name));
    for node in PHRASES.iter().map(|name| root.get(name)).chain(of_dangers).chain(of_police) {
        for (node, text) in lists(&node) {
            if let Err(expected) = Phrase::parse(&text, &sets) {
                findings.expected(&node, expected);
            }
        }
    }
    let services_of_dangers = dangers.iter().map(|danger| danger.get("service"));
    for node in services_of_dangers.chain([police.get("otherwise")]).filter(|node| !is_left_out(node)) {
        if !services.may_have(&node.lenient_text()) {
            findings.expected(&node, "the code of a service");
        }
    }
    let keywords = root.get("services");
    for (code, node) in keywords.entries() {
        if !services.may_have(&code) {
            findings.warn(node.path(), "no service has this code, so the words are ignored");
        }
    }
}

/// The texts of every language's list, with the place of each.
fn lists<'a>(node: &Node<'a>) -> Vec<(Node<'a>, String)> {
    let all = node.entries().into_iter().flat_map(|(_, list)| texts(&list));
    all.collect()
}

static LEARNED: [Field; 4] = [
    optional("of", &NOTE),
    needed("classes", &Shape::List(&Shape::Object(&CLASS))),
    needed("features", &NOTE),
    needed("weights", &NOTE),
];
static CLASS: [Field; 4] =
    [needed("name", &WORDS), needed("bias", &NUMBER), needed("unit", &NUMBER), needed("weights", &NUMBER)];

/// Nobody edits this file, so that only its letters can be damaged.
pub fn classifier(root: &Node, _: &Node, _: &Known, findings: &mut FileFindings) {
    Shape::Object(&LEARNED).check(root, findings);
    if let Some(Err(error)) = root.value().map(|value| classifier::read(&value.to_string())) {
        findings.at("", &format!("{error}; `cargo x learn` writes it anew"));
    }
}
