//! Who needs whom among the files of a Rust crate: every import and path is followed to the file in which what it
//! names is defined, through whatever module hands it on.

use super::{graph::Graph, mentions::Mentions};
use crate::tidy::source::Source;
use std::collections::BTreeMap;

/// Longer chains of names handed on are taken for names of other crates.
const MOST_STEPS: usize = 8;

/// A module by its names from the root.
type Module<'a> = Vec<&'a str>;

struct File<'a> {
    path: &'a str,
    mentions: Mentions<'a>,
}

struct Crate<'a>(BTreeMap<Module<'a>, File<'a>>);

/// Where a path leads.
enum Target<'a> {
    Module(Module<'a>),
    /// Something that this module's file defines.
    In(Module<'a>),
}

/// The graph of the crate whose root stands in `folder`; modules for tests alone are no part of it.
pub fn graph<'a>(folder: &str, sources: &'a [Source]) -> Graph<'a> {
    let mut files = Crate(BTreeMap::new());
    for root in ["lib", "main"] {
        if files.0.is_empty() {
            files.read(Module::new(), &[folder, "/", root].concat(), folder, sources);
        }
    }
    files.graph()
}

impl<'a> Crate<'a> {
    /// Reads a module's file and those of its modules, which stand in `folder`.
    fn read(&mut self, module: Module<'a>, stem: &str, folder: &str, sources: &'a [Source]) {
        let paths = [[stem, ".rs"].concat(), [stem, "/mod.rs"].concat()];
        let Some(source) = sources.iter().find(|source| paths.contains(&source.path)) else { return };
        let mentions = Mentions::read(&source.text);
        for name in mentions.modules.iter().filter(|name| **name != "tests") {
            let below = [folder, "/", name].concat();
            self.read([&module[..], &[name]].concat(), &below, &below, sources);
        }
        self.0.insert(module, File { path: &source.path, mentions });
    }

