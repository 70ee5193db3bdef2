//! Files that need each other in a circle: none of them can be read, tested or moved without the others.
//!
//! What a file needs is read from its imports and paths; a method that another file gives to a type is called without
//! either, so that need is not seen. [`STILL`] has the rooms with circles from before this check.

use super::{
    needs::{Circle, modules, scripts},
    source::Source,
};
use std::collections::BTreeSet;

/// How many files of a room may stand in circles: those that do today. A number only falls, and a room at 0 leaves the
/// list.
const STILL: [(&str, usize); 1] = [("src", 46)];
const SCRIPTS: [&str; 2] = ["public", "tests/e2e"];

#[derive(Debug, Default, PartialEq)]
pub struct Found {
    pub faults: Vec<String>,
    /// What could be held more tightly.
    pub notes: Vec<String>,
}

pub fn check(sources: &[Source]) -> Found {
    let crates = crates(sources).into_iter().map(|room| (room, modules::graph(room, sources)));
    let scripts = SCRIPTS.iter().map(|room| (*room, scripts::graph(room, sources)));
    let mut found = Found::default();
    for (room, graph) in crates.chain(scripts) {
        let most = STILL.iter().find(|(still, _)| *still == room).map_or(0, |(_, most)| *most);
        let Found { faults, notes } = judge(room, most, &graph.circles());
        found.faults.extend(faults);
        found.notes.extend(notes);
    }
    found
}

/// The folders in which crates begin.
fn crates(sources: &[Source]) -> BTreeSet<&str> {
    let root = |path| ["/lib.rs", "/main.rs"].iter().find_map(|name| str::strip_suffix(path, name));
    let folders = sources.iter().filter_map(|source| root(source.path.as_str()));
    folders.filter(|folder| *folder == "src" || folder.ends_with("/src")).collect()
}

fn judge(room: &str, most: usize, circles: &[Circle]) -> Found {
    let count: usize = circles.iter().map(|circle| circle.files.len()).sum();
    let mut found = Found::default();
    if count > most {
        let sum = format!("{room}: {count} files stand in circles, {most} may (xtask/src/tidy/circles.rs)");
        found.faults.extend((most > 0).then_some(sum));
        found.faults.extend(circles.iter().map(|circle| told(room, circle)));
    }
    if count < most {
        found.notes.push(format!(
            "{room}: {count} files stand in circles; the {most} in xtask/src/tidy/circles.rs can be lowered"
        ));
    }
    found
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
    use crate::tidy::needs::Graph;

    fn judged(most: usize) -> Found {
        let mut graph = Graph::default();
        for (from, to, name) in [("x/a.rs", "x/b.rs", "B"), ("x/b.rs", "x/a.rs", "A")] {
            graph.add(from, to, name);
        }
        judge("x", most, &graph.circles())
    }

    #[test]
    fn every_crate_is_a_room() {
        let source = |path: &str| Source { path: path.into(), text: String::new() };
        let sources = ["src/main.rs", "crates/a/src/lib.rs", "crates/a/src/b.rs", "crates/a/page/main.rs"];
        let sources = sources.map(source);
        assert_eq!(crates(&sources).into_iter().collect::<Vec<_>>(), ["crates/a/src", "src"]);
    }

    #[test]
    fn a_circle_is_told_with_what_to_cut() {
        let way = "x: 2 files need each other; a shortest way round: a.rs -(B)-> b.rs -(A)-> a.rs";
        assert_eq!(judged(0), Found { faults: vec![way.into()], notes: vec![] });
    }

    #[test]
    fn the_number_of_files_in_circles_may_only_fall() {
        for (most, faults, notes) in [(1, 2, 0), (2, 0, 0), (3, 0, 1)] {
            let found = judged(most);
            assert_eq!((found.faults.len(), found.notes.len()), (faults, notes), "{most}");
        }
    }
}
