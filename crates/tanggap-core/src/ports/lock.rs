//! Who sends, of all tabs and the carrier.

/// One sender among all tabs and the carrier (R5). Where the browser has no locks it always says [`Taken::Mine`]:
/// slower, never wrong, because the server's key and the store's expectations hold without it.
pub trait Lock {
    /// Takes it where it is free; never waits.
    async fn take(&self) -> Taken;
    /// Takes it from whoever has it.
    async fn steal(&self) -> bool;
    /// Counts the lease on. `false`: it is not ours any more.
    async fn beat(&self) -> bool;
    async fn release(&self);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    Mine,
    /// Somebody has it; the lease's count, which moves for as long as the holder lives.
    Busy {
        beat: u64,
    },
}
