//! Which report a number and a key open.

use super::answer::Answer;
use crate::store::Candidates;

pub trait Openings: Send + Sync {
    /// What a number and a key may open: the same work whatever they do (S13). `opens` is the MAC of both; `chance` chooses
    /// what is read where nothing is found.
    fn candidates(&self, ticket: String, opens: [u8; 32], chance: u64) -> Answer<'_, Candidates>;

    /// Keeps what opens a report from before, in the place of its salt and MAC. `ticket` is the number that it has.
    fn unseal(&self, ticket: String, opens: Vec<[u8; 32]>) -> Answer<'_, ()>;
}
