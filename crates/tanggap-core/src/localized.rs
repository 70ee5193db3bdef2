//! A text in several languages, as city data has it: plain text, or `{"id": …, "su": …, "en": …}`.

use crate::json::{Fault, Node};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Localized(Vec<(String, String)>);

impl Localized {
    /// A text that is the same in every language.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![(String::new(), text.into())])
    }

    /// Reads a text or an object of texts; anything else is a fault.
    pub fn read(node: &Node) -> Result<Self, Fault> {
        let texts = node.entries();
        if texts.is_empty() {
            return Ok(Self::plain(node.text()?));
        }
        texts
            .iter()
            .map(|(language, text)| Ok((language.clone(), text.text()?)))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// As [`Localized::read`]; nothing there is `None`.
    pub fn read_optional(node: &Node) -> Result<Option<Self>, Fault> {
        if node.is_absent() { Ok(None) } else { Self::read(node).map(Some) }
    }

    /// The text in `language`, else in the first language given: for Tanggap's data that is Indonesian.
    pub fn get(&self, language: &str) -> &str {
        self.0
            .iter()
            .find(|(known, _)| known == language)
            .or_else(|| self.0.iter().find(|(known, _)| known == "id"))
            .or_else(|| self.0.first())
            .map_or("", |(_, text)| text)
    }

    /// The languages that are really there; a plain text has one without a name.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(language, _)| language.as_str())
    }
}

/// A language's name in that language; the code itself where it isn't known here.
pub fn language_name(code: &str) -> &str {
    match code {
        "id" => "Bahasa Indonesia",
        "su" => "Basa Sunda",
        "en" => "English",
        "jv" => "Basa Jawa",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_missing_language_falls_back_to_indonesian() {
        let value = json!({"en": "Street light", "id": "Lampu jalan"});
        let name = Localized::read(&Node::root(&value)).unwrap();
        assert_eq!(
            [name.get("id"), name.get("su"), name.get("en")],
            ["Lampu jalan", "Lampu jalan", "Street light"]
        );
        let plain = Localized::read(&Node::root(&json!("Bogor"))).unwrap();
        assert_eq!(plain.get("su"), "Bogor");
    }
}
