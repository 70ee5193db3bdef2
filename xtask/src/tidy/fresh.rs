//! What changes in a `view!` is drawn by `ui::fresh`, so that a browser's translator can follow (docs/adr/0021). Leptos would
//! change the text in place, where a translated page has it no more.

use super::{
    markup::{line_of, views},
    source::Source,
};

const MEND: &str = "changes in place, where a translated page has it no more; fresh(…), fresh_by(…) or fresh_words(…) draws it";
/// What makes a value that Leptos follows when it stands in a view.
const MADE: [&str; 6] = ["move |", "|", "RwSignal::new", "ArcRwSignal::new", "Memo::new", "Signal::derive"];

pub fn check(source: &Source) -> Vec<String> {
    let Source { path, text } = source;
    if !path.starts_with("src/") || !path.ends_with(".rs") || path == "src/ui/fresh.rs" {
        return Vec::new();
    }
    let mut found: Vec<(usize, &str)> = Vec::new();
    for (start, inside) in views(text) {
        for (at, name) in children(inside) {
            let changes = name.starts_with("move |") || is_followed(&text[..start + at], name);
            if changes {
                found.push((start + at, name));
            }
        }
    }
    // A closure that is made a view of.
    found.extend(text.match_indices("(move |").filter(|(at, _)| !ends_a_name(&text[..*at])));
    found.extend(text.match_indices(".into_any()").filter_map(|(at, _)| {
        let name = last_name(&text[..at]);
        (!name.is_empty() && is_followed(&text[..at], name)).then_some((at, name))
    }));
    // A function's last word, where the function is a view.
    found.extend(text.match_indices("\n    move |").filter(|(at, _)| is_in_view_function(&text[..*at])));
    found.sort_unstable();
    found.dedup_by_key(|(at, _)| *at);
    let told = |(at, what): (usize, &str)| {
        format!("{}: `{}` {MEND}", line_of(text, at + 1), what.trim_matches(['\n', ' ', '(', '|']))
    };
    found.into_iter().map(told).collect()
}

/// What stands in braces between elements: a closure, or a name alone.
fn children(inside: &str) -> impl Iterator<Item = (usize, &str)> {
    inside.match_indices('{').filter_map(|(at, _)| {
        let before = &inside[..at];
        let is_child = !before.trim_end().ends_with('=') && before.matches('"').count().is_multiple_of(2);
        let rest = inside[at + 1..].trim_start();
        let (name, _) = rest.split_once('}')?;
        let is_name =
            !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
        let front = before.trim_end();
        let is_after_element = front.ends_with(['>', '}', '"']) && !front.ends_with("=>");
        let is_closure = rest.starts_with("move |") && is_after_element;
        (is_child && (is_name || is_closure)).then_some((at, if is_closure { "move |" } else { name }))
    })
}

/// Whether a name was last given to something that changes.
fn is_followed(before: &str, name: &str) -> bool {
    let bound = before.rmatch_indices(name).find_map(|(at, _)| {
        let (front, back) = (&before[..at], &before[at + name.len()..]);
        let is_whole =
            !ends_a_name(front) && !back.starts_with(|next: char| next.is_alphanumeric() || next == '_');
        let back = back.trim_start();
        if !is_whole {
            return None;
        }
        if front.ends_with("let ") && back.starts_with('=') {
            return Some(back[1..].trim_start());
        }
        // An argument, or one of several: whatever it is, it is no closure of this function.
        let is_other = back.starts_with(": ") || (front.ends_with('|') && back.starts_with('|'));
        (is_other || front.trim_end().ends_with("let (") || is_in_pattern(front)).then_some("")
    });
    bound.is_some_and(|value| MADE.iter().any(|made| value.starts_with(made)))
}

/// Whether the text ends within `let (…`.
fn is_in_pattern(front: &str) -> bool {
    let line = front.rsplit(['\n', ';']).next().unwrap_or_default();
    line.contains("let (") && !line.contains('=')
}

fn is_in_view_function(before: &str) -> bool {
    let function =
        before.rmatch_indices("\nfn ").chain(before.rmatch_indices("\npub fn ")).map(|(at, _)| at).max();
    let head = function.map(|at| before[at..].split(" {\n").next().unwrap_or_default());
    head.is_some_and(|head| head.contains("-> impl IntoView") || head.contains("-> AnyView"))
}

fn ends_a_name(text: &str) -> bool {
    text.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
}

fn last_name(text: &str) -> &str {
    let from = text.rfind(|letter: char| !(letter.is_alphanumeric() || letter == '_')).map_or(0, |at| at + 1);
    &text[from..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> usize {
        check(&Source { path: "src/pages/a.rs".into(), text: text.into() }).len()
    }

    #[test]
    fn a_closure_between_elements_is_found_and_one_in_an_attribute_is_not() {
        for (text, expected) in [
            ("view! { <p>{move || t(key::A)}</p> }", 1),
            ("view! { <p>{a}{move || t(key::A)}</p> }", 1),
            ("view! { <p>\n    {move || b.get().then(|| c)}\n</p> }", 1),
            ("view! { <p>{fresh(move || t(key::A))}</p> }", 0),
            ("view! { <p class=move || a.get() title={move || b.get()}>{c}</p> }", 0),
            ("view! { <button on:click=move |_| act()>{words}</button> }", 0),
        ] {
            assert_eq!(faults(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_is_followed_to_what_it_was_given_last() {
        for (text, expected) in [
            ("let a = move || t(b);\nview! { <p>{a}</p> }", 1),
            ("let a = RwSignal::new(String::new());\nview! { <p>\" \"{a}</p> }", 1),
            ("let a = Memo::new(move |_| b.get());\nview! { <p>{fresh_by(move || a.get(), c)}</p> }", 0),
            ("let a = move || t(b);\nlet a = fresh_words(a);\nview! { <p>{a}</p> }", 0),
            ("let a = move || t(b);\nfn other(a: String) { view! { <p>{a}</p> } }", 0),
            ("let a = move || t(b);\nlet c = |a| view! { <p>{a}</p> };", 0),
            ("let a = move || t(b);\nlet (a, c) = d;\nview! { <p>{a}</p> }", 0),
            ("let id = move || b;\nview! { <p id=format!(\"{id}-a\")>{c}</p> }", 0),
        ] {
            assert_eq!(faults(text), expected, "{text}");
        }
    }

    #[test]
    fn a_closure_that_is_the_whole_view_is_found() {
        for (text, expected) in [
            ("fn a() -> AnyView {\n    (move || b.get()).into_any()\n}", 1),
            ("fn a() -> AnyView {\n    let b = move || c.get();\n    b.into_any()\n}", 1),
            ("\nfn a() -> impl IntoView {\n    move || b.get()\n}", 1),
            ("\nfn a() -> impl Fn() -> bool {\n    move || b.get()\n}", 0),
            ("fn a() -> AnyView {\n    fresh(move || b.get())\n}", 0),
        ] {
            assert_eq!(faults(text), expected, "{text}");
        }
    }
}
