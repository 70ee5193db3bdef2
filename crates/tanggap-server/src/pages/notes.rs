//! Config files carry notes for whoever edits them: keys that begin with `_`, and the `source` of a number or a law.
//! A phone has no use for them, and every first visit would pay for them.

use serde_json::Value;

/// The same JSON without notes and spaces; what is no JSON stays as it is.
pub fn left_out(text: &str) -> Vec<u8> {
    let Ok(mut value) = serde_json::from_str(text) else { return text.as_bytes().to_vec() };
    strip(&mut value);
    value.to_string().into_bytes()
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !name.starts_with('_') && name != "source");
            fields.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tanggap_core::config::PortalConfig;

    #[test]
    fn notes_are_left_out_and_nothing_that_is_read() {
        let text = include_str!("../../../../public/config.json");
        let lean = String::from_utf8(left_out(text)).unwrap();
        assert_eq!(PortalConfig::parse(&lean), PortalConfig::parse(text));
        assert!(!lean.contains("_source") && !lean.contains("\"source\""));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_served_as_it_is() {
        assert_eq!(left_out("{\"name\": "), b"{\"name\": ");
    }
}
