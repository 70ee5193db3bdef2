//! Who may know whom. Cargo keeps the ground floor clean; inside the app only words in a file can tell.

use super::source::{Source, lines};

/// What the pure core may build on; a clock, a random source or a runtime is none of it.
const CORE_BUILDS_ON: [&str; 3] = ["serde_json", "sha2", "time"];

struct Rule {
    /// Holds below any of these, …
    below: &'static [&'static str],
    /// … but not here.
    except: &'static [&'static str],
    never: &'static [&'static str],
    why: &'static str,
}

const RULES: [Rule; 6] = [
    Rule {
        below: &["src/", "crates/tanggap-core/", "crates/tanggap-server/"],
        except: &["src/main.rs", "src/ui/dom.rs"],
        never: &["web_sys", "js_sys", "gloo", "wasm_bindgen"],
        why: "the browser is touched in crates/tanggap-browser",
    },
    Rule {
        below: &["src/ui/", "src/ui.rs"],
        except: &[],
        never: &["crate::state", "crate::routes", "crate::pages", "crate::form", "tanggap_browser"],
        why: "a widget gets texts and signals, and knows nobody",
    },
    Rule {
        below: &["src/pages/", "src/pages.rs", "src/form/", "src/form.rs"],
        except: &[],
        never: &["tanggap_browser"],
        why: "a page asks state",
    },
    Rule {
        below: &["src/state/", "src/state.rs"],
        except: &[],
        never: &["crate::ui", "crate::pages", "crate::form", "view!"],
        why: "state draws nothing",
    },
    Rule {
        below: &["crates/tanggap-browser/"],
        except: &[],
        never: &["leptos"],
        why: "an adapter knows no framework",
    },
    Rule {
        below: &["crates/tanggap-core/"],
        except: &[],
        never: &["leptos", "tokio", "SystemTime", "Instant::now", "now_utc"],
        why: "the core has no clock and no runtime; whoever needs them passes their results in",
    },
];

pub fn words(source: &Source) -> Vec<String> {
    let path = &source.path;
    let is_below = |places: &[&str]| places.iter().any(|place| path.starts_with(place));
    let mut faults = Vec::new();
    for rule in
        RULES.iter().filter(|rule| path.ends_with(".rs") && is_below(rule.below) && !is_below(rule.except))
    {
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
            ("src/ui/dom.rs", "use web_sys::Window;", 0),
            ("crates/tanggap-browser/src/lib.rs", "use web_sys::Window;", 0),
            ("src/ui/button.rs", "use crate::state::Portal;", 1),
            ("src/ui/button.rs", "use crate::{ui, routes};", 0),
            ("src/ui.rs", "use tanggap_browser::fetch;", 1),
            ("src/form/question.rs", "tanggap_browser::fetch::get()", 1),
            ("src/state/keeping.rs", "tanggap_browser::fetch::get()", 0),
            ("src/state/keeping.rs", "use crate::ui::notice;", 1),
            ("src/state/keeping.rs", "view! { <p/> }", 1),
            ("crates/tanggap-browser/src/lib.rs", "use leptos::prelude::*;", 1),
            ("crates/tanggap-core/src/lib.rs", "OffsetDateTime::now_utc()", 1),
            ("crates/tanggap-core/src/lib.rs", "// web_sys is elsewhere", 0),
            ("crates/tanggap-core/src/lib.rs", "let my_gloo = 1;", 0),
        ] {
            assert_eq!(faults(path, line), expected, "{path}: {line}");
        }
    }

    #[test]
    fn the_core_builds_on_little() {
        let manifest = "[package]\nname = \"c\"\n[dependencies]\nserde_json.workspace = true\ntokio = \"1\"\n\n[lints]\nworkspace = true\n";
        assert_eq!(core_dependencies(manifest).collect::<Vec<_>>(), ["tokio"]);
    }
}
