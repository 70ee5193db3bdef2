//! What can be wrong with a field.

/// What is wrong with one field. The words are chosen where they are shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    Required,
    /// Something is given that this service doesn't take.
    NotAllowed,
    NotANumber,
    /// What was typed is no single number; one that would be taken is given.
    NotAnAmount {
        example: String,
    },
    /// Two numbers are meant by what was typed, by different people.
    UnclearAmount {
        readings: [String; 2],
    },
    /// A number of more digits than this.
    LongAmount {
        limit: usize,
    },
    NotADate,
    NotAChoice,
    /// More than one value where one is asked for.
    TooMany,
    TooSmall {
        min: f64,
    },
    TooLarge {
        max: f64,
    },
    TooShort {
        limit: usize,
    },
    TooLong {
        limit: usize,
        /// How many characters are too many.
        over: usize,
    },
    /// The pattern's own message; empty when it has none.
    Pattern {
        message: String,
    },
    NotAPhoneNumber,
    /// A NIK or family card number where a telephone number was asked for.
    IdentityNumber,
    NotAnEmail,
    /// A character that no text has: NUL or another control.
    ControlCharacter,
}

/// One thing that keeps a report from being complete.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldProblem {
    /// `description`, `answers.problem`, `place`, `identity.phone`, …
    pub field: String,
    pub problem: Problem,
}
