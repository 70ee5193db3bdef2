//! How a store answers: later, and boxed, so that a store is chosen at run time and nothing that asks it is generic. One
//! allocation for each question; the question itself costs a hundred times that.

use crate::store::StoreError;
use std::pin::Pin;

/// What comes later.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What comes later, or why it does not.
pub type Answer<'a, T> = Pending<'a, Result<T, StoreError>>;
