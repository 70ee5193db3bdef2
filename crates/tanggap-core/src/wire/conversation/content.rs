//! What only who has the key may read of a report: what was told, and what was said since.

use crate::{
    instant::Instant,
    place::Point,
    service::IdentityKind,
    wire::tracked::{Tracked, Update},
};

/// A report as its reporter sees it. `Debug` is left out on purpose: it is personal.
#[derive(Clone, PartialEq)]
pub struct Conversation {
    /// What the number alone tells, too.
    pub tracked: Tracked,
    pub updates: Vec<Update>,
    pub told: Told,
    /// Oldest first.
    pub messages: Vec<Said>,
    /// How many before them the server has left out.
    pub earlier: u32,
    /// What the reporter may do now, in the order offered.
    pub may: Vec<SaidKind>,
}

/// What was reported.
#[derive(Clone, Default, PartialEq)]
pub struct Told {
    pub description: String,
    pub answers: Vec<ToldAnswer>,
    pub address: String,
    /// The area by its name.
    pub area: String,
    pub point: Option<Point>,
    /// Only the kind: names and numbers are not sent back.
    pub identity: Option<IdentityKind>,
    pub photos: Vec<String>,
}

#[derive(Clone, PartialEq, Eq)]
pub struct ToldAnswer {
    pub code: String,
    /// In words, as are the values.
    pub question: String,
    pub values: Vec<String>,
}

/// Something that one side said to the other.
#[derive(Clone, PartialEq)]
pub struct Said {
    pub id: String,
    pub at: Option<Instant>,
    pub by_reporter: bool,
    /// Id of the desk whose office it was.
    pub desk: String,
    pub kind: SaidKind,
    pub text: String,
    /// The question that it answers.
    pub in_reply_to: Option<String>,
    /// Of a question: whether it has its answer.
    pub answered: bool,
    pub photos: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaidKind {
    Message,
    Answer,
    Withdraw,
    Satisfied,
    Reopen,
    /// The office's.
    Reply,
    Question,
    /// A newer server's.
    Other(String),
}

const WORDS: [(SaidKind, &str); 7] = [
    (SaidKind::Message, "message"),
    (SaidKind::Answer, "answer"),
    (SaidKind::Withdraw, "withdraw"),
    (SaidKind::Satisfied, "satisfied"),
    (SaidKind::Reopen, "reopen"),
    (SaidKind::Reply, "reply"),
    (SaidKind::Question, "question"),
];

impl SaidKind {
    pub fn of(word: &str) -> Self {
        let known = WORDS.iter().find(|(_, known)| *known == word);
        known.map_or_else(|| Self::Other(word.to_owned()), |(kind, _)| kind.clone())
    }

    pub fn word(&self) -> &str {
        match self {
            Self::Other(word) => word,
            known => WORDS.iter().find(|(kind, _)| kind == known).map_or("", |(_, word)| word),
        }
    }
}

impl Conversation {
    /// The question that the office waits for, the newest where there are several.
    pub fn open_question(&self) -> Option<&Said> {
        self.messages.iter().rev().find(|said| said.kind == SaidKind::Question && !said.answered)
    }
}
