//! Everything that can happen to the outbox. The list is closed: what is not here cannot change it.

use super::{
    item::Attempt,
    key_kept::KeyKept,
    new_item::{NewItem, NewMedia},
    wifi::Wifi,
};
use crate::{
    ports::{Batch, Contents, LedgerFault, Line, RawAnswer, SendFault, StoreFault, Taken},
    report::Uid,
};

#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The app opened.
    Started,
    /// *Send* was pressed: what is saved now is owed.
    Save(Box<NewItem>),
    /// A moment to look for something to do.
    Kick(Why),
    /// The person wants it back.
    Withdraw(Uid),
    /// The person decided to send an uncertain report once more, with new bytes that say so.
    SendAgain(Uid, Vec<u8>),
    /// The person removes it from the list; unsent ones must be withdrawn first.
    Forget(Uid),
    /// What network this is, and how the switch for new reports stands. Told after the start and at every change.
    Wifi(Wifi),
    /// The person's word on photos: to wait for Wi-Fi or to go by any way. One report's, or all that are here.
    WifiOnly(Option<Uid>, bool),
    /// A photo that was too large, or is lost or refused, in a form that may do better.
    ReplacePhoto(Uid, Box<NewMedia>),
    /// The person has seen, copied or saved the key of a report.
    KeyKept(Uid, KeyKept),
    /// The person has read which reports the device lost.
    LossSeen,

    LedgerRead(Result<Vec<Line>, LedgerFault>),
    Loaded(Result<Contents, StoreFault>),
    Committed,
    /// With the batch, so that nothing is lost when room can be made.
    NotCommitted(StoreFault, Batch),
    Lock(Taken),
    /// The lease went to somebody else.
    LockLost,
    Answered(Attempt, Result<RawAnswer, SendFault>),
    /// The frozen bytes are not there, or (`false`) could not be read now.
    NoBytes(Attempt, bool),
}

/// Why the outbox looks again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The person pressed *send now*: every wait ends.
    Tap,
    /// The network is back, or the page is seen again: our own waits end, the server's do not.
    Online,
    /// The time asked for with [`super::Effect::WakeIn`] has come.
    Timer,
    /// Another tab or the carrier changed the store.
    Elsewhere,
}
