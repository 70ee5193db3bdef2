//! The questions of a service as its desk defines them, and which of them are asked.

use super::answers::Answers;
use crate::amount::{self, Style};

/// The questions of one service, in the order in which they are asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Definition {
    pub service_code: String,
    /// The desk's own mark of this version; empty where it has none.
    pub version: String,
    pub questions: Vec<Question>,
}

/// GeoReport's six datatypes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Datatype {
    String,
    Number,
    Datetime,
    Text,
    SingleValueList,
    MultiValueList,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    pub code: String,
    pub datatype: Datatype,
    pub required: bool,
    /// False for a text that is only shown.
    pub variable: bool,
    /// The question itself.
    pub description: String,
    /// Help below the question; may be empty.
    pub hint: String,
    pub choices: Vec<Choice>,
    /// All must hold for the question to be asked.
    pub show_when: Vec<Condition>,
    pub pattern: Option<Pattern>,
    /// Bounds of a number's value, or of a text's length.
    pub min: Option<f64>,
    pub max: Option<f64>,
    pub default: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub key: String,
    pub name: String,
    /// An icon's id or a picture's address.
    pub image: Option<String>,
}

/// A regular expression that the whole answer must match, in the syntax that HTML's `pattern` has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    pub expression: String,
    /// What to say when it doesn't; may be empty.
    pub message: String,
}

/// One condition on another question's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    pub question: String,
    pub operator: Operator,
    pub value: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Equals,
    NotEquals,
    Contains,
    NotEmpty,
}

impl Definition {
    /// What is to be asked or shown, given the answers so far. A question whose condition looks at a hidden
    /// question is hidden too: an answer that nobody sees counts for nothing.
    pub fn visible(&self, answers: &Answers) -> Vec<&Question> {
        let mut visible: Vec<&Question> = Vec::new();
        for question in &self.questions {
            let holds = |condition: &Condition| {
                let asked = visible.iter().any(|earlier| earlier.code == condition.question);
                condition.holds(if asked { answers.get(&condition.question) } else { &[] })
            };
            if question.show_when.iter().all(holds) {
                visible.push(question);
            }
        }
        visible
    }

    /// The answers that count: those to visible questions.
    pub fn counted(&self, answers: &Answers) -> Answers {
        let mut counted = Answers::default();
        for question in self.visible(answers).into_iter().filter(|question| question.variable) {
            counted.set(&question.code, answers.get(&question.code).to_vec());
        }
        counted
    }

    /// Answers that stand before anybody answered.
    pub fn defaults(&self) -> Answers {
        let mut answers = Answers::default();
        for question in &self.questions {
            if let Some(default) = &question.default {
                answers.set(&question.code, vec![default.clone()]);
            }
        }
        answers.of_sent()
    }

    pub fn question(&self, code: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.code == code)
    }
}

impl Condition {
    fn holds(&self, answer: &[String]) -> bool {
        let has = |value: &String| *value == self.value;
        match self.operator {
            Operator::Equals => answer.iter().any(has),
            Operator::NotEquals => !answer.iter().any(has),
            Operator::Contains => answer.iter().any(|given| given.contains(&self.value)),
            Operator::NotEmpty => !answer.is_empty(),
        }
    }
}

impl Question {
    /// The words for an answer: a choice's name for its key.
    pub fn shown(&self, values: &[String]) -> Vec<String> {
        let name = |value: &String| {
            self.choices
                .iter()
                .find(|choice| choice.key == *value)
                .map_or_else(|| value.clone(), |choice| choice.name.clone())
        };
        values.iter().map(name).collect()
    }

    /// The same for a person, who reads numbers in one style.
    pub fn shown_in(&self, values: &[String], numbers: Style) -> Vec<String> {
        match self.datatype {
            Datatype::Number => values.iter().map(|value| amount::shown(value, numbers)).collect(),
            _ => self.shown(values),
        }
    }
}
