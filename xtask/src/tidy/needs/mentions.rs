//! What a Rust file says about others: the modules it declares, what it imports, and the paths in its code.

use super::tokens::{is_name, tokens};

type Path<'a> = Vec<&'a str>;

/// One leaf of a `use` tree.
#[derive(Debug)]
pub struct Import<'a> {
    pub path: Path<'a>,
    /// What it is called in this file; `*` for everything.
    pub name: &'a str,
}

#[derive(Debug, Default)]
pub struct Mentions<'a> {
    /// `mod name;`
    pub modules: Vec<&'a str>,
    pub imports: Vec<Import<'a>>,
    /// Of two names and more, outside `use`.
    pub paths: Vec<Path<'a>>,
}

impl<'a> Mentions<'a> {
    pub fn read(text: &'a str) -> Self {
        let tokens = tokens(text);
        let mut found = Self::default();
        let (mut rest, mut depth) = (&tokens[..], 0usize);
        // The depth of the braces around each module that has no file of its own.
        let mut inner = Vec::new();
        while let [first, others @ ..] = rest {
            let (imports, paths) = (found.imports.len(), found.paths.len());
            rest = match (*first, others) {
                ("mod", [name, ";", after @ ..]) => {
                    found.modules.push(name);
                    after
                }
                ("mod", [_, "{", ..]) => {
                    inner.push(depth);
                    others
                }
                // `impl Trait + use<'a>` is another use.
                ("use", [next, ..]) if *next != "<" => tree(&[], others, &mut found.imports),
                // `pub(in a::b)` says who may know it, and needs nobody.
                ("(", ["in", after @ ..]) => path(after).1,
                // Behind `::` a path begins in another crate or in a type.
                ("::", [name, ..]) if is_name(name) => path(others).1,
                (name, ["::", ..]) if is_name(name) => {
                    let (path, after) = path(rest);
                    found.paths.extend((path.len() > 1).then_some(path));
                    after
                }
                ("{", _) => {
                    depth += 1;
                    others
                }
                ("}", _) => {
                    depth = depth.saturating_sub(1);
                    inner.pop_if(|around| *around == depth);
                    others
                }
                _ => others,
            };
            let imported = found.imports[imports..].iter_mut().map(|import| &mut import.path);
            for path in imported.chain(&mut found.paths[paths..]) {
                let out = path.iter().take(inner.len()).take_while(|name| **name == "super").count();
                path.splice(..out, (out > 0).then_some("self"));
            }
        }
        found
    }
}

/// The names that the tokens begin with, and what follows them.
fn path<'a, 't>(tokens: &'t [&'a str]) -> (Path<'a>, &'t [&'a str]) {
    let mut names = Vec::new();
    let mut rest = tokens;
    while let [name, others @ ..] = rest {
        if !is_name(name) {
            break;
        }
        names.push(*name);
        rest = others;
        match rest {
            ["::", after @ ..] if after.first().is_some_and(|next| is_name(next)) => rest = after,
            _ => break,
        }
    }
    (names, rest)
}

/// Adds every leaf of a `use` tree; hands back what follows the tree.
fn tree<'a, 't>(prefix: &[&'a str], tokens: &'t [&'a str], found: &mut Vec<Import<'a>>) -> &'t [&'a str] {
    let tokens = tokens.strip_prefix(&["::"]).unwrap_or(tokens);
    let (names, after) = path(tokens);
    let mut whole = [prefix, &names[..]].concat();
    match after {
        ["::", "{", inside @ ..] | ["{", inside @ ..] => {
            let mut rest = tree(&whole, inside, found);
            while let [",", next @ ..] = rest {
                rest = tree(&whole, next, found);
            }
            return rest.strip_prefix(&["}"]).unwrap_or(rest);
        }
        ["::", "*", after @ ..] | ["*", after @ ..] => {
            found.push(Import { path: whole, name: "*" });
            return after;
        }
        _ if names.is_empty() => return after,
        _ => {}
    }
    // `a::{self}` is `a`.
    if !prefix.is_empty() && names == ["self"] {
        whole.pop();
    }
    let (alias, after) = match after {
        ["as", alias, after @ ..] => (Some(*alias), after),
        _ => (None, after),
    };
    if let Some(name) = alias.or(whole.last().copied()) {
        found.push(Import { path: whole, name });
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn use_trees_are_read_to_their_leaves() {
        for (text, expected) in [
            ("use a;", "a=a"),
            ("use crate::a::B;", "crate::a::B=B"),
            (
                "pub(crate) use super::{self, a::{B, C as D}, e::*,};",
                "super=super super::a::B=B super::a::C=D super::e=*",
            ),
            ("use {a::b, self::c};", "a::b=b self::c=c"),
            ("use a::B as _; use c::d;", "a::B=_ c::d=d"),
            ("fn a() -> impl B + use<'_> {} use c;", "c=c"),
        ] {
            let found = Mentions::read(text).imports;
            let found: Vec<_> =
                found.iter().map(|import| [&import.path.join("::"), "=", import.name].concat()).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn paths_in_code_are_read_and_other_crates_are_not() {
        for (text, expected) in [
            ("fn a() { super::b::c(d, crate::e::F { g: h::I }) }", "super::b::c crate::e::F h::I"),
            ("x::y::<z::A>::new()", "x::y z::A"),
            ("::std::mem::drop(a)", ""),
            ("pub(in crate::a) fn b() {}", ""),
            ("mod a { fn b() { super::c::d() } } fn e() { super::f() }", "self::c::d super::f"),
            ("<crate::a::B as super::C>::d()", "crate::a::B super::C"),
            ("$crate::a!()", "crate::a"),
            ("\"crate::a::b\"; // super::c", ""),
        ] {
            let found: Vec<_> = Mentions::read(text).paths.iter().map(|path| path.join("::")).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn declared_modules_are_those_with_a_file() {
        assert_eq!(Mentions::read("mod a; pub mod b; mod c { } #[cfg(test)] mod tests;").modules, ["a", "b"]);
    }
}
