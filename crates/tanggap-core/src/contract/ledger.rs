//! The contract of a [`Ledger`].

use super::{
    breach::{Breach, holds},
    factory::LedgerFactory,
};
use crate::ports::{Ledger, Line};

/// Runs every check in places whose names begin with `prefix`.
pub async fn ledger_contract<F: LedgerFactory>(factory: &F, prefix: &str) -> Result<(), Breach> {
    let name = [prefix, "ledger"].concat();
    let (a, b) = (factory.open(&name).await, factory.open(&name).await);
    let line = |uid8: &str, settled| Line { uid8: uid8.into(), seq: 1, settled };
    holds("a new ledger is empty", a.lines().await == Ok(Vec::new()))?;
    holds("a line is put", a.put(&line("6f9619ff", false)).await.is_ok())?;
    holds("another tab's line stands beside it", b.put(&line("00000000", false)).await.is_ok())?;
    holds("every tab reads both", a.lines().await.unwrap_or_default().len() == 2)?;
    holds("a line is put again", b.put(&line("6f9619ff", true)).await.is_ok())?;
    let lines = a.lines().await.unwrap_or_default();
    holds("it takes the place of the first", lines.len() == 2 && lines.contains(&line("6f9619ff", true)))?;
    holds("a line is struck", a.strike("6f9619ff").await.is_ok())?;
    holds("striking what is not there is no failure", b.strike("6f9619ff").await.is_ok())?;
    holds("the others stay", b.lines().await == Ok(vec![line("00000000", false)]))
}
