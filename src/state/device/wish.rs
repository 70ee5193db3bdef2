//! What can be wanted of the device.

use futures::channel::oneshot::Sender;
use tanggap_core::{media::Slot, ports::StoreFault, report::Uid};

pub enum Wish {
    /// A small setting of this device.
    Setting(String, Sender<Result<Option<String>, StoreFault>>),
    /// Its change.
    Set(String, String),
    /// The same, for who has to know whether it is kept.
    SetAndTell(String, String, Sender<bool>),
    /// The bytes of a photo of a draft or a report.
    Photo(Uid, Slot, Sender<Option<Vec<u8>>>),
    /// Whether anything gets through from here.
    AskLine(Sender<bool>),
    /// Nothing of this portal stays on the device. Whether it is done.
    RemoveEverything(Sender<bool>),
}
