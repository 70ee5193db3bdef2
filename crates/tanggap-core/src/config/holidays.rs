//! Days on which offices are closed.

use super::{error::ConfigError, lists::each};
use crate::{instant, json::Node};
use serde_json::Value;

/// Reads the days of a holidays file: `{"days": [{"date": "2026-12-25", …}]}`.
pub fn holidays(text: &str) -> Result<Vec<time::Date>, ConfigError> {
    let value: Value = serde_json::from_str(text)?;
    let day = |node: &Node| {
        let date = node.get("date");
        instant::parse_day(&date.text()?).ok_or_else(|| date.fault("a day such as 2026-12-25"))
    };
    Ok(each(&Node::root(&value).get("days"), day)?)
}
