//! Questions and answers to be checked, each with its way to change it.

use leptos::prelude::*;

/// One row.
#[derive(Clone, PartialEq)]
pub struct Row {
    pub question: String,
    /// Lines are kept; where this and `typed` are empty, `none` is shown.
    pub answer: String,
    /// What the person wrote, after it: no browser translates it.
    pub typed: String,
    /// Where else it can be seen: an address with its words.
    pub link: Option<(String, String)>,
    /// The address to change it at, if it can be changed.
    pub change: Option<String>,
}

/// `change_word` is said on every link, with the question for those who only hear it.
pub fn summary(rows: Vec<Row>, change_word: &str, none_word: &str) -> AnyView {
    let row = |row: Row| {
        let none = row.answer.trim().is_empty() && row.typed.trim().is_empty();
        let class = if none { "summary__answer summary__answer--none" } else { "summary__answer" };
        let answer = if none { none_word.to_owned() } else { row.answer };
        let between = (!answer.is_empty() && !row.typed.is_empty()).then_some("\n");
        let typed = (!row.typed.is_empty()).then(|| view! { <span translate="no">{row.typed}</span> });
        let link =
            row.link.map(|(address, words)| view! { <a class="summary__link" href=address>{words}</a> });
        let change = row.change.map(|address| {
            view! {
                <dd class="summary__change">
                    <a href=address>{change_word.to_owned()}<span class="visually-hidden">{format!(": {}", row.question)}</span></a>
                </dd>
            }
        });
        view! {
            <div class="summary__row">
                <dt class="summary__question">{row.question.clone()}</dt>
                <dd class=class>{answer}{between}{typed}{link}</dd>
                {change}
            </div>
        }
    };
    view! { <dl class="summary">{rows.into_iter().map(row).collect_view()}</dl> }.into_any()
}
