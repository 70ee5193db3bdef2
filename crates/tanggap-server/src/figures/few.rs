//! Where reports are never public, a line with one or two of them would speak about a person. Such lines are put
//! together per desk until they are at least three reports; where even all of them are fewer, nothing is shown.

use super::count::Row;
use std::collections::BTreeMap;

const FEW: u32 = 3;

pub fn merged(rows: Vec<Row>) -> Vec<Row> {
    let (mut shown, hidden): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.publishable);
    let mut desks: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in hidden {
        desks.entry(row.desk.clone()).or_default().push(row);
    }
    for (desk, mut rows) in desks {
        rows.sort_by_key(|row| row.received);
        let mut together = Row { desk, ..Row::default() };
        for row in rows {
            // The next smallest goes along where the small ones alone are too few.
            if row.received < FEW || (together.received > 0 && together.received < FEW) {
                together.merge(&row);
            } else {
                shown.push(row);
            }
        }
        if together.received >= FEW {
            shown.push(together);
        }
    }
    shown.sort_by(|one, other| {
        let key = |row: &Row| (row.desk.clone(), row.service_code.is_empty(), row.service_code.clone());
        key(one).cmp(&key(other))
    });
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_hidden_reports_is_about_one_or_two() {
        for (received, expected) in [
            (vec![], vec![]),
            (vec![1], vec![]),
            (vec![1, 1], vec![]),
            (vec![2, 2], vec![("", 4)]),
            (vec![1, 7], vec![("", 8)]),
            (vec![3, 7], vec![("s0", 3), ("s1", 7)]),
            (vec![9, 1, 7], vec![("s0", 9), ("", 8)]),
            (vec![1, 1, 1, 5], vec![("s3", 5), ("", 3)]),
        ] {
            let row = |(place, received): (usize, &u32)| Row {
                desk: "pengawasan".into(),
                service_code: format!("s{place}"),
                received: *received,
                ..Row::default()
            };
            let rows = received.iter().enumerate().map(row).collect();
            let shown = merged(rows);
            let shown: Vec<_> = shown.iter().map(|row| (row.service_code.as_str(), row.received)).collect();
            assert_eq!(shown, expected, "{received:?}");
        }
    }

    #[test]
    fn what_may_be_public_is_shown_as_it_is() {
        let row = Row {
            desk: "aspirasi".into(),
            service_code: "noise".into(),
            publishable: true,
            received: 1,
            ..Row::default()
        };
        assert_eq!(merged(vec![row.clone()]), [row]);
    }
}
