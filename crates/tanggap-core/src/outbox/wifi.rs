//! *Photos on Wi-Fi only*: texts go at once, photos wait where their bytes cost the person money. Each report carries
//! the switch, so that every tab and the carrier obey it; what network this is only the page knows.

use crate::wire;
use serde_json::{Value, json};

/// What the page knows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wifi {
    /// The person's switch as it stands: new reports begin with it.
    pub only: bool,
    /// The device is on Wi-Fi, for certain. Most browsers don't say: then photos wait until they are sent by hand.
    pub on: bool,
}

impl Wifi {
    /// The switch out of the device's setting `photos`; what cannot be read is off.
    pub fn read_switch(json: &str) -> bool {
        let value = wire::parse(json.as_bytes());
        value.is_some_and(|value| value.get("wifi_only").and_then(Value::as_bool) == Some(true))
    }

    pub fn switch_json(only: bool) -> String {
        json!({ "wifi_only": only }).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switch_is_read_as_it_is_written_and_off_where_it_is_not() {
        for only in [true, false] {
            assert_eq!(Wifi::read_switch(&Wifi::switch_json(only)), only);
        }
        for damaged in ["", "{}", "true", r#"{"wifi_only":"true"}"#] {
            assert!(!Wifi::read_switch(damaged), "{damaged}");
        }
    }
}
