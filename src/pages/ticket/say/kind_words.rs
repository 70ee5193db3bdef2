//! The words of each act of a reporter: over its text box, on its button, and where nothing was written.

use crate::i18n::{Key, key};
use tanggap_core::message::MessageKind;

pub fn label(kind: MessageKind) -> Key {
    match kind {
        MessageKind::Message => key::SAY_MESSAGE,
        MessageKind::Answer => key::SAY_ANSWER,
        MessageKind::Reopen => key::SAY_REOPEN_WHY,
        MessageKind::Satisfied | MessageKind::Withdraw => key::SAY_WHY_OPTIONAL,
    }
}

pub fn missing(kind: MessageKind) -> Key {
    match kind {
        MessageKind::Answer => key::PROBLEM_WRITE_ANSWER,
        MessageKind::Reopen => key::SAY_REOPEN_MISSING,
        MessageKind::Message | MessageKind::Satisfied | MessageKind::Withdraw => key::SAY_MISSING,
    }
}

/// What follows from it, where that is more than a message.
pub fn about(kind: MessageKind) -> Option<Key> {
    Some(match kind {
        MessageKind::Satisfied => key::SAY_SATISFIED_ABOUT,
        MessageKind::Reopen => key::SAY_REOPEN_ABOUT,
        MessageKind::Withdraw => key::SAY_WITHDRAW_ABOUT,
        MessageKind::Message | MessageKind::Answer => return None,
    })
}

pub fn send(kind: MessageKind) -> Key {
    match kind {
        MessageKind::Message => key::SAY_SEND,
        MessageKind::Answer => key::SAY_SEND_ANSWER,
        MessageKind::Satisfied => key::SAY_SATISFIED,
        MessageKind::Reopen => key::SAY_REOPEN,
        MessageKind::Withdraw => key::SAY_WITHDRAW,
    }
}
