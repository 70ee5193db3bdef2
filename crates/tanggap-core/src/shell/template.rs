//! A template with names to be filled in and lists to be repeated.
//!
//! `{{name}}` becomes the looked-up value, escaped for HTML text and quoted attributes.
//! `{{#each doors}}…{{/each}}` repeats its inside for every row of a list; a row's own names come first.

use std::{collections::BTreeMap, fmt};

/// One row of a list: name → value.
pub type Row = BTreeMap<String, String>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenderError {
    /// No value for this name.
    Unknown(String),
    /// `{{` without `}}`, or `{{#each …}}` without `{{/each}}`.
    Unclosed(String),
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => write!(f, "the page asks for {{{{{name}}}}}, and nothing has that name"),
            Self::Unclosed(what) => write!(f, "the page opens {what} and never closes it"),
        }
    }
}

impl std::error::Error for RenderError {}

const EACH_END: &str = "{{/each}}";

pub fn render(
    template: &str,
    lookup: &dyn Fn(&str) -> Option<String>,
    lists: &dyn Fn(&str) -> Option<Vec<Row>>,
) -> Result<String, RenderError> {
    let mut page = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        page.push_str(before);
        let (tag, after) = after.split_once("}}").ok_or_else(|| RenderError::Unclosed("{{".into()))?;
        rest = after;
        if let Some(list) = tag.strip_prefix("#each ") {
            let unclosed = || RenderError::Unclosed(format!("{{{{{tag}}}}}"));
            let (inside, after) = rest.split_once(EACH_END).ok_or_else(unclosed)?;
            rest = after;
            for row in lists(list).ok_or_else(|| RenderError::Unknown(tag.into()))? {
                let of_row = |name: &str| row.get(name).cloned().or_else(|| lookup(name));
                page.push_str(&render(inside, &of_row, lists)?);
            }
        } else {
            escape(&lookup(tag).ok_or_else(|| RenderError::Unknown(tag.into()))?, &mut page);
        }
    }
    page.push_str(rest);
    Ok(page)
}

fn escape(value: &str, page: &mut String) {
    for character in value.chars() {
        match character {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            '\'' => page.push_str("&#39;"),
            other => page.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(template: &str, expected: Result<&str, RenderError>) {
        let lookup = |name: &str| (name == "t:title").then(|| "A <b> & \"c\"".to_owned());
        let row = |id: &str| Row::from([("d:id".to_owned(), id.to_owned())]);
        let lists = |name: &str| (name == "doors").then(|| vec![row("a"), row("b")]);
        assert_eq!(render(template, &lookup, &lists), expected.map(str::to_owned));
    }

    #[test]
    fn names_are_filled_and_escaped() {
        check("<h1>{{t:title}}</h1>", Ok("<h1>A &lt;b&gt; &amp; &quot;c&quot;</h1>"));
        check("{{#each doors}}<a href=\"{{d:id}}\">{{/each}}.", Ok("<a href=\"a\"><a href=\"b\">."));
    }

    #[test]
    fn a_template_that_cannot_be_filled_says_why() {
        check("{{t:nothing}}", Err(RenderError::Unknown("t:nothing".into())));
        check("{{t:title", Err(RenderError::Unclosed("{{".into())));
        check("{{#each doors}}", Err(RenderError::Unclosed("{{#each doors}}".into())));
        check("{{#each walls}}{{/each}}", Err(RenderError::Unknown("#each walls".into())));
    }
}
