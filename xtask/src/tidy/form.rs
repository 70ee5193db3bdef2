//! The form of a file: it opens with its why, stays short, and leaves nothing lying about.

use super::source::{Source, lines};

const MOST_LINES: usize = 250;
/// Spelt in pieces, or this file would find itself.
const LEFTOVERS: [&str; 4] =
    [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:"), concat!("dbg", "!(")];
const HOMES: [&str; 4] =
    [concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/Us", "ers/"), concat!("C:\\Us", "ers")];

pub fn check(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    let kind = source.path.rsplit('.').next().unwrap_or_default();
    if !opens_with_its_why(kind, &source.text) {
        faults.push("1: opens without a comment that says why the file exists".to_owned());
    }
    let count = source.text.lines().count();
    if matches!(kind, "rs" | "js" | "mjs" | "ts" | "css") && count > MOST_LINES {
        faults.push(format!("{count}: has {count} lines; {MOST_LINES} are the most"));
    }
    for (number, line) in lines(&source.text) {
        if line.ends_with([' ', '\t']) && kind != "md" {
            faults.push(format!("{number}: ends with a space"));
        }
        for found in LEFTOVERS.iter().filter(|word| line.contains(**word)) {
            faults.push(format!("{number}: {found} is not left in the tree"));
        }
        for found in HOMES.iter().filter(|home| line.contains(**home)) {
            faults.push(format!("{number}: {found} is a folder of somebody's machine"));
        }
    }
    faults
}

fn opens_with_its_why(kind: &str, text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace());
    let text = if text.starts_with("#!") { text.split_once('\n').map_or("", |(_, rest)| rest) } else { text };
    match kind {
        "rs" => text.starts_with("//!"),
        "css" => text.starts_with("/*"),
        "js" | "mjs" | "ts" => text.starts_with("//") || text.starts_with("/*"),
        "sh" => text.starts_with('#'),
        "sql" => text.starts_with("--"),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(path: &str, text: &str) -> Vec<String> {
        check(&Source { path: path.into(), text: text.into() })
    }

    #[test]
    fn what_is_in_form_passes() {
        for (path, text) in [
            ("src/a.rs", "//! Why.\nfn a() {}\n"),
            ("style/a.css", "/* Why. */\n"),
            ("tests/a.mjs", "#!/usr/bin/env node\n// Why.\n"),
            ("docs/a.md", "A line  \n"),
            ("x.json", "{}"),
        ] {
            assert_eq!(faults(path, text), Vec::<String>::new(), "{path}");
        }
    }

    #[test]
    fn every_fault_is_found_with_its_line() {
        for (path, text, expected) in [
            ("src/a.rs", "fn a() {}".to_owned(), "1: opens without"),
            ("style/a.css", ".a{}".to_owned(), "1: opens without"),
            ("a.js", "let a;".to_owned(), "1: opens without"),
            ("a.sql", "CREATE".to_owned(), "1: opens without"),
            ("src/a.rs", format!("//! W.\n{}", "\n".repeat(250)), "251: has 251 lines"),
            ("src/a.rs", "//! W.\nlet a; \n".to_owned(), "2: ends with a space"),
            ("src/a.rs", format!("//! W.\n// {}\n", LEFTOVERS[0]), "is not left in the tree"),
            ("src/a.rs", format!("//! W.\n{}1)\n", LEFTOVERS[3]), "is not left in the tree"),
            ("docs/a.md", format!("see {}me/x", HOMES[0]), "is a folder of somebody"),
        ] {
            let found = faults(path, &text);
            assert!(found.iter().any(|fault| fault.contains(expected)), "{expected}: {found:?}");
        }
    }
}
