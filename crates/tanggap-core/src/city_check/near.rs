//! Whether the name of a field is probably meant to be another.

/// The field that is meant by a name that isn't one: one letter is missing, too many, another or swapped with the next, or
/// only the beginning is there. `_`, `-` and capital letters make no difference.
pub fn meant<'a>(name: &str, fields: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let name = plain(name);
    let is_meant = |field: &&str| {
        let field = plain(field);
        field.starts_with(&*name) || is_one_edit(&name, &field)
    };
    fields.into_iter().find(is_meant)
}

fn plain(name: &str) -> String {
    name.chars().filter(|letter| !matches!(letter, '_' | '-')).flat_map(char::to_lowercase).collect()
}

fn is_one_edit(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let before = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[before..], &other[before..]);
    let behind = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    match (&one[..one.len() - behind], &other[..other.len() - behind]) {
        ([_] | [], [_] | []) => true,
        ([first, second], [third, fourth]) => (first, second) == (fourth, third),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_slip_is_seen_and_another_word_is_none() {
        let fields = ["retention_days", "publish", "id", "kinds"];
        for (name, field) in [
            ("retention", Some("retention_days")),
            ("retention_day", Some("retention_days")),
            ("retentiondays", Some("retention_days")),
            ("retentionDays", Some("retention_days")),
            ("pubilsh", Some("publish")),
            ("puublish", Some("publish")),
            ("pablish", Some("publish")),
            ("Publish", Some("publish")),
            ("kind", Some("kinds")),
            ("days", None),
            ("public", None),
            ("source", None),
            ("ids2", None),
        ] {
            assert_eq!(super::meant(name, fields.into_iter()), field, "{name}");
        }
    }
}
