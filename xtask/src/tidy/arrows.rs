//! Who may know whom. Cargo keeps the ground floor clean; other crates are known by their words in a file, the app's own
//! rooms by what each file needs.

use super::{
    needs::{Graph, Mentions, modules},
    source::{Source, lines},
};

const CORE: &str = "crates/tanggap-core/src/";
/// What the pure core may build on; a clock, a random source or a runtime is none of it.
const CORE_BUILDS_ON: [&str; 3] = ["serde_json", "sha2", "time"];
/// What of `std` is the world outside.
const WORLD: [&str; 6] = ["env", "fs", "io", "net", "process", "thread"];

/// Words that no file of a room has.
struct Rule {
    below: &'static [&'static str],
    never: &'static [&'static str],
    why: &'static str,
}

const RULES: [Rule; 6] = [
    Rule {
        below: &["src/", "crates/tanggap-core/", "crates/tanggap-server/"],
        never: &["web_sys", "js_sys", "gloo", "wasm_bindgen"],
        why: "the browser is touched in crates/tanggap-browser",
    },
    Rule {
        below: &["src/ui/", "src/ui.rs"],
        never: &["tanggap_browser"],
        why: "a widget gets texts and signals, and knows nobody",
    },
    Rule {
        below: &["src/pages/", "src/pages.rs", "src/form/", "src/form.rs"],
        never: &["tanggap_browser"],
        why: "a page asks state",
    },
    Rule { below: &["src/state/", "src/state.rs"], never: &["view!"], why: "state draws nothing" },
    Rule { below: &["crates/tanggap-browser/"], never: &["leptos"], why: "an adapter knows no framework" },
    Rule {
        below: &["crates/tanggap-core/"],
        never: &["leptos", "tokio", "SystemTime", "Instant::now", "now_utc", "RandomState"],
        why: "the core has no clock and no runtime; whoever needs them passes their results in",
    },
];

/// Rooms of the app that a room never needs.
struct Arrow {
    from: &'static str,
    never: &'static [&'static str],
    why: &'static str,
}

const ARROWS: [Arrow; 3] = [
    Arrow {
        from: "src/ui",
        never: &["src/state", "src/routes", "src/pages", "src/form"],
        why: "a widget gets texts and signals, and knows nobody",
    },
    Arrow { from: "src/form", never: &["src/pages"], why: "a form is drawn by a page, and knows none" },
    Arrow { from: "src/state", never: &["src/ui", "src/pages", "src/form"], why: "state draws nothing" },
];

/// Files of the app that need what their room must not know.
pub fn rooms(sources: &[Source]) -> Vec<String> {
    wrong_ways(&modules::graph("src", sources))
}

fn wrong_ways(graph: &Graph) -> Vec<String> {
    let is_in = |path: &str, room: &str| {
        path.strip_prefix(room).is_some_and(|rest| rest.starts_with('/') || rest.starts_with('.'))
    };
    let mut faults = Vec::new();
    for (from, to, name) in graph.edges() {
        let crossed = ARROWS.iter().filter(|arrow| is_in(from, arrow.from));
        for arrow in crossed.filter(|arrow| arrow.never.iter().any(|room| is_in(to, room))) {
            faults.push(format!("{from}: takes {name} from {to}: {}", arrow.why));
        }
    }
    faults
}

/// Files of the core that reach for a file, a socket, the environment.
pub fn world(source: &Source) -> Vec<String> {
    if !source.path.starts_with(CORE) || !source.path.ends_with(".rs") {
        return Vec::new();
    }
    let mentions = Mentions::read(&source.text);
    let paths = mentions.imports.iter().map(|import| &import.path).chain(&mentions.paths);
    let outside = paths.filter(|path| matches!(path[..], ["std", part, ..] if WORLD.contains(&part)));
    outside.map(|path| format!("1: {} does not belong here: the core has no I/O", path.join("::"))).collect()
}

pub fn words(source: &Source) -> Vec<String> {
    let path = &source.path;
    let is_below = |places: &[&str]| places.iter().any(|place| path.starts_with(place));
    let mut faults = Vec::new();
    for rule in RULES.iter().filter(|rule| path.ends_with(".rs") && is_below(rule.below)) {
        for (number, line) in lines(&source.text).filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for word in rule.never.iter().filter(|word| has_word(line, word)) {
                faults.push(format!("{number}: {word} does not belong here: {}", rule.why));
            }
        }
    }
    faults
}

