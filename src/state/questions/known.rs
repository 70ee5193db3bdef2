//! How far the questions of the chosen service are known.

use tanggap_core::form::Definition;

#[derive(Clone, Default, PartialEq)]
pub enum Questions {
    #[default]
    None,
    Loading,
    /// The desk gave no usable answer; asking again may help.
    Failed,
    Ready(Definition),
    /// In the language from before: the desk gave none in this one.
    Behind(Definition),
}

impl Questions {
    /// The questions, where there are any to answer.
    pub fn known(&self) -> Option<&Definition> {
        match self {
            Self::Ready(definition) | Self::Behind(definition) => Some(definition),
            Self::None | Self::Loading | Self::Failed => None,
        }
    }
}
