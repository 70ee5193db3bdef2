//! City data has its texts in several languages; the wire has one. Wherever an object has nothing but language
//! codes for keys, it is such a text.

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
    !map.is_empty() && map.iter().all(|(key, value)| value.is_string() && languages.contains(key))
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
}
