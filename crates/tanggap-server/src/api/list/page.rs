//! The reports of a page as one JSON array, put together report by report: what is in memory is the text.

use crate::{
    api::present,
    app_state::AppState,
    store::{StoreError, port::Page},
};
use serde_json::Value;

/// Beyond so much text the long words of the reports that follow are cut short. A page of 1,000 reports has about 1 MB;
/// it would have 20 MB if each were as long as reports may be.
const WHOLE_BYTES: usize = 4 << 20;
/// What is left of them, in characters.
const SHORT: usize = 200;
const LONG_WORDS: [&str; 3] = ["description", "status_notes", "address"];

pub fn text(portal: &AppState, page: &dyn Page, api: &str, language: &str) -> Result<String, StoreError> {
    let mut text = String::from("[");
    page.each(&mut |record| {
        let mut shown = present::request(portal, &record, api, language);
        if text.len() > WHOLE_BYTES {
            shorten(&mut shown);
        }
        if text.len() > 1 {
            text.push(',');
        }
        text.push_str(&shown.to_string());
    })?;
    text.push(']');
    Ok(text)
}

fn shorten(shown: &mut Value) {
    let mut is_shortened = false;
    for name in LONG_WORDS {
        let Some(Value::String(words)) = shown.get_mut(name) else { continue };
        if let Some((end, _)) = words.char_indices().nth(SHORT) {
            words.truncate(end);
            words.push('…');
            is_shortened = true;
        }
    }
    if is_shortened {
        shown["extended_attributes"]["tanggap"]["shortened"] = true.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_long_words_are_cut_and_it_is_said() {
        let own = json!({"tanggap": {"ticket": "1"}});
        let (long, short) = ("é".repeat(SHORT + 1), "é".repeat(SHORT));
        let mut shown = json!({"description": long, "address": short, "extended_attributes": own});
        let cut = format!("{short}…");
        let own = json!({"tanggap": {"ticket": "1", "shortened": true}});
        shorten(&mut shown);
        assert_eq!(shown, json!({"description": cut, "address": short, "extended_attributes": own}));
        let mut short = json!({"description": "x", "extended_attributes": {"tanggap": {}}});
        let before = short.clone();
        shorten(&mut short);
        assert_eq!(short, before);
    }
}
