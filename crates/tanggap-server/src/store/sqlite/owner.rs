//! What photos hang on.

/// What photos hang on, by its rows: a message's photos belong to its report, too, and are erased with it.
#[derive(Clone, Copy)]
pub struct Owner {
    pub report: i64,
    pub message: Option<i64>,
}

impl Owner {
    /// What no row has.
    pub const NONE: Self = Self { report: 0, message: None };

    /// A slot as it is kept. No slot has a colon, so names of messages and reports never meet.
    pub fn stored(&self, slot: &str) -> String {
        self.message.map_or_else(|| slot.to_owned(), |message| format!("{message}:{slot}"))
    }
}
