//! What a person typed, as it will be sent: texts cleaned, amounts in one form. It is checked in this form, so that
//! nothing is frozen that was not judged, and what cannot be read stays as it was typed.

use super::{
    answers::Answers,
    definition::{Datatype, Definition, Question},
    problem::Problem,
    validate::{Matcher, check_answer},
};
use crate::{
    amount::{Amount, AmountFault, DIGITS, Style},
    text::Cleaner,
};

/// How the person at this screen writes.
#[derive(Clone, Copy)]
pub struct Spelling {
    pub cleaner: Cleaner,
    pub numbers: Style,
}

impl Spelling {
    /// The answers as they are sent. One that cannot be read stays as it was typed, for [`Spelling::check`] to name.
    pub fn answers(self, definition: &Definition, typed: &Answers) -> Answers {
        let mut read = Answers::default();
        for (code, values) in typed.iter() {
            let clean = || values.iter().map(|value| self.cleaner.lines(value)).collect();
            let answer = match definition.question(code) {
                Some(question) => self.answer(question, values).unwrap_or_else(|_| clean()),
                None => clean(),
            };
            read.set(code, answer);
        }
        read
    }

    /// What is wrong with what was typed, by the code of the question, in order.
    pub fn check(self, definition: &Definition, typed: &Answers, matches: Matcher) -> Vec<(String, Problem)> {
        let read = self.answers(definition, typed);
        let asked = definition.visible(&read).into_iter().filter(|question| question.variable);
        let wrong = |question: &Question| {
            Some((question.code.clone(), self.check_answer(question, typed.get(&question.code), matches)?))
        };
        asked.filter_map(wrong).collect()
    }

    /// The same for one answer.
    pub fn check_answer(self, question: &Question, typed: &[String], matches: Matcher) -> Option<Problem> {
        match self.answer(question, typed) {
            Ok(values) => check_answer(question, &values, matches),
            Err(problem) => Some(problem),
        }
    }

    /// The answer of somebody who types an amount: with its reading, where it has one.
    pub fn typed_amount(self, typed: String) -> Vec<String> {
        let read = Amount::read(&self.cleaner.line(&typed), self.numbers);
        std::iter::once(typed).chain(read.map(|amount| amount.as_str().to_owned())).collect()
    }

    /// An amount as its field shows it: as it was typed, unless this language would read that in another way.
    pub fn shown_amount(self, answer: &[String]) -> String {
        match (answer, answer.get(1).and_then(|read| Amount::sent(read))) {
            ([typed, ..], Some(read))
                if Amount::read(&self.cleaner.line(typed), self.numbers).as_ref() != Ok(&read) =>
            {
                read.shown(self.numbers)
            }
            (answer, _) => answer.first().cloned().unwrap_or_default(),
        }
    }

    /// An answer as the check page shows it, for whoever typed it: as it was understood, or as it stands.
    pub fn shown(self, question: &Question, typed: &[String]) -> Vec<String> {
        match (question.datatype, self.answer(question, typed)) {
            (_, Ok(read)) => question.shown_in(&read, self.numbers),
            (Datatype::Number, Err(_)) => typed.iter().take(1).cloned().collect(),
            (_, Err(_)) => question.shown(typed),
        }
    }

    fn answer(self, question: &Question, typed: &[String]) -> Result<Vec<String>, Problem> {
        let read = |value: &String| match question.datatype {
            Datatype::Number => self.amount(question, value),
            Datatype::Text => Ok(self.cleaner.lines(value)),
            _ => Ok(self.cleaner.line(value)),
        };
        match (question.datatype, typed) {
            (Datatype::Number, [_, read]) if Amount::sent(read).is_some() => Ok(vec![read.clone()]),
            // What was an amount in another version of the questions, or may have been one.
            (_, [sent, again]) if sent == again => Ok(vec![read(sent)?]),
            _ => typed.iter().map(read).collect(),
        }
    }

    fn amount(self, question: &Question, typed: &str) -> Result<String, Problem> {
        let line = self.cleaner.line(typed);
        if line.is_empty() {
            return Ok(line);
        }
        match Amount::read(&line, self.numbers) {
            Ok(amount) => Ok(amount.as_str().to_owned()),
            Err(AmountFault::NotANumber) => Err(Problem::NotAnAmount { example: self.example(question) }),
            Err(AmountFault::Unclear(readings)) => {
                Err(Problem::UnclearAmount { readings: readings.map(|amount| amount.shown(self.numbers)) })
            }
            Err(AmountFault::TooLong) => Err(Problem::LongAmount { limit: DIGITS }),
        }
    }

    /// A number that this question would take, as its person would write it.
    fn example(self, question: &Question) -> String {
        let max = question.max.unwrap_or(f64::MAX);
        let usual: f64 = if max >= 1_000_000.0 && question.max.is_some() { 50_000.0 } else { 12.0 };
        let fitting = usual.clamp(question.min.unwrap_or(f64::MIN).min(max), max);
        Amount::of_number(fitting).shown(self.numbers)
    }
}

#[cfg(test)]
mod tests;
