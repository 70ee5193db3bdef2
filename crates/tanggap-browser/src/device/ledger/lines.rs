//! The ledger's text: a line is eight characters of the uid, a number, and `open` or `settled`. What does not fit is
//! no line of ours and is left out.

use tanggap_core::ports::Line;

pub fn read(text: &str) -> Vec<Line> {
    text.lines().filter_map(line).collect()
}

fn line(text: &str) -> Option<Line> {
    let mut words = text.split(' ');
    let line = Line {
        uid8: words.next()?.to_owned(),
        seq: words.next()?.parse().ok()?,
        settled: match words.next()? {
            "open" => false,
            "settled" => true,
            _ => return None,
        },
    };
    (line.uid8.len() == 8).then_some(line)
}

pub fn write(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        let state = if line.settled { "settled" } else { "open" };
        text.push_str(&[&line.uid8, " ", &line.seq.to_string(), " ", state, "\n"].concat());
    }
    text
}
