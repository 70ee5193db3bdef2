//! What can be wanted of the outbox.

use super::{NewWords, Told};
use futures::channel::oneshot::Sender;
use tanggap_core::{media::Slot, message::Message, outbox::KeyKept, report::Uid};

pub enum Wish {
    /// Keep and send the draft at hand.
    Save,
    SendNow,
    TakeBack(Uid),
    SendAgain(Uid),
    Forget(Uid),
    Correct(Uid),
    /// Show what a report says.
    Look(Uid),
    /// The same for who asked, and not for the screen.
    Read(Uid, Sender<Told>),
    LossSeen,
    /// The key of this report was seen, copied or saved.
    KeyKept(Uid, KeyKept),
    /// Photos wait for Wi-Fi, or don't: one report's, or all that are here and all to come.
    WifiOnly(Option<Uid>, bool),
    /// A photo that its desk did not take, made smaller.
    OfferSmaller(Uid, Slot),
    /// Another file in its place: the one chosen in the input of this id.
    OfferOther(Uid, Slot, String),
    /// Keep a message and send it, as a report is. Whether it is kept.
    Say(Box<NewWords>, Sender<bool>),
    /// What a message on this device says, for who asked.
    Said(Uid, Sender<Option<Message>>),
}

impl Wish {
    /// The report that a person does something with.
    pub fn report(&self) -> Option<&Uid> {
        match self {
            Self::TakeBack(uid)
            | Self::SendAgain(uid)
            | Self::Forget(uid)
            | Self::Correct(uid)
            | Self::KeyKept(uid, _)
            | Self::WifiOnly(Some(uid), _)
            | Self::OfferSmaller(uid, _)
            | Self::OfferOther(uid, ..) => Some(uid),
            Self::Save
            | Self::SendNow
            | Self::Look(_)
            | Self::Read(..)
            | Self::LossSeen
            | Self::WifiOnly(None, _)
            | Self::Say(..)
            | Self::Said(..) => None,
        }
    }
}
