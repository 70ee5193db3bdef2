//! What a reporter says after the report, and which of it is possible where the report stands. The app and the server
//! use the same rules: a button that is shown is an act that is taken.

use crate::{
    form::{FieldProblem, Problem},
    length,
    media::{self, MediaClaim},
    report::{DESCRIPTION_LIMIT, Uid},
    status::Status,
    text,
    ticket::{KeyProof, Ticket},
};

/// The longest text of a message, in characters.
pub const TEXT_LIMIT: usize = DESCRIPTION_LIMIT;
/// The largest body, in bytes: the longest text in the widest letters, with all its photos announced, is a quarter less.
pub const BODY_LIMIT: usize = 24 << 10;

/// A message, complete and ready to be sent once. `Debug` is left out on purpose: it is personal.
#[derive(Clone, PartialEq)]
pub struct Message {
    pub uid: Uid,
    /// The report's number as the device knows it.
    pub ticket: Ticket,
    pub key_proof: KeyProof,
    pub kind: MessageKind,
    /// The id of the question that this answers; empty without one.
    pub in_reply_to: String,
    pub text: String,
    /// The photos that follow.
    pub media: Vec<MediaClaim>,
    pub locale: String,
    /// The device's own time, RFC 3339: a claim, nothing more.
    pub client_time: String,
}

/// What a reporter may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageKind {
    /// Adds to the report, or simply speaks.
    Message,
    /// To a question of the office.
    Answer,
    /// Takes the report back.
    Withdraw,
    /// Is content with the answer, which closes the report.
    Satisfied,
    /// Is not, which opens it again.
    Reopen,
}

const WORDS: [(MessageKind, &str); 5] = [
    (MessageKind::Message, "message"),
    (MessageKind::Answer, "answer"),
    (MessageKind::Withdraw, "withdraw"),
    (MessageKind::Satisfied, "satisfied"),
    (MessageKind::Reopen, "reopen"),
];

impl MessageKind {
    pub fn parse(word: &str) -> Option<Self> {
        WORDS.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind)
    }

    /// The word on the wire.
    pub fn word(self) -> &'static str {
        WORDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// Whether it says nothing without words. To take a report back nobody needs a reason.
    pub fn needs_text(self) -> bool {
        matches!(self, Self::Message | Self::Answer | Self::Reopen)
    }

    /// Whether a report that stands so takes it. An answer is taken also where others were before it.
    pub fn is_taken(self, status: &Status) -> bool {
        match self {
            Self::Message | Self::Answer => *status != Status::Withdrawn,
            Self::Withdraw => status.is_open(),
            Self::Satisfied => *status == Status::Answered,
            Self::Reopen => matches!(status, Status::Answered | Status::Closed | Status::Rejected),
        }
    }

    /// Where the report stands after it; `None` where that doesn't change.
    pub fn effect(self) -> Option<Status> {
        match self {
            Self::Message | Self::Answer => None,
            Self::Withdraw => Some(Status::Withdrawn),
            Self::Satisfied => Some(Status::Closed),
            Self::Reopen => Some(Status::Reopened),
        }
    }
}

/// What a reporter may do now. An answer is offered only while a question waits for one.
pub fn may(status: &Status, is_asked: bool) -> Vec<MessageKind> {
    let offered = |kind: &MessageKind| kind.is_taken(status) && (is_asked || *kind != MessageKind::Answer);
    WORDS.iter().map(|(kind, _)| *kind).filter(offered).collect()
}

/// Everything that is still wrong with a message. Empty means it may be sent.
pub fn check(message: &Message) -> Vec<FieldProblem> {
    let mut found = Vec::new();
    let mut wrong = |field: &str, problem| found.push(FieldProblem { field: field.to_owned(), problem });
    let words = message.text.trim();
    if text::is_blank(words) && message.kind.needs_text() {
        wrong("text", Problem::Required);
    }
    if let Some(over) = length::over(words, TEXT_LIMIT) {
        wrong("text", Problem::TooLong { limit: TEXT_LIMIT, over });
    }
    if message.kind == MessageKind::Answer && message.in_reply_to.is_empty() {
        wrong("in_reply_to", Problem::Required);
    }
    found.extend(media::check(&message.media));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reporter_may_do_follows_from_where_the_report_stands() {
        for (status, is_asked, expected) in [
            (Status::Received, false, "message withdraw"),
            (Status::InProgress, true, "message answer withdraw"),
            (Status::Answered, false, "message withdraw satisfied reopen"),
            (Status::Closed, false, "message reopen"),
            (Status::Rejected, true, "message answer reopen"),
            (Status::Duplicate, false, "message"),
            (Status::Withdrawn, true, ""),
            (Status::Other("menunggu".into()), false, "message withdraw"),
        ] {
            let offered: Vec<_> = may(&status, is_asked).into_iter().map(MessageKind::word).collect();
            assert_eq!(offered.join(" "), expected, "{status:?}");
        }
    }

    #[test]
    fn what_an_act_leads_to_ends_it() {
        for (kind, _) in WORDS {
            if let Some(after) = kind.effect() {
                assert!(!kind.is_taken(&after), "{kind:?} twice would be two");
            }
            assert_eq!(MessageKind::parse(kind.word()), Some(kind));
        }
    }
}
