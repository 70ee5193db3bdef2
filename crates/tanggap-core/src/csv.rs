//! Tables for spreadsheets: RFC 4180, and no cell that a spreadsheet would run. What people wrote ends up in offices'
//! spreadsheets, and `=HYPERLINK(…)` in a description must stay a text there.

/// A table under construction.
#[derive(Default)]
pub struct Csv(String);

impl Csv {
    /// A table with these columns.
    pub fn of(columns: &[&str]) -> Self {
        let mut csv = Self::default();
        csv.row(columns.iter().map(|column| (*column).to_owned()));
        csv
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        for (place, cell) in cells.into_iter().enumerate() {
            if place > 0 {
                self.0.push(',');
            }
            self.0.push_str(&quoted(&harmless(cell)));
        }
        self.0.push_str("\r\n");
    }

    pub fn text(self) -> String {
        self.0
    }
}

/// An apostrophe before what a spreadsheet would take for a formula. Numbers stay numbers: a latitude has its minus.
fn harmless(cell: String) -> String {
    let blank = |character: char| character.is_whitespace() || character.is_control();
    let first = cell.trim_start_matches(blank).chars().next();
    // Their full-width forms count in some countries' spreadsheets.
    let formula = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    let odd_start = cell.starts_with(['\t', '\r', '\n']);
    if (formula || odd_start) && !is_number(&cell) { ["'", &cell].concat() } else { cell }
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\r', '\n']) {
        ["\"", &cell.replace('"', "\"\""), "\""].concat()
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(cell: &str) -> String {
        let mut csv = Csv::default();
        csv.row([cell.to_owned()]);
        csv.text().strip_suffix("\r\n").unwrap().to_owned()
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        for (cell, written) in [
            ("", ""),
            ("Lampu jalan", "Lampu jalan"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            (" kept ", " kept "),
        ] {
            assert_eq!(one(cell), written);
        }
        let mut csv = Csv::of(&["a", "b"]);
        csv.row(["1".to_owned(), String::new()]);
        assert_eq!(csv.text(), "a,b\r\n1,\r\n");
    }

    #[test]
    fn no_cell_is_a_formula_and_numbers_stay_numbers() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("+62 812", "'+62 812"),
            ("-cmd|'/c calc'!A1", "'-cmd|'/c calc'!A1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("  =1", "'  =1"),
            ("\u{feff}＝1", "\u{feff}＝1"),
            ("＝1", "'＝1"),
            ("\r=1", "\"'\r=1\""),
            ("=a,\"b\"", "\"'=a,\"\"b\"\"\""),
            ("-6.595", "-6.595"),
            ("-6", "-6"),
            ("-6.5.9", "'-6.5.9"),
            ("-", "'-"),
            ("-.5", "'-.5"),
            ("106.8", "106.8"),
        ] {
            assert_eq!(one(cell), written, "{cell:?}");
        }
    }
}
