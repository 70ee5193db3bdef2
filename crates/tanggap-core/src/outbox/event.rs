//! Everything that can happen to the outbox. The list is closed: what is not here cannot change it.

use super::{
    about::About,
    item::{Attempt, Door, Numbers, Parcel},
    key_kept::KeyKept,
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

/// A report that is complete and frozen, with what is needed to send it. A draft of the same uid goes in the commit
/// that saves it: a report is never both.
#[derive(Clone, PartialEq)]
pub struct NewItem {
    pub uid: Uid,
    pub about: About,
    pub desk: String,
    pub label: String,
    pub door: Door,
    pub numbers: Numbers,
    pub app_version: String,
    pub form_version: String,
    pub report: Parcel,
    pub bytes: Vec<u8>,
    pub ask: Option<String>,
    pub tokens: Option<String>,
    pub media: Vec<NewMedia>,
    /// The refused report (or message) that this one corrects: it goes in the same commit.
    pub replaces: Option<Uid>,
}

#[derive(Clone, PartialEq)]
pub struct NewMedia {
    pub slot: String,
    pub parcel: Parcel,
    /// None where the draft has put them into the store already, under [`super::Item::media_key`].
    pub bytes: Option<Vec<u8>>,
}

/// What a person wrote is not for logs.
impl std::fmt::Debug for NewItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewItem ")?;
        f.write_str(self.uid.as_str())
    }
}

impl std::fmt::Debug for NewMedia {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewMedia ")?;
        f.write_str(&self.slot)
    }
}
