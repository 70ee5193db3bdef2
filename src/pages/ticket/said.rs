//! What a line of the conversation does beside saying something.

use crate::i18n::{key, t};
use tanggap_core::wire::SaidKind;

/// `None` where it only says something.
pub fn kind_words(kind: &SaidKind) -> Option<String> {
    Some(match kind {
        SaidKind::Question => t(key::TALK_QUESTION),
        SaidKind::Answer => t(key::TALK_ANSWER),
        SaidKind::Withdraw => t(key::TALK_WITHDRAW),
        SaidKind::Satisfied => t(key::TALK_SATISFIED),
        SaidKind::Reopen => t(key::TALK_REOPEN),
        SaidKind::Other(word) => word.clone(),
        SaidKind::Message | SaidKind::Reply => return None,
    })
}
