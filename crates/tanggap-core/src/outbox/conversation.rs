//! A report and what its reporter says about it later, in order. A message travels as a report does; but it goes to
//! a number, so its report comes first, and what was said before it.

use super::{
    about::About,
    item::{Item, Kept, Numbers, State},
    machine::{Now, Outbox},
    new_item::NewItem,
    policy::Verdict,
    proof::Proof,
    reason::Reason,
};
use crate::{
    ports::StoreFault,
    ticket::{Key, Ticket},
};

impl Item {
    /// What opens the conversation. It stays the same when the number does not.
    fn secret(&self) -> Option<&Key> {
        match &self.numbers {
            Numbers::Ours { key, .. } => Some(key),
            Numbers::Reference(_) => None,
        }
    }

    fn is_in_talk_of(&self, other: &Self) -> bool {
        self.secret().is_some() && self.secret() == other.secret()
    }

    /// Whether this number is the device's or the server's for it.
    fn has_number(&self, ticket: &Ticket) -> bool {
        let given = match &self.state {
            State::Received { proof: Proof::Receipt(receipt), .. } => Some(&receipt.ticket),
            _ => None,
        };
        let ours = matches!(&self.numbers, Numbers::Ours { ticket: ours, .. } if ours == ticket);
        ours || given == Some(ticket)
    }

    /// Whether a message to the same number has to wait for it.
    fn goes_before(&self, message: &Self) -> bool {
        match self.about {
            // A correction is younger than what was said meanwhile, and yet comes first.
            About::Report => matches!(
                self.state,
                State::Waiting { .. } | State::Refused(_) | State::Received { lost_there: true, .. }
            ),
            About::Message { .. } => {
                self.seq < message.seq && matches!(self.state, State::Waiting { withdraw: false })
            }
        }
    }
}

impl Outbox {
    /// What was said on this device about the report with this number, oldest first.
    pub fn messages(&self, ticket: &Ticket) -> Vec<&Item> {
        let of_it: Vec<&Item> = self.items.values().filter(|item| item.has_number(ticket)).collect();
        let said = |item: &&Item| {
            item.is_message()
                && item.state != State::Corrected
                && of_it.iter().any(|other| other.is_in_talk_of(item))
        };
        self.items().into_iter().filter(said).collect()
    }

    /// The refused item whose place a new one takes, if it takes one. A message never takes a report's.
    pub(super) fn corrected_by(&self, new: &NewItem) -> Result<Option<Item>, StoreFault> {
        let Some(old) = &new.replaces else {
            return if new.is_sound() { Ok(None) } else { Err(StoreFault::Conflict) };
        };
        let alike = |item: &&Item| item.is_message() == (new.about != About::Report);
        let refused = |item: &&Item| matches!(item.state, State::Refused(_));
        let old = self.item(old).filter(refused).filter(alike).filter(|_| new.is_sound());
        old.cloned().map(Some).ok_or(StoreFault::Conflict)
    }

    /// Whether something must arrive before this message may go.
    pub(super) fn is_behind(&self, item: &Item) -> bool {
        let before = |other: &Item| other.is_in_talk_of(item) && other.goes_before(item);
        item.is_message() && self.items.values().any(before)
    }

    /// A server that knows no such number and key is not believed while the report is here: it may have lost it (F6),
    /// and a message that was called refused would not go again. The report is asked after at once.
    pub(super) fn report_first(&mut self, item: &Item, verdict: Verdict, now: Now) -> Verdict {
        let Verdict::Refused(errors) = &verdict else { return verdict };
        let unknown = errors.iter().any(|error| error.field.as_deref() == Some("key_proof"));
        let has_it = |other: &&Item| {
            !other.is_message()
                && other.is_in_talk_of(item)
                && other.kept == Kept::Whole
                && matches!(other.state, State::Waiting { .. } | State::Received { .. })
        };
        let Some(report) = self.items.values().find(has_it).filter(|_| item.is_message() && unknown) else {
            return verdict;
        };
        if matches!(report.state, State::Received { .. })
            && let Some(timing) = self.timing.get_mut(report.key()).filter(|timing| !timing.asked)
        {
            timing.due_ms = timing.due_ms.min(now.mono_ms);
        }
        Verdict::Later(Reason::ReportFirst, None)
    }
}
