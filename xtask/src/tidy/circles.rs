//! Files that need each other in a circle: none of them can be read, tested or moved without the others.
//!
//! What a file needs is read from its imports and paths; a method that another file gives to a type is called without
//! either, so that need is not seen.

use super::{
    needs::{Circle, Graph, modules, scripts},
    source::Source,
};
use std::collections::BTreeSet;

const SCRIPTS: [&str; 2] = ["public", "tests/e2e"];

pub fn check(sources: &[Source]) -> Vec<String> {
    let crates = crates(sources).into_iter().map(|room| (room, modules::graph(room, sources)));
    let scripts = SCRIPTS.iter().map(|room| (*room, scripts::graph(room, sources)));
    let circles = |(room, graph): (&str, Graph)| {
        graph.circles().iter().map(|circle| told(room, circle)).collect::<Vec<_>>()
    };
    crates.chain(scripts).flat_map(circles).collect()
}

/// The folders in which crates begin.
fn crates(sources: &[Source]) -> BTreeSet<&str> {
    let root = |path| ["/lib.rs", "/main.rs"].iter().find_map(|name| str::strip_suffix(path, name));
    let folders = sources.iter().filter_map(|source| root(source.path.as_str()));
    folders.filter(|folder| *folder == "src" || folder.ends_with("/src")).collect()
}

fn told(room: &str, Circle { files, way }: &Circle) -> String {
    let short = |path: &str| path.trim_start_matches(room).trim_start_matches('/').to_owned();
    let steps: Vec<_> = way.iter().map(|(file, name)| format!("{} -({name})-> ", short(file))).collect();
    let first = way.first().map_or_else(String::new, |(file, _)| short(file));
    format!("{room}: {} files need each other; a shortest way round: {}{first}", files.len(), steps.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crate_is_a_room() {
        let source = |path: &str| Source { path: path.into(), text: String::new() };
        let sources = ["src/main.rs", "crates/a/src/lib.rs", "crates/a/src/b.rs", "crates/a/page/main.rs"];
        let sources = sources.map(source);
        assert_eq!(crates(&sources).into_iter().collect::<Vec<_>>(), ["crates/a/src", "src"]);
    }

    #[test]
    fn a_circle_is_told_with_what_to_cut() {
        let mut graph = Graph::default();
        for (from, to, name) in [("x/a.rs", "x/b.rs", "B"), ("x/b.rs", "x/a.rs", "A")] {
            graph.add(from, to, name);
        }
        let told: Vec<_> = graph.circles().iter().map(|circle| told("x", circle)).collect();
        let way = "x: 2 files need each other; a shortest way round: a.rs -(B)-> b.rs -(A)-> a.rs";
        assert_eq!(told, [way]);
    }

    #[test]
    fn in_each_crate_and_among_scripts_they_are_found() {
        let source = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
        let circle = [
            source("crates/a/src/lib.rs", "mod b;\nmod c;\n"),
            source("crates/a/src/b.rs", "use crate::c::C;\npub struct B;\n"),
            source("crates/a/src/c.rs", "use crate::b::B;\npub struct C;\n"),
        ];
        assert_eq!(check(&circle).len(), 1);
        assert_eq!(check(circle.get(..2).unwrap_or_default()), Vec::<String>::new());
    }
}