/// `word` where it begins a name, not inside one: `my_gloo` is something else, `gloo_net` is not.
fn has_word(line: &str, word: &str) -> bool {
    let inside_name = |before: &str| before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| !inside_name(&line[..at]))
}

/// Dependencies of the core that are not on the list.
pub fn core_dependencies(manifest: &str) -> impl Iterator<Item = &str> {
    let section = manifest.split_once("[dependencies]").map_or("", |(_, rest)| rest);
    let section = section.split("\n[").next().unwrap_or_default();
    let names = section.lines().filter_map(|line| line.split(['.', ' ', '=']).next());
    names.filter(|name| !name.is_empty() && !name.starts_with('#') && !CORE_BUILDS_ON.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(path: &str, line: &str) -> usize {
        words(&Source { path: path.into(), text: format!("//! leptos web_sys tanggap_browser\n{line}\n") })
            .len()
    }

    #[test]
    fn every_forbidden_arrow_is_found_and_its_opposite_is_not() {
        for (path, line, expected) in [
            ("src/pages/home.rs", "use web_sys::Window;", 1),
            ("src/pages/home.rs", "let x = gloo_net::http();", 1),
            ("crates/tanggap-browser/src/lib.rs", "use web_sys::Window;", 0),
            ("src/ui.rs", "use tanggap_browser::fetch;", 1),
            ("src/form/question.rs", "tanggap_browser::fetch::get()", 1),
            ("src/state/share.rs", "tanggap_browser::fetch::get()", 0),
            ("src/state/share.rs", "view! { <p/> }", 1),
            ("crates/tanggap-browser/src/lib.rs", "use leptos::prelude::*;", 1),
            ("crates/tanggap-core/src/lib.rs", "OffsetDateTime::now_utc()", 1),
            ("crates/tanggap-core/src/lib.rs", "// web_sys is elsewhere", 0),
            ("crates/tanggap-core/src/lib.rs", "let my_gloo = 1;", 0),
        ] {
            assert_eq!(faults(path, line), expected, "{path}: {line}");
        }
    }

    #[test]
    fn a_room_never_needs_what_it_must_not_know() {
        for (from, to, expected) in [
            ("src/ui/button.rs", "src/state/language.rs", 1),
            ("src/ui.rs", "src/routes.rs", 1),
            ("src/ui/button.rs", "src/ui/icon.rs", 0),
            ("src/form/question.rs", "src/pages/report.rs", 1),
            ("src/form/question.rs", "src/ui/field.rs", 0),
            ("src/state/outbox/engine.rs", "src/ui/notice.rs", 1),
            ("src/pages/home.rs", "src/state.rs", 0),
            ("src/statement.rs", "src/ui.rs", 0),
        ] {
            let mut graph = Graph::default();
            graph.add(from, to, "name");
            assert_eq!(wrong_ways(&graph).len(), expected, "{from} {to}");
        }
    }

    #[test]
    fn rooms_are_known_however_an_import_is_written() {
        let source = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
        for text in [
            "use crate::{ui, state::Portal};",
            "use super::super::state::Portal;",
            "fn f(p: crate::Portal) {}",
        ] {
            let sources = [
                source("src/main.rs", "mod state; mod ui; use state::Portal;"),
                source("src/state.rs", "pub struct Portal;"),
                source("src/ui.rs", "mod button;"),
                source("src/ui/button.rs", text),
            ];
            let expected = "src/ui/button.rs: takes Portal from src/state.rs";
            assert!(rooms(&sources).iter().any(|fault| fault.starts_with(expected)), "{text}");
        }
    }

    #[test]
    fn the_core_reaches_for_nothing_outside() {
        for (path, text, expected) in [
            ("crates/tanggap-core/src/lib.rs", "use std::{fmt, fs};", 1),
            ("crates/tanggap-core/src/lib.rs", "fn f() { std::env::var(\"A\") }", 1),
            ("crates/tanggap-core/src/lib.rs", "#[cfg(test)] mod tests { use std::fs; }", 0),
            ("crates/tanggap-server/src/lib.rs", "use std::fs;", 0),
        ] {
            assert_eq!(world(&Source { path: path.into(), text: text.into() }).len(), expected, "{text}");
        }
    }

    #[test]
    fn the_core_builds_on_little() {
        let manifest = "[package]\nname = \"c\"\n[dependencies]\nserde_json.workspace = true\ntokio = \"1\"\n\n[lints]\nworkspace = true\n";
        assert_eq!(core_dependencies(manifest).collect::<Vec<_>>(), ["tokio"]);
    }
}
