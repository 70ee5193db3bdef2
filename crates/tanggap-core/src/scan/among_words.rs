//! Numbers and keys in a text that has other digits, too: dates, telephone numbers, house numbers. Which groups of
//! digits belong together is told by how people and our own receipts group them.

use super::{
    glued::{self, Part},
    scanned::{Linked, Scanned},
};
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
        self.take_part(Part::Ticket(linked.ticket));
        linked.key.into_iter().for_each(|key| self.take_part(Part::Key(key)));
    }

    /// Takes what digits with nothing between them consist of.
    pub fn take_glued(&mut self, digits: &str) {
        glued::parts(digits).into_iter().for_each(|part| self.take_part(part));
        self.has_identity_number |= digits.len() == 16;
    }

    fn take_part(&mut self, part: Part) {
        match part {
            Part::Ticket(ticket) if !self.tickets.contains(&ticket) => self.tickets.push(ticket),
            Part::Key(key) if !self.keys.contains(&key) => self.keys.push(key),
            Part::Ticket(_) | Part::Key(_) => {}
        }
    }

    pub fn read(&mut self, said: &str) {
        let runs = runs(said);
        for piece in runs.iter().chain(&chains(&runs)).flat_map(Run::pieces) {
            self.take_glued(&piece);
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
    let chains = chains(&runs);
    let run = match (runs.as_slice(), chains.as_slice()) {
        ([run], _) => run,
        (runs, [chain]) if chain.groups.len() == runs.len() => chain,
        _ => return None,
    };
    let digits = run.groups.concat();
    (digits.len() >= 10 && !run.is_international).then_some(digits)
}

/// Groups of digits with nothing but blanks, dots and dashes between them.
#[derive(Default)]
pub(super) struct Run {
    groups: Vec<String>,
    /// A `+` stands before it: a telephone number.
    is_international: bool,
    /// The one sign between it and the run before it, such as `/`.
    sign: Option<char>,
}

/// Runs of one group each with one and the same sign between them: `4827/1930/5543`.
fn chains(runs: &[Run]) -> Vec<Run> {
    let mut chains: Vec<Run> = Vec::new();
    // The sign that the last chain can go on with.
    let mut goes_on = None;
    for pair in runs.windows(2) {
        let [before, run] = pair else { continue };
        let sign = run.sign.filter(|_| before.groups.len() == 1 && run.groups.len() == 1);
        match chains.last_mut().filter(|_| sign.is_some() && sign == goes_on) {
            Some(chain) => chain.groups.extend(run.groups.clone()),
            None if sign.is_some() => {
                let groups = [before.groups.as_slice(), &run.groups].concat();
                chains.push(Run { groups, is_international: before.is_international, sign });
            }
            None => {}
        }
        goes_on = sign;
    }
    chains
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
    // The last character that shows something, and what stands since the last digit.
    let (mut before, mut between) = (' ', Between::Nothing);
    let mut in_group = false;
    for character in said.chars() {
        let digit = numerals::true_digit(character);
        let ends = digit.is_none() && !joins(character) || character.is_whitespace() && before == '.';
        if ends && runs.last().is_some_and(|run| !run.groups.is_empty()) {
            runs.push(Run::default());
        }
        if let (Some(digit), Some(run)) = (digit, runs.last_mut()) {
            if run.groups.is_empty() {
                run.is_international = matches!(before, '+' | '\u{ff0b}');
                run.sign = between.sign();
            }
            match run.groups.last_mut().filter(|_| in_group) {
                Some(group) => group.push(digit),
                None => run.groups.push(digit.to_string()),
            }
        }
        in_group = digit.is_some() || in_group && text::is_mark(character) && !ends;
        between = if digit.is_some() { Between::Nothing } else { between.and(character) };
        if !text::is_invisible(character) {
            before = character;
        }
    }
    runs.retain(|run| !run.groups.is_empty());
    runs
}

/// What has been seen since the last digit, blanks apart.
#[derive(Clone, Copy)]
enum Between {
    Nothing,
    One(char),
    More,
}

impl Between {
    fn and(self, character: char) -> Self {
        match self {
            _ if text::is_line_end(character) => Self::More,
            _ if text::is_invisible(character) => self,
            Self::Nothing if !character.is_alphanumeric() => Self::One(character),
            _ => Self::More,
        }
    }

    fn sign(self) -> Option<char> {
        if let Self::One(sign) = self { Some(sign) } else { None }
    }
}

/// What may stand between the groups of one number.
fn joins(character: char) -> bool {
    numerals::is_separator(character)
        && !text::is_line_end(character)
        && !matches!(character, '\t' | '/' | ',' | '#' | '_')
}
