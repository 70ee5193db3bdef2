//! City data has its texts in several languages; the wire has one. Wherever an object has nothing but texts under
//! language codes, and at least one of the portal's languages, it is such a text.

use serde_json::{Map, Value};

/// The same data in one language; notes (keys that begin with `_`) are left out.
pub fn localise(value: &Value, language: &str, languages: &[String]) -> Value {
    match value {
        Value::Object(map) if is_text(map, languages) => text(map, language, languages),
        Value::Object(map) => {
            let shown = map.iter().filter(|(key, _)| !key.starts_with('_'));
            shown.map(|(key, value)| (key.clone(), localise(value, language, languages))).collect()
        }
        Value::Array(items) => items.iter().map(|item| localise(item, language, languages)).collect(),
        other => other.clone(),
    }
}

fn is_text(map: &Map<String, Value>, languages: &[String]) -> bool {
    let mut entries = map.iter().filter(|(key, _)| !key.starts_with('_'));
    // A city may have texts in more languages than its portal offers.
    let is_code =
        |key: &str| matches!(key.len(), 2 | 3) && key.bytes().all(|letter| letter.is_ascii_lowercase());
    entries.all(|(key, value)| value.is_string() && (languages.contains(key) || is_code(key)))
        && languages.iter().any(|language| map.contains_key(language))
}

/// The wanted language, else the first configured one that is there.
fn text(map: &Map<String, Value>, language: &str, languages: &[String]) -> Value {
    let fallback = || languages.iter().find_map(|language| map.get(language));
    map.get(language).or_else(fallback).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_are_resolved_at_any_depth_and_notes_left_out() {
        let languages = ["id", "su", "en"].map(String::from);
        let data = json!({"_source": "x", "name": {"id": "Lampu", "en": "Lamp"}, "plain": "112",
            "values": [{"key": "off", "name": {"su": "Pareum", "id": "Mati"}}], "rules": {"min": 1}});
        for (language, expected) in [
            (
                "id",
                json!({"name": "Lampu", "plain": "112", "values": [{"key": "off", "name": "Mati"}], "rules": {"min": 1}}),
            ),
            (
                "su",
                json!({"name": "Lampu", "plain": "112", "values": [{"key": "off", "name": "Pareum"}], "rules": {"min": 1}}),
            ),
            (
                "en",
                json!({"name": "Lamp", "plain": "112", "values": [{"key": "off", "name": "Mati"}], "rules": {"min": 1}}),
            ),
        ] {
            assert_eq!(localise(&data, language, &languages), expected, "{language}");
        }
    }

    #[test]
    fn a_text_may_have_more_languages_than_the_portal_and_a_note() {
        let languages = ["en", "id"].map(String::from);
        let data = json!({"name": {"_source": "x", "id": "Lampu", "su": "Lampu", "en": "Lamp"}});
        assert_eq!(localise(&data, "en", &languages), json!({"name": "Lamp"}));
    }
}
