//! How languages group digits and mark decimals.

/// How a language writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// 1.500,5 as in Indonesian and Sundanese.
    Comma,
    /// 1,500.5 as in English.
    Point,
}

impl Style {
    /// The style of a language by its code.
    pub fn of(language: &str) -> Self {
        if language.starts_with("en") { Self::Point } else { Self::Comma }
    }

    pub(super) fn signs(self) -> (char, char) {
        match self {
            Self::Comma => ('.', ','),
            Self::Point => (',', '.'),
        }
    }
}
