//! What several logs of one database know together. They are copies of each other that may lack an end or a piece. Where a
//! folder was put back to an earlier moment and went on without its second log, one number may even stand for two
//! erasures: both were asked for, so both are kept.

use super::line::Line;
use std::collections::{BTreeMap, HashSet};

/// All lines of these logs in one ascending order. A line whose number another one has gets a number after all others,
/// and after `above`.
pub fn merged(logs: Vec<Vec<Line>>, above: u64) -> Vec<Line> {
    let (mut by_id, mut others) = (BTreeMap::<u64, Line>::new(), Vec::new());
    for line in logs.into_iter().flatten() {
        let first = by_id.entry(line.id).or_insert_with(|| line.clone());
        if *first != line {
            others.push(line);
        }
    }
    let mut all: Vec<_> = by_id.into_values().collect();
    number_anew(&mut all, others, above);
    all
}

/// The same for logs that can only be added to: what one of them cannot get under its number any more stands at the end
/// once more.
pub fn with_all_at_the_end(logs: [Vec<Line>; 2], above: u64) -> Vec<Line> {
    let ends = logs.each_ref().map(|log| (log.last().map_or(0, |line| line.id), uids(log)));
    let mut all = merged(logs.to_vec(), above);
    let is_lost = |line: &&Line| {
        ends.iter().any(|(last, known)| line.id <= *last && told(line).any(|what| !known.contains(&what)))
    };
    let lost: Vec<_> = all.iter().filter(is_lost).cloned().collect();
    let next = next(&all, above);
    all.extend((next..).zip(lost).map(|(id, line)| Line { id, ..line }));
    all
}

/// These, and behind them what others tell that they don't, under numbers after all and after `above`: numbers of another
/// database's log say nothing here.
pub fn with_others(mut all: Vec<Line>, others: Vec<Line>, above: u64) -> Vec<Line> {
    number_anew(&mut all, others, above);
    all
}

fn number_anew(all: &mut Vec<Line>, others: Vec<Line>, above: u64) {
    let mut known = uids(all);
    for line in others {
        if told(&line).any(|what| known.insert(what)) {
            all.push(Line { id: next(all, above), ..line });
        }
    }
}

fn next(all: &[Line], above: u64) -> u64 {
    all.last().map_or(0, |line| line.id).max(above) + 1
}

/// That a report was erased, or that it is about conduct, by each of its uids.
fn uids(lines: &[Line]) -> HashSet<(bool, String)> {
    lines.iter().flat_map(told).collect()
}

fn told(line: &Line) -> impl Iterator<Item = (bool, String)> {
    let erases = line.decision.erases();
    line.uids.iter().map(move |uid| (erases, uid.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::erasures::Decision;

    /// As `1a 2b`: line 1 of the report a, line 2 of b.
    fn lines(text: &str) -> Vec<Line> {
        let line = |word: &str| {
            let (id, uid) = word.split_at(1);
            Line { id: id.parse().unwrap(), at: 0, uids: vec![uid.to_owned()], decision: Decision::Erased }
        };
        text.split_whitespace().map(line).collect()
    }

    #[test]
    fn what_any_log_knows_is_known_and_no_number_stands_twice() {
        for (logs, together, at_the_end) in [
            (["", ""], "", ""),
            (["1a 2b", "1a 2b"], "1a 2b", "1a 2b"),
            (["1a", "1a 2b"], "1a 2b", "1a 2b"),
            (["", "2b"], "2b", "2b"),
            (["1a 3c", "1a 2b"], "1a 2b 3c", "1a 2b 3c 4b"),
            (["1a 2b", "1a 2c 3d"], "1a 2b 3d 4c", "1a 2b 3d 4c 5b"),
            (["1a 2b 3c 4b", "1a 2c 3c 4b"], "1a 2b 3c 4b", "1a 2b 3c 4b"),
        ] {
            let logs = logs.map(lines);
            assert_eq!(merged(logs.to_vec(), 0), lines(together), "{logs:?}");
            assert_eq!(with_all_at_the_end(logs.clone(), 0), lines(at_the_end), "{logs:?}");
        }
        assert_eq!(with_others(lines("1a 2b"), lines("1b 9c 3a"), 2), lines("1a 2b 3c"));
        assert_eq!(merged(vec![lines("1a"), lines("1b")], 6), lines("1a 7b"), "the database has done line 6");
    }

    #[test]
    fn after_what_each_lacks_was_added_nothing_is_lacking_any_more() {
        for logs in [["1a 2b", "1a 2c 3d"], ["1a 2b 4d", "1a 3c"], ["1x", "1y"]] {
            let mut logs = logs.map(lines);
            let all = with_all_at_the_end(logs.clone(), 0);
            for log in &mut logs {
                let last = log.last().map_or(0, |line| line.id);
                log.extend(all.iter().filter(|line| line.id > last).cloned());
            }
            assert_eq!(uids(&logs[0]), uids(&logs[1]));
            let last = logs[0].last().cloned().unwrap();
            assert_eq!(with_all_at_the_end(logs, 0).last(), Some(&last));
        }
    }
}
