//! Numbers and keys in a text that has other digits, too: dates, telephone numbers, house numbers. Which groups of
//! digits belong together is told by how people and our own receipts group them.

use super::{Linked, Scanned, linked};
use crate::{
    numerals, text,
    ticket::{Key, TICKET_DIGITS, Ticket},
};

/// Everything in a text that could be meant.
#[derive(Default)]
pub(super) struct Found {
    tickets: Vec<Ticket>,
    keys: Vec<Key>,
    has_identity_number: bool,
}

impl Found {
    pub fn take(&mut self, linked: Linked) {
        if !self.tickets.contains(&linked.ticket) {
            self.tickets.push(linked.ticket);
        }
        self.keys.extend(linked.key);
        self.keys.dedup();
    }

    pub fn read(&mut self, said: &str) {
        for piece in runs(said).iter().flat_map(Run::pieces) {
            if let Ok(linked) = linked(&piece) {
                self.take(linked);
            } else if let Ok(key) = Key::parse(&piece) {
                self.keys.push(key);
                self.keys.dedup();
            }
            self.has_identity_number |= piece.len() == 16;
        }
    }

    /// A key counts only where it is the only one: whose it is would be a guess.
    pub fn meaning(&self) -> Scanned {
        match (self.tickets.as_slice(), self.keys.as_slice()) {
            ([ticket], keys) => {
                let key = if let [key] = keys { Some(key.clone()) } else { None };
                Scanned::Ticket(Linked { ticket: ticket.clone(), key })
            }
            ([], [key]) => Scanned::Key(key.clone()),
            ([], []) if self.has_identity_number => Scanned::IdentityNumber,
            ([], _) => Scanned::Nothing,
            (several, _) => Scanned::Several(several.to_vec()),
        }
    }
}

/// The digits of a text that has one number only, however that is grouped; short ones are house numbers and the like.
pub(super) fn only_number(said: &str) -> Option<String> {
    let runs = runs(said);
    let [run] = runs.as_slice() else { return None };
    let digits = run.groups.concat();
    (digits.len() >= 10 && !run.is_international).then_some(digits)
}

/// Groups of digits with nothing but blanks, dots and dashes between them.
#[derive(Default)]
pub(super) struct Run {
    groups: Vec<String>,
    /// A `+` stands before it: a telephone number.
    is_international: bool,
}

impl Run {
    /// What in it could be a number or a key: groups as long as one, groups of four, 5-5-4, and any other even grouping.
    fn pieces(&self) -> Vec<String> {
        if self.is_international {
            return Vec::new();
        }
        let sizes: Vec<usize> = self.groups.iter().map(String::len).collect();
        let (mut pieces, mut at) = (Vec::new(), 0);
        // Groups of four behind other digits may be the rest of a telephone number.
        let mut may_begin = true;
        while at < sizes.len() {
            let fours = sizes[at..].iter().take_while(|size| **size == 4).count();
            let taken = if sizes[at..].starts_with(&[5, 5, 4]) { 3 } else { fours.max(1) };
            if may_begin || taken == 1 {
                pieces.push(self.groups[at..at + taken].concat());
            }
            may_begin &= taken > 1 || sizes[at] >= TICKET_DIGITS[0];
            at += taken;
        }
        if sizes.len() > 1 && sizes[0] != 4 && sizes.iter().all(|size| *size == sizes[0]) {
            pieces.push(self.groups.concat());
        }
        pieces
    }
}

/// The runs of digits in a text, in order. The end of a line, a tab, and a full stop with a blank behind it end one.
pub(super) fn runs(said: &str) -> Vec<Run> {
    let mut runs = vec![Run::default()];
    // The last character that shows something.
    let mut before = ' ';
    let mut in_group = false;
    for character in said.chars() {
        let digit = numerals::true_digit(character);
        let ends = digit.is_none() && !joins(character) || character.is_whitespace() && before == '.';
        if ends && runs.last().is_some_and(|run| !run.groups.is_empty()) {
            runs.push(Run::default());
        }
        if let (Some(digit), Some(run)) = (digit, runs.last_mut()) {
            run.is_international |= run.groups.is_empty() && matches!(before, '+' | '\u{ff0b}');
            match run.groups.last_mut().filter(|_| in_group) {
                Some(group) => group.push(digit),
                None => run.groups.push(digit.to_string()),
            }
        }
        in_group = digit.is_some() || in_group && text::is_mark(character) && !ends;
        if !text::is_invisible(character) {
            before = character;
        }
    }
    runs.retain(|run| !run.groups.is_empty());
    runs
}

/// What may stand between the groups of one number.
fn joins(character: char) -> bool {
    numerals::is_separator(character)
        && !text::is_line_end(character)
        && !matches!(character, '\t' | '/' | ',' | '#' | '_')
}
