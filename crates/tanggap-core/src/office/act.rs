//! What can be done with a report, and by whom.

use super::Standing;
use crate::{message::MessageKind, service::ServiceKind, status::Status};

/// One act, with as much of it as the rules need to know.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Act<'a> {
    /// A new report is kept. Its standing says at which desk and of which kind of service.
    Receive,
    /// What a desk keeps of it is read, at the desk's own addresses or in its lists.
    See,
    /// What was said about it in confidence is read, in a conversation that went on while it was about conduct or might
    /// have been; `at` is the desk that had it then.
    SeeConfidence {
        at: &'a str,
    },
    /// Words or a picture of the office are added to the timeline: for everyone who has the number, or for the
    /// reporter alone.
    Note {
        for_all: bool,
    },
    /// The office writes to the reporter.
    Reply,
    /// The office asks the reporter.
    Ask,
    /// The report stands elsewhere now.
    Status(&'a Status),
    /// The reporter says or does something.
    Tell(MessageKind),
    /// What it says and where becomes public.
    Publish,
    Unpublish,
    /// Words or pictures are taken out of what is public.
    Redact,
    /// It gets another kind of service; `to_desk` where it moves to another desk in the same act.
    Reclassify {
        kind: ServiceKind,
        /// Whether it may be public then.
        publishable: bool,
        to_desk: Option<&'a str>,
    },
    /// It is the same matter as another report, which goes on in its place.
    Merge {
        into: &'a Standing,
    },
    /// Another desk has it from now on.
    Refer {
        to: &'a str,
    },
    /// It goes back to the desk that referred it here.
    HandBack,
    /// Its content goes for good.
    Erase,
    /// Its content goes because its time is over: it is closed, and nothing has happened to it since `before`, by the schedule of
    /// what it is: `kind`.
    Expire {
        before: i64,
        kind: Option<ServiceKind>,
    },
    /// Somebody is told of it: a hook, a feed, a message.
    Notify,
    /// It leaves in a file.
    Export,
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor<'a> {
    /// Anyone: who sends a report, who has a number, who reads a public list.
    Public,
    /// Who has shown the report's key.
    Reporter,
    /// Staff of a desk, or a system that acts for it; the desk by its id in the config.
    Desk(&'a str),
    /// Staff of the desk that has the report, whichever that is: nobody has named it.
    ItsDesk,
    /// Who runs the server.
    Administrator,
    /// The server by itself, as when a report's time is over.
    System,
}

impl<'a> Actor<'a> {
    /// The desk that acts on this report; `None`: no desk does.
    pub fn desk(self, report: &'a Standing) -> Option<&'a str> {
        match self {
            Self::Desk(desk) => Some(desk),
            Self::ItsDesk => Some(&report.desk),
            Self::Public | Self::Reporter | Self::Administrator | Self::System => None,
        }
    }
}
