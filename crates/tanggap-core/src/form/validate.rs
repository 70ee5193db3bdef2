//! Whether an answer is one. Blank never breaks a rule: only *required* asks for something.

use super::{
    answers::Answers,
    definition::{Datatype, Definition, Question},
    longest::longest,
    problem::Problem,
};
use crate::{instant, length, text};
use time::UtcOffset;

/// Tells whether a whole text matches an expression; `None` when the expression itself is broken.
/// The browser has its own engine and the server another: the core needs none.
pub type Matcher = fn(expression: &str, text: &str) -> Option<bool>;

/// The longest answer taken to a question without a bound of its own, in characters.
const STRING_LIMIT: usize = 500;
const TEXT_LIMIT: usize = 4_000;

/// What is wrong with the answers to the visible questions, by code, in order. Answers to questions that are
/// hidden or unknown are no fault: an older server takes a newer phone's report.
pub fn check(definition: &Definition, answers: &Answers, matches: Matcher) -> Vec<(String, Problem)> {
    let visible = definition.visible(answers);
    let asked = visible.into_iter().filter(|question| question.variable);
    asked
        .filter_map(|question| {
            Some((question.code.clone(), check_answer(question, answers.get(&question.code), matches)?))
        })
        .collect()
}

/// What is wrong with the answer to one question, if anything.
pub fn check_answer(question: &Question, values: &[String], matches: Matcher) -> Option<Problem> {
    let given: Vec<&str> =
        values.iter().map(|value| value.trim()).filter(|value| !text::is_blank(value)).collect();
    if given.is_empty() {
        return question.required.then_some(Problem::Required);
    }
    if question.datatype != Datatype::MultiValueList && given.len() > 1 {
        return Some(Problem::TooMany);
    }
    given.into_iter().find_map(|value| check_value(question, value, matches))
}

fn check_value(question: &Question, value: &str, matches: Matcher) -> Option<Problem> {
    if value.chars().any(|character| character.is_control() && !matches!(character, '\n' | '\r' | '\t')) {
        return Some(Problem::ControlCharacter);
    }
    let typed = match question.datatype {
        Datatype::Number => check_number(question, value),
        Datatype::Datetime => {
            instant::Instant::parse(value, UtcOffset::UTC).is_none().then_some(Problem::NotADate)
        }
        Datatype::String | Datatype::Text => check_length(question, value),
        Datatype::SingleValueList | Datatype::MultiValueList => {
            (!question.choices.iter().any(|choice| choice.key == value)).then_some(Problem::NotAChoice)
        }
    };
    typed.or_else(|| {
        let pattern = question.pattern.as_ref()?;
        // A broken expression is the desk's fault: nobody's report is refused for it.
        (matches(&pattern.expression, value) == Some(false))
            .then(|| Problem::Pattern { message: pattern.message.clone() })
    })
}

fn check_number(question: &Question, value: &str) -> Option<Problem> {
    let Some(number) = number(value) else { return Some(Problem::NotANumber) };
    match (question.min, question.max) {
        (Some(min), _) if number < min => Some(Problem::TooSmall { min }),
        (_, Some(max)) if number > max => Some(Problem::TooLarge { max }),
        _ => None,
    }
}

/// Indonesian people write a decimal comma, phones write a point.
fn number(value: &str) -> Option<f64> {
    value.replacen(',', ".", 1).parse().ok().filter(|number: &f64| number.is_finite())
}

/// The longest answer that a question takes, in characters of the text as it is sent, by its bound or its pattern; `None`
/// where it is no text.
pub fn length_limit(question: &Question) -> Option<usize> {
    let most = match question.datatype {
        Datatype::String => STRING_LIMIT,
        Datatype::Text => TEXT_LIMIT,
        _ => return None,
    };
    let bound = question.max.map_or(most, |max| max as usize);
    Some(longest_by_pattern(question).map_or(bound, |longest| longest.min(bound)))
}

fn longest_by_pattern(question: &Question) -> Option<usize> {
    longest(&question.pattern.as_ref()?.expression).filter(|longest| *longest > 0)
}

fn check_length(question: &Question, value: &str) -> Option<Problem> {
    let limit = length_limit(question)?;
    let least = question.min.map_or(0, |min| min as usize);
    let says_it_better = longest_by_pattern(question) == Some(limit)
        && question.pattern.as_ref().is_some_and(|pattern| !pattern.message.is_empty());
    match length::over(value, limit) {
        Some(_) if says_it_better => None,
        Some(over) => Some(Problem::TooLong { limit, over }),
        None => (value.chars().count() < least).then_some(Problem::TooShort { limit: least }),
    }
}
