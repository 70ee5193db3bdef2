//! What was answered to the questions of a service.

use crate::{amount::Amount, text};
use std::collections::BTreeMap;

/// Answers by question code; several values only for lists. An amount may have its reading behind it, as it is sent: what
/// was typed in one language is not read again in another ([`Spelling::typed_amount`]).
///
/// [`Spelling::typed_amount`]: super::Spelling::typed_amount
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<String, Vec<String>>);

impl Answers {
    pub fn get(&self, code: &str) -> &[String] {
        self.0.get(code).map_or(&[], Vec::as_slice)
    }

    /// Replaces an answer; no values at all removes it.
    pub fn set(&mut self, code: &str, values: Vec<String>) {
        if values.iter().all(|value| text::is_blank(value)) {
            self.0.remove(code);
        } else {
            self.0.insert(code.to_owned(), values);
        }
    }

    /// Answers that were sent, as a draft has them: amounts with their reading.
    pub fn of_sent(mut self) -> Self {
        for values in self.0.values_mut() {
            if let [sent] = &mut **values
                && Amount::sent(sent).is_some()
            {
                *values = vec![sent.clone(), sent.clone()];
            }
        }
        self
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(code, values)| (code.as_str(), values.as_slice()))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
