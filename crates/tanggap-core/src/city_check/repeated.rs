//! Fields that stand twice in one object: a parser takes the last without a word.

/// The way to each that stands there again. `text` is JSON; where it isn't, what was found before is handed back.
pub fn fields(text: &str) -> Vec<String> {
    let mut scan = Scan { rest: text, path: String::new(), repeated: Vec::new() };
    scan.value(0);
    scan.repeated
}

/// As deep as the parser goes.
const DEEPEST: usize = 128;

struct Scan<'a> {
    rest: &'a str,
    path: String,
    repeated: Vec<String>,
}

impl<'a> Scan<'a> {
    fn value(&mut self, depth: usize) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        self.blanks();
        match self.rest.as_bytes().first()? {
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => self.text().map(drop),
            _ => {
                let end = self.rest.find([',', '}', ']']).unwrap_or(self.rest.len());
                self.rest = &self.rest[end..];
                Some(())
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<()> {
        let mut names: Vec<&str> = Vec::new();
        self.each('{', '}', |scan, _| {
            let name = scan.text()?;
            let length = scan.path.len();
            if length > 0 {
                scan.path.push('.');
            }
            scan.path.push_str(name);
            if names.contains(&name) && !name.starts_with('_') {
                scan.repeated.push(scan.path.clone());
            }
            names.push(name);
            scan.blanks();
            scan.rest = scan.rest.strip_prefix(':')?;
            scan.value(depth + 1)?;
            scan.path.truncate(length);
            Some(())
        })
    }

    fn list(&mut self, depth: usize) -> Option<()> {
        self.each('[', ']', |scan, index| {
            let length = scan.path.len();
            scan.path.push_str(&format!("[{index}]"));
            scan.value(depth + 1)?;
            scan.path.truncate(length);
            Some(())
        })
    }

    fn each(
        &mut self,
        open: char,
        close: char,
        mut item: impl FnMut(&mut Self, usize) -> Option<()>,
    ) -> Option<()> {
        self.rest = self.rest.strip_prefix(open)?;
        for index in 0.. {
            self.blanks();
            if let Some(rest) = self.rest.strip_prefix(close) {
                self.rest = rest;
                break;
            }
            self.rest = self.rest.strip_prefix(',').unwrap_or(self.rest);
            self.blanks();
            item(self, index)?;
        }
        Some(())
    }

    /// A text as it is written, without its quotes.
    fn text(&mut self) -> Option<&'a str> {
        let rest = self.rest.strip_prefix('"')?;
        let mut is_escaped = false;
        let end = rest.bytes().position(|byte| {
            let ends = byte == b'"' && !is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            ends
        })?;
        self.rest = &rest[end + 1..];
        Some(&rest[..end])
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::fields;

    #[test]
    fn a_field_that_stands_twice_is_found_wherever_it_is() {
        for (text, expected) in [
            (r#"{"a": 1, "b": [1, {"c": "}"}], "d": {"c": "\""}}"#, vec![]),
            (r#"{"a": 1, "b": 2, "a": 3}"#, vec!["a"]),
            (
                r#"{"l": [{"x": 1}, {"x": 1, "y": {"z": [], "z": {}}, "x": null}]}"#,
                vec!["l[1].y.z", "l[1].x"],
            ),
            (r#"{"_note": "one", "_note": "two"}"#, vec![]),
            ("[1, 2,", vec![]),
            ("{\"a\"", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(fields(text), expected, "{text}");
        }
        assert_eq!(fields(&"[".repeat(100_000)), Vec::<String>::new());
    }
}
