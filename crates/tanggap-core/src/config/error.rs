//! Why a file of the city can't be used, with the place in it.

use crate::json::Fault;
use std::fmt;

/// Why a config can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigError {
    /// Not JSON at all; line and column count from 1.
    NotJson {
        line: usize,
        column: usize,
    },
    Field(Fault),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { line, column } => write!(f, "line {line}, column {column}: not JSON"),
            Self::Field(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for ConfigError {}

impl From<Fault> for ConfigError {
    fn from(fault: Fault) -> Self {
        Self::Field(fault)
    }
}

impl From<serde_json::Error> for ConfigError {
    fn from(error: serde_json::Error) -> Self {
        Self::NotJson { line: error.line(), column: error.column() }
    }
}
