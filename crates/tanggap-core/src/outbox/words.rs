//! The words of R12: what the person reads about an item, and nothing that is not true. *Received* stands only
//! where there is proof.

use super::{
    item::{Item, MediaState, State},
    proof::Proof,
};

/// The meaning of what is shown; its text is `outbox.{key}` in the locales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// Saved on this device – NOT SENT YET.
    NotSent,
    Sending,
    /// RECEIVED, with the number that counts.
    Received {
        number: String,
    },
    /// Received; some photos are still here.
    PhotosWaiting {
        number: String,
        sent: usize,
        of: usize,
    },
    /// Received; the desk has not numbered it yet.
    NumberPending,
    /// May or may not have arrived.
    Uncertain,
    Refused,
    /// Needs attention: the server knows this identity with other bytes.
    IdentityTaken,
    /// The desk's server lost it after receiving it; it is sent again.
    SendingAgain {
        number: String,
    },
    /// Being taken back: the server is asked first.
    TakingBack,
    Withdrawn,
    /// Not shown: another report has taken its place.
    Corrected,
    Erased,
    /// Lost by device.
    Lost,
}

impl Word {
    pub fn of(item: &Item, sending: bool) -> Self {
        match &item.state {
            State::Waiting { withdraw: true } => Self::TakingBack,
            State::Waiting { .. } if sending || item.attempt_open => Self::Sending,
            State::Waiting { .. } => Self::NotSent,
            State::Received { proof: Proof::Token(_), .. } => Self::NumberPending,
            State::Received { proof, lost_there } => received(item, number(proof), *lost_there),
            State::Uncertain => Self::Uncertain,
            State::Refused(_) => Self::Refused,
            State::IdentityTaken => Self::IdentityTaken,
            State::Erased => Self::Erased,
            State::Withdrawn => Self::Withdrawn,
            State::Corrected => Self::Corrected,
            State::Lost => Self::Lost,
        }
    }

    /// Whether its desk is known to have it or to have had it. What the desk's server lost is on its way again.
    pub fn has_arrived(&self) -> bool {
        match self {
            Self::Received { .. } | Self::PhotosWaiting { .. } | Self::NumberPending | Self::Erased => true,
            Self::NotSent
            | Self::Sending
            | Self::Uncertain
            | Self::Refused
            | Self::IdentityTaken
            | Self::SendingAgain { .. }
            | Self::TakingBack
            | Self::Withdrawn
            | Self::Corrected
            | Self::Lost => false,
        }
    }

    /// The end of the name of its text.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Sending => "sending",
            Self::Received { .. } => "received",
            Self::PhotosWaiting { .. } => "photos_waiting",
            Self::NumberPending => "number_pending",
            Self::Uncertain => "uncertain",
            Self::Refused => "refused",
            Self::IdentityTaken => "identity_taken",
            Self::SendingAgain { .. } => "sending_again",
            Self::TakingBack => "taking_back",
            Self::Withdrawn => "withdrawn",
            Self::Corrected => "corrected",
            Self::Erased => "erased",
            Self::Lost => "lost",
        }
    }
}

fn received(item: &Item, number: String, lost_there: bool) -> Word {
    let sent = item.media.iter().filter(|media| media.state == MediaState::Received).count();
    let waiting = item.media.iter().any(|media| media.state == MediaState::Waiting);
    match (lost_there, waiting) {
        (true, _) => Word::SendingAgain { number },
        (false, true) => Word::PhotosWaiting { number, sent, of: item.media.len() },
        (false, false) => Word::Received { number },
    }
}

/// The number that counts, as it is written.
pub fn number(proof: &Proof) -> String {
    match proof {
        Proof::Receipt(receipt) => receipt.ticket.digits().to_owned(),
        Proof::Number(number) => number.clone(),
        Proof::Token(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::Word;

    #[test]
    fn a_report_has_arrived_only_where_its_desk_has_proved_it_and_not_lost_it_since() {
        let number = String::from("482719305543");
        for (word, expected) in [
            (Word::NotSent, false),
            (Word::Sending, false),
            (Word::Received { number: number.clone() }, true),
            (Word::PhotosWaiting { number: number.clone(), sent: 0, of: 2 }, true),
            (Word::NumberPending, true),
            (Word::Uncertain, false),
            (Word::Refused, false),
            (Word::IdentityTaken, false),
            (Word::SendingAgain { number }, false),
            (Word::TakingBack, false),
            (Word::Withdrawn, false),
            (Word::Erased, true),
            (Word::Lost, false),
        ] {
            assert_eq!(word.has_arrived(), expected, "{}", word.key());
        }
    }
}
