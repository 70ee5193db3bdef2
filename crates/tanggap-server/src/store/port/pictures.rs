//! Photos that are here.

use super::answer::Answer;

pub trait Pictures: Send + Sync {
    /// A photo of a report that this desk has published, or of an update that is for all, by its public name. Never one of a
    /// message.
    fn published_photo(&self, desk: String, id: String) -> Answer<'_, Option<Vec<u8>>>;

    /// A photo of the report with this number, of its messages or of its updates.
    fn private_photo(&self, ticket: String, id: String) -> Answer<'_, Option<Vec<u8>>>;

    /// The desk that had the report when this picture came with words that stay in confidence; `None`: with others.
    fn photo_in_confidence(&self, ticket: String, id: String) -> Answer<'_, Option<String>>;
}
