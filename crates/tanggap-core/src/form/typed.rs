//! What a person typed, as it will be sent: texts cleaned, amounts in one form. It is checked in this form, so that
//! nothing is frozen that was not judged, and what cannot be read stays as it was typed.

use super::{Answers, Datatype, Definition, Matcher, Problem, Question, check_answer};
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

    fn answer(self, question: &Question, typed: &[String]) -> Result<Vec<String>, Problem> {
        let read = |value: &String| match question.datatype {
            Datatype::Number => self.amount(question, value),
            Datatype::Text => Ok(self.cleaner.lines(value)),
            _ => Ok(self.cleaner.line(value)),
        };
        typed.iter().map(read).collect()
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
mod tests {
    use super::*;
    use crate::text::Cleaner;

    const ID: Spelling = Spelling { cleaner: Cleaner::COMPOSED, numbers: Style::Comma };
    const EN: Spelling = Spelling { numbers: Style::Point, ..ID };

    fn question(datatype: Datatype, min: Option<f64>, max: Option<f64>) -> Question {
        Question {
            code: "q".into(),
            datatype,
            required: true,
            variable: true,
            description: String::new(),
            hint: String::new(),
            choices: Vec::new(),
            show_when: Vec::new(),
            pattern: None,
            min,
            max,
            default: None,
        }
    }

    fn check(spelling: Spelling, question: &Question, typed: &str) -> Option<Problem> {
        spelling.check_answer(question, &[typed.to_owned()], |_, _| None)
    }

    #[test]
    fn an_amount_is_judged_as_it_was_meant() {
        let amount = question(Datatype::Number, Some(0.0), Some(1e9));
        let example = |text: &str| Some(Problem::NotAnAmount { example: text.into() });
        let unclear = |one: &str, other: &str| {
            Some(Problem::UnclearAmount { readings: [one.to_owned(), other.to_owned()] })
        };
        for (typed, id, en) in [
            ("1.500.000", None, None),
            ("Rp 50.000,-", None, None),
            ("500.000", None, unclear("500,000", "500")),
            ("1,500", unclear("1500", "1,5"), None),
            ("2 miliar", Some(Problem::TooLarge { max: 1e9 }), Some(Problem::TooLarge { max: 1e9 })),
            ("-5", Some(Problem::TooSmall { min: 0.0 }), Some(Problem::TooSmall { min: 0.0 })),
            ("1e5", example("50.000"), example("50,000")),
            ("banyak", example("50.000"), example("50,000")),
            (
                "12345678901234567890",
                Some(Problem::LongAmount { limit: 15 }),
                Some(Problem::LongAmount { limit: 15 }),
            ),
            ("\u{200b}\u{2800}", Some(Problem::Required), Some(Problem::Required)),
        ] {
            assert_eq!((check(ID, &amount, typed), check(EN, &amount, typed)), (id, en), "{typed}");
        }
    }

    #[test]
    fn the_example_is_one_that_would_be_taken() {
        for (min, max, expected) in [
            (None, None, "12"),
            (Some(1.0), Some(7.0), "7"),
            (Some(1945.0), Some(2100.0), "1945"),
            (Some(0.0), Some(1e8), "50.000"),
            (Some(5.0), Some(2000.0), "12"),
            (Some(9.0), Some(3.0), "3"),
        ] {
            let asked = question(Datatype::Number, min, max);
            let expected = Some(Problem::NotAnAmount { example: expected.into() });
            assert_eq!(check(ID, &asked, "banyak"), expected, "{min:?} {max:?}");
        }
    }

    #[test]
    fn answers_are_cleaned_by_the_kind_of_their_question() {
        let mut definition =
            Definition { questions: vec![question(Datatype::Number, None, None)], ..Definition::default() };
        for (code, datatype) in
            [("line", Datatype::String), ("lines", Datatype::Text), ("list", Datatype::SingleValueList)]
        {
            definition.questions.push(Question { code: code.into(), ..question(datatype, None, None) });
        }
        let mut typed = Answers::default();
        for (code, text) in [
            ("q", "Rp 50.000"),
            ("line", "F\t1234 AB\u{202c}"),
            ("lines", "a\u{1b}b\r\nc"),
            ("list", "off"),
            ("gone", "x\0y"),
        ] {
            typed.set(code, vec![text.into()]);
        }
        let read = ID.answers(&definition, &typed);
        let of = |code: &str| read.get(code).join("|");
        assert_eq!(
            [of("q"), of("line"), of("lines"), of("list"), of("gone")],
            ["50000", "F 1234 AB", "a b\nc", "off", "x y"]
        );
        typed.set("q", vec!["1e5".into()]);
        assert_eq!(
            ID.answers(&definition, &typed).get("q"),
            ["1e5"],
            "what cannot be read stays as it was typed"
        );
    }
}
