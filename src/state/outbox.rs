//! Every report on this device as the screens show it. What the machine knows is mirrored here as plain rows; what a
//! person wants goes to it as a command. Screens never link the machine itself: it is a lazy part of its own.

mod bar;
mod content;
mod discovery;
mod draft_rows;
mod engine;
mod freeze;
mod indicator;
mod keeper;
mod kicks;
mod line;
mod mirror;
mod offering;
mod ports;
mod room;
mod saying;
mod shown;
mod wifi;

pub use content::{Content, Told, content};
pub use draft_rows::{DraftRow, draft_rows};
pub use shown::{DraftState, Keeping, NotKept, Outbox, PhotoRow, Row, Saving};

use crate::state::{Portal, backoff, conversation::Saying};
use futures::channel::oneshot::{Sender, channel};
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use tanggap_core::{media::Slot, message::Message, outbox::KeyKept, ports::StoreFault, report::Uid};

/// What a person, or the page, wants of it.
pub enum Command {
    Begin,
    /// Keep and send the draft at hand.
    Save,
    SendNow,
    TakeBack(Uid),
    SendAgain(Uid),
    Forget(Uid),
    Correct(Uid),
    Look(Uid),
    /// The same for who asked, and not for the screen.
    Read(Uid, Sender<Told>),
    LossSeen,
    /// The key of this report was seen, copied or saved.
    KeyKept(Uid, KeyKept),
    KeepDraft,
    /// Keep the draft at hand in the list and begin another.
    StartAnew,
    GoOn(Uid),
    DeleteDraft(Uid),
    /// Have the draft back that was deleted last.
    UndoDelete,
    /// Edit here what another tab has let go of.
    TakeOver,
    /// The bytes of a photo of a draft or a report, for who asked.
    Photo(Uid, Slot, Sender<Option<Vec<u8>>>),
    /// Photos wait for Wi-Fi, or don't: one report's, or all that are here and all to come.
    WifiOnly(Option<Uid>, bool),
    /// A photo that its desk did not take, made smaller.
    OfferSmaller(Uid, Slot),
    /// Nothing of this portal stays on the device. Whether it is done.
    RemoveEverything(Sender<bool>),
    /// Keep a message and send it, as a report is.
    Say(Box<Saying>, Sender<bool>),
    /// What a message on this device says, for who asked.
    Said(Uid, Sender<Option<Message>>),
    /// A small setting of this device, and its change.
    Setting(String, Sender<Result<Option<String>, StoreFault>>),
    Set(String, String),
    /// The same, for who has to know whether it is kept.
    SetAndTell(String, String, Sender<bool>),
    /// Whether anything gets through from here, for who asked.
    AskLine(Sender<bool>),
    /// Another file in its place: the one chosen in the input of this id.
    OfferOther(Uid, Slot, String),
}

thread_local! {
    // Not in `Portal`: what it is made of would then be part of the first load.
    static MIRROR: ArcRwSignal<Outbox> = ArcRwSignal::new(Outbox::default());
}

/// The mirror, to be read in screens.
pub fn outbox() -> ArcRwSignal<Outbox> {
    MIRROR.with(Clone::clone)
}

/// Whether what is kept here outlives the page. Tracked.
pub fn lasts() -> bool {
    outbox().with(Outbox::lasts)
}

/// Gives a command to the machine, which starts with the first one. An error where its part can't be fetched.
#[wasm_split(outbox, wasm_split_path = leptos::wasm_split, fallible)]
pub fn hand(portal: Portal, command: Command) -> Result<(), SplitLoaderError> {
    engine::take(portal, command);
    Ok(())
}

/// Starts it, however long the line takes to bring its part: something may be waiting from before.
pub async fn begin(portal: Portal) {
    while hand(portal, Command::Begin).await.is_err() {
        outbox().update(|outbox| outbox.no_part = true);
        backoff::a_little().await;
    }
}

/// What a button does. Without its part nothing happens, and nothing is claimed.
pub fn tell(portal: Portal, command: Command) {
    leptos::task::spawn_local(async move {
        let _told = hand(portal, command).await;
    });
}

/// What a report says, as long as its bytes are here.
pub async fn content_of(portal: Portal, uid: Uid) -> Option<Told> {
    let (sender, told) = channel();
    hand(portal, Command::Read(uid, sender)).await.ok()?;
    told.await.ok()
}

/// A photo that is kept on this device.
pub async fn photo_of(portal: Portal, uid: Uid, slot: Slot) -> Option<Vec<u8>> {
    let (sender, bytes) = channel();
    hand(portal, Command::Photo(uid, slot, sender)).await.ok()?;
    bytes.await.ok().flatten()
}

/// A small setting of this device. What can't be read is not what isn't there.
pub async fn setting(portal: Portal, name: String) -> Result<Option<String>, StoreFault> {
    let (sender, value) = channel();
    if hand(portal, Command::Setting(name, sender)).await.is_err() {
        return Err(StoreFault::Unavailable);
    }
    value.await.unwrap_or(Err(StoreFault::Unavailable))
}

/// Changes a small setting. Whether it is kept.
pub async fn set(portal: Portal, name: String, value: String) -> bool {
    let (sender, kept) = channel();
    hand(portal, Command::SetAndTell(name, value, sender)).await.is_ok() && kept.await == Ok(true)
}

/// What a message on this device says.
pub async fn said(portal: Portal, uid: Uid) -> Option<Message> {
    let (sender, message) = channel();
    hand(portal, Command::Said(uid, sender)).await.ok()?;
    message.await.ok().flatten()
}

/// Whether anything gets through from here, asked now: after an answer that did not come. [`Outbox::no_line`] says it from
/// then on.
pub async fn ask_line(portal: Portal) -> bool {
    let (sender, answers) = channel();
    hand(portal, Command::AskLine(sender)).await.is_ok() && answers.await == Ok(true)
}

/// *Send*: once, however often it is pressed.
pub fn save(portal: Portal) {
    let outbox = outbox();
    if outbox.with_untracked(|outbox| outbox.saving == Saving::Going) {
        return;
    }
    outbox.update(|outbox| outbox.saving = Saving::Going);
    leptos::task::spawn_local(async move {
        if hand(portal, Command::Save).await.is_err() {
            outbox.update(|outbox| outbox.saving = Saving::NotKept(NotKept::NoPart));
        }
    });
}
