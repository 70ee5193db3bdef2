//! Markup: words come from `locales/`, styles from classes, behaviour from files (the security policy forbids style
//! attributes, and scripts in a page but for one).

use super::source::Source;

pub fn check(source: &Source) -> Vec<String> {
    let path = &source.path;
    let mut faults = Vec::new();
    let is_app = path.starts_with("src/") && path.ends_with(".rs");
    if is_app {
        for (at, inside) in views(&source.text) {
            faults.extend(texts(inside).map(|(within, text)| {
                let number = line_of(&source.text, at + within);
                format!("{number}: \"{text}\" is a word in the code; words come from locales/")
            }));
        }
    }
    if is_app {
        for (at, _) in source
            .text
            .match_indices("href=routes::")
            .filter(|(at, found)| !source.text[at + found.len()..].starts_with("href("))
        {
            faults.push(format!(
                "{}: a link without the portal's path; routes::href(…) adds it",
                line_of(&source.text, at)
            ));
        }
    }
    let is_page = matches!(path.as_str(), "index.html" | "public/worker/last-resort.html");
    if is_app || is_page {
        let found = style_attributes(&source.text).chain(handlers(&source.text));
        faults.extend(found.map(|(at, what)| format!("{}: {what}", line_of(&source.text, at))));
    }
    if is_page {
        let found = inline_scripts(&source.text);
        faults.extend(found.map(|at| {
            format!("{}: a script in the page; the policy knows {EARLY} alone", line_of(&source.text, at))
        }));
    }
    faults
}

/// The one inline script, whose hash stands in the policy (docs/adr/0019-early-presses.md).
const EARLY: &str = "<script>{{early}}</script>";

fn style_attributes(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    let found = text.match_indices("style=").filter(|(at, _)| text[..*at].ends_with(char::is_whitespace));
    found.map(|(at, _)| (at, "a style attribute; the policy blocks it, a class does it"))
}

/// `onclick="…"` and its kin.
fn handlers(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    let found = text.match_indices(" on").filter(|(at, on)| {
        let event = &text[at + on.len()..];
        let length = event.find(|letter: char| !letter.is_ascii_lowercase()).unwrap_or(0);
        length > 0 && event[length..].starts_with("=\"")
    });
    found.map(|(at, _)| (at, "an event handler in the markup; the policy blocks it, a script does it"))
}

fn inline_scripts(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices("<script").map(|(at, _)| at).filter(|at| {
        let tag = text[*at..].split('>').next().unwrap_or_default();
        !tag.contains(" src=\"") && !text[*at..].starts_with(EARLY)
    })
}

pub fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The insides of every `view! { … }` with where they begin.
pub fn views(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("view!").filter_map(|(at, _)| {
        let open = at + text[at..].find('{')?;
        let mut depth = 0usize;
        for (index, letter) in text[open..].char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 1 => return Some((open + 1, &text[open + 1..open + index])),
                '}' => depth -= 1,
                _ => {}
            }
        }
        None
    })
}

/// String literals with letters that stand as text nodes: after `>` or `}`, or between other text.
fn texts(inside: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let open = from + inside[from..].find('"')?;
        let close = open + 1 + inside[open + 1..].find('"')?;
        from = close + 1;
        Some((open, close))
    })
    .filter(|&(open, _)| {
        inside[..open].trim_end().ends_with(['>', '}']) && !inside[..open].trim_end().ends_with("=>")
    })
    .map(|(open, close)| (open, &inside[open + 1..close]))
    .filter(|(_, text)| text.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(path: &str, text: &str) -> Vec<String> {
        check(&Source { path: path.into(), text: text.into() })
    }

    #[test]
    fn words_in_a_view_are_found() {
        for (text, expected) in [
            ("\nview! { <p>\"Halo\"</p> }", 1),
            ("view! { <p>{name} \" orang\"</p> }", 1),
            ("view! { <p class=\"soft\">{t(key::HOME)}</p> }", 0),
            ("view! { <p>\" – \"</p> }", 0),
            ("view! { <p>{match a { A => \"a\", B => t(key::B) }}</p> }", 0),
            ("let name = \"Halo\";", 0),
        ] {
            assert_eq!(faults("src/a.rs", text).len(), expected, "{text}");
        }
        assert!(faults("src/a.rs", "\nview! { <p>\"Halo\"</p> }")[0].starts_with("2: \"Halo\""));
        assert_eq!(faults("crates/a.rs", "view! { <p>\"Halo\"</p> }"), Vec::<String>::new());
    }

    #[test]
    fn links_without_the_portals_path_are_found() {
        assert_eq!(faults("src/a.rs", "view! { <a href=routes::HOME>{x}</a> }").len(), 1);
        assert_eq!(faults("src/a.rs", "view! { <a href=routes::href(routes::HOME)>{x}</a> }").len(), 0);
    }

    #[test]
    fn style_attributes_are_found() {
        assert_eq!(faults("index.html", "<p>\n<b style=\"x\">").len(), 1);
        assert_eq!(faults("src/a.rs", "view! { <p style=\"x\"/> }").len(), 1);
        assert_eq!(faults("src/a.rs", "let x = \"data-style=1\";").len(), 0);
    }

    #[test]
    fn what_runs_in_a_page_is_one_script() {
        for (path, text, expected) in [
            ("index.html", "<script>{{early}}</script>\n<script src=\"{{a:boot.js}}\" defer></script>", 0),
            ("index.html", "<script>let a;</script>", 1),
            ("index.html", "<script type=\"module\">let a;</script>", 1),
            ("index.html", "<a onclick=\"a()\">b on=\"c\"", 1),
            ("src/a.rs", "view! { <a onclick=\"a()\"/> }", 1),
            ("src/a.rs", "view! { <a on:click=b/> }", 0),
            ("docs/a.html", "<script>let a;</script>", 0),
        ] {
            assert_eq!(faults(path, text).len(), expected, "{path}: {text}");
        }
    }
}
