//! The two ways in which a portal is built.

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// As small as can be, compressed.
    Release,
    /// Quick to build; the page reloads itself when the next build is there.
    Dev,
}
