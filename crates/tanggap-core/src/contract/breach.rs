//! What a check says when an adapter does not keep the contract.

/// The sentence that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breach(pub &'static str);

pub(super) fn holds(sentence: &'static str, kept: bool) -> Result<(), Breach> {
    if kept { Ok(()) } else { Err(Breach(sentence)) }
}
