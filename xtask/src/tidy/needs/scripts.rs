//! Who imports whom among scripts, by their `import` and `export … from` statements.

use super::graph::Graph;
use crate::tidy::source::Source;

/// The graph of the scripts below `folder`.
pub fn graph<'a>(folder: &str, sources: &'a [Source]) -> Graph<'a> {
    let is_below = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let is_script = |path: &str| is_below(path) && path.ends_with("js");
    let mut graph = Graph::default();
    for source in sources.iter().filter(|source| is_script(&source.path)) {
        for (specifier, name) in imports(&source.text) {
            let wanted = resolved(&source.path, specifier);
            if let Some(other) = sources.iter().find(|other| Some(&other.path) == wanted.as_ref()) {
                graph.add(&source.path, &other.path, name);
            }
        }
    }
    graph
}

/// What a script imports from where: the address as it stands there, and the first name.
fn imports(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let starts = ["import ", "export {", "export *"];
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    lines.filter(move |(_, line)| starts.iter().any(|start| line.starts_with(start))).filter_map(|(at, _)| {
        let statement = text[at..].split(';').next()?;
        let (head, tail) = statement.split_once(['\'', '"'])?;
        let specifier = tail.split(['\'', '"']).next()?;
        let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '$' | '*');
        let mut names = head.split(|letter| !is_name(letter)).filter(|name| !name.is_empty());
        Some((specifier, names.nth(1).filter(|name| *name != "from").unwrap_or("import")))
    })
}

/// The path that a relative address means in a file; none for packages.
fn resolved(from: &str, specifier: &str) -> Option<String> {
    if !specifier.starts_with('.') {
        return None;
    }
    let mut parts: Vec<_> = from.split('/').collect();
    parts.pop();
    for part in specifier.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_read_with_their_first_name() {
        for (text, expected) in [
            ("// Why.\nimport { a, b } from './c.mjs';", &[("./c.mjs", "a")][..]),
            ("import a from \"./c.mjs\";\nimport * as d from 'e';", &[("./c.mjs", "a"), ("e", "*")]),
            ("import {\n  a,\n  b,\n} from '../c.mjs';", &[("../c.mjs", "a")]),
            ("import './c.mjs';", &[("./c.mjs", "import")]),
            ("export { a } from './c.mjs';\nexport * from './d.mjs';", &[("./c.mjs", "a"), ("./d.mjs", "*")]),
            ("// import { a } from './c.mjs';\nexport function a() {}", &[]),
        ] {
            assert_eq!(imports(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn addresses_are_relative_to_the_file() {
        for (from, specifier, expected) in [
            ("a/b/c.mjs", "./d.mjs", Some("a/b/d.mjs")),
            ("a/b/c.mjs", "../d/e.mjs", Some("a/d/e.mjs")),
            ("a/b/c.mjs", "node:fs", None),
        ] {
            assert_eq!(resolved(from, specifier).as_deref(), expected, "{from} {specifier}");
        }
    }

    #[test]
    fn scripts_that_import_each_other_are_a_circle() {
        let source = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
        let sources = [
            source("e/a.mjs", "import { b } from './c/b.mjs';\n"),
            source("e/c/b.mjs", "import { a } from '../a.mjs';\n"),
            source("f/a.mjs", "import { a } from './a.mjs';\n"),
        ];
        let circles = graph("e", &sources).circles();
        assert_eq!(circles[0].way, [("e/a.mjs", "b"), ("e/c/b.mjs", "a")]);
        assert_eq!(graph("f", &sources).circles(), []);
    }
}
