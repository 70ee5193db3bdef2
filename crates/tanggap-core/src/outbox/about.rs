//! What an item is about.

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum About {
    #[default]
    Report,
    /// A message about a report that has a number; the kind is its word on the wire, for the list on screen.
    Message { kind: String },
}