    fn graph(&self) -> Graph<'a> {
        let mut graph = Graph::default();
        for (module, File { path: from, mentions }) in &self.0 {
            let mut add = |target: Option<Target<'a>>, name| {
                let Some(Target::Module(to) | Target::In(to)) = target else { return };
                if let Some(file) = self.0.get(&to) {
                    graph.add(from, file.path, name);
                }
            };
            for import in &mentions.imports {
                let target = self.follow(module, &import.path, MOST_STEPS);
                // Of an imported module's name it is the paths that tell what is taken from where.
                let is_told_by_paths = matches!(target, Some(Target::Module(_)))
                    && mentions.paths.iter().any(|path| path.first() == Some(&import.name));
                if !is_told_by_paths {
                    add(target, if import.name == "*" { "*" } else { last(&import.path) });
                }
            }
            for path in &mentions.paths {
                add(self.follow(module, path, MOST_STEPS), last(path));
            }
        }
        graph
    }

    /// Where a path leads that stands in `from`; none for other crates and for names of the function around.
    fn follow(&self, from: &[&'a str], path: &[&'a str], steps: usize) -> Option<Target<'a>> {
        let (mut module, mut rest) = match path {
            ["crate", rest @ ..] => (Module::new(), rest),
            ["self", rest @ ..] => (from.to_vec(), rest),
            ["super", ..] => (from.to_vec(), path),
            [name, ..] if self.has(from, name) || self.handed_on(from, name, steps).is_some() => {
                (from.to_vec(), path)
            }
            _ => return None,
        };
        while let [name, after @ ..] = rest {
            rest = after;
            if *name == "super" {
                module.pop()?;
                continue;
            }
            // A module and a function may share a name: between names it is the module, at the end the function.
            let is_module = self.has(&module, name);
            match self.handed_on(&module, name, steps) {
                Some(Target::In(home)) if !is_module || rest.is_empty() => return Some(Target::In(home)),
                Some(Target::Module(other)) if !is_module => module = other,
                _ if is_module => module.push(name),
                _ => return Some(Target::In(module)),
            }
        }
        Some(Target::Module(module))
    }

    /// Where a name leads that a module has from elsewhere.
    fn handed_on(&self, module: &[&'a str], name: &str, steps: usize) -> Option<Target<'a>> {
        let steps = steps.checked_sub(1)?;
        self.imports(module, name).find_map(|path| self.follow(module, path, steps))
    }

    /// The paths that a module imports under a name.
    fn imports(&self, module: &[&'a str], name: &str) -> impl Iterator<Item = &[&'a str]> {
        let imports = self.0.get(module).into_iter().flat_map(|file| &file.mentions.imports);
        imports.filter(move |import| import.name == name).map(|import| &import.path[..])
    }

    fn has(&self, module: &[&'a str], name: &'a str) -> bool {
        self.0.contains_key(&[module, &[name]].concat())
    }
}

fn last<'a>(path: &[&'a str]) -> &'a str {
    path.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The edges among files such as `lib: mod a; | a: use super::B;`, as `a -> lib (B)`.
    fn edges(files: &str) -> String {
        let source = |file: &str| {
            let (name, text) = file.split_once(": ").unwrap();
            Source { path: format!("x/{}.rs", name.trim()), text: text.to_owned() }
        };
        let sources: Vec<_> = files.split(" | ").map(source).collect();
        let short = |path: &str| path["x/".len()..].trim_end_matches(".rs").to_owned();
        let graph = graph("x", &sources);
        let told = graph.edges().map(|(from, to, name)| format!("{} -> {} ({name})", short(from), short(to)));
        told.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn imports_and_paths_lead_to_the_file_that_defines_what_they_name() {
        for (files, expected) in [
            ("lib: mod a; mod b; | a: use crate::b::B; | b: struct B;", "a -> b (B)"),
            ("main: mod a; mod b; | a: fn f() { super::b::g() } | b: fn g() {}", "a -> b (g)"),
            ("lib: mod a; fn f() { a::g() } | a: fn g() {}", "lib -> a (g)"),
            ("lib: mod a; | a/mod: mod b; use b::B; | a/b: struct B;", "a/mod -> a/b (B)"),
            ("lib: mod a; mod b; | a: mod c; | a/c: use super::super::b::B; | b: struct B;", "a/c -> b (B)"),
            ("lib: mod a; mod b; | a: use crate::b; fn f() { b::g() } | b: fn g() {}", "a -> b (g)"),
            ("lib: mod a; mod b; | a: use super::*; | b: fn g() {}", "a -> lib (*)"),
        ] {
            assert_eq!(edges(files), expected, "{files}");
        }
    }

    #[test]
    fn what_is_handed_on_belongs_to_the_file_that_defines_it() {
        for (files, expected) in [
            (
                "lib: mod a; pub use a::A; mod b; | a: struct A; | b: use crate::A;",
                "b -> a (A), lib -> a (A)",
            ),
            (
                "lib: mod a; mod b; | a: mod c; pub use c::C; | a/c: struct C; | b: fn f() { crate::a::C::new() }",
                "a -> a/c (C), b -> a/c (new)",
            ),
            (
                "lib: mod a; mod b; mod c; | a: pub fn g() {} | b: pub use crate::a; | c: use crate::b::a; fn f() { a::g() }",
                "b -> a (a), c -> a (g)",
            ),
            (
                "lib: mod a; pub use a::a; mod b; | a: fn a() {} | b: use super::a;",
                "b -> a (a), lib -> a (a)",
            ),
        ] {
            assert_eq!(edges(files), expected, "{files}");
        }
    }

    #[test]
    fn declarations_tests_and_other_crates_are_no_edges() {
        for files in [
            "lib: mod a; | a: use std::fs; fn f() { fs::read() }",
            "lib: mod a; | a: #[cfg(test)] mod tests { use crate::B; }",
            "lib: mod a; #[cfg(test)] mod b; | a: struct A; | b: use crate::a::A;",
            "lib: mod a; mod tests; | a: struct A; | tests: use crate::a::A;",
            "lib: mod a; | a: fn f() { \"crate::g()\" } // crate::h()",
            "lib: mod a; | a: use a::a; fn f() { a::b() }",
        ] {
            assert_eq!(edges(files), "", "{files}");
        }
    }
}
