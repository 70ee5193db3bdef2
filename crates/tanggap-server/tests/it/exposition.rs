//! Reads Prometheus' text format 0.0.4 as strictly as its description has it: whatever breaks its grammar fails the test.

use regex::Regex;
use std::collections::BTreeMap;

/// Every family by its name.
pub struct Exposition(pub BTreeMap<String, Family>);

pub struct Family {
    pub kind: String,
    /// Values by what is written before them: the name, and the labels in braces.
    pub samples: BTreeMap<String, f64>,
}

impl Exposition {
    pub fn read(text: &str) -> Self {
        assert!(text.ends_with('\n'), "the last line ends, too");
        let name = "[a-zA-Z_:][a-zA-Z0-9_:]*";
        let label = r#"[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*""#;
        let sample = format!(r"^({name})(?:\{{((?:{label}(?:,{label})*)?)\}})? (\S+)$");
        let sample = Regex::new(&sample).unwrap();
        let comment = Regex::new(&format!("^# (HELP|TYPE) ({name}) (.+)$")).unwrap();
        let (mut families, mut helped, mut current) = (BTreeMap::new(), String::new(), String::new());
        for line in text.lines() {
            if let Some(comment) = comment.captures(line) {
                if &comment[1] == "HELP" {
                    assert!(!families.contains_key(&comment[2]), "{line}: a family stands together");
                    helped = comment[2].to_owned();
                } else {
                    assert_eq!(helped, &comment[2], "{line}: what it means stands before it");
                    assert!(["counter", "gauge", "histogram"].contains(&&comment[3]), "{line}");
                    current = comment[2].to_owned();
                    let family = Family { kind: comment[3].to_owned(), samples: BTreeMap::new() };
                    families.insert(current.clone(), family);
                }
                continue;
            }
            let parts = sample.captures(line).unwrap_or_else(|| panic!("no sample: {line}"));
            let family: &mut Family =
                families.get_mut(&current).unwrap_or_else(|| panic!("no family: {line}"));
            let suffix =
                parts[1].strip_prefix(&current).unwrap_or_else(|| panic!("of another family: {line}"));
            let suffixes: &[_] =
                if family.kind == "histogram" { &["_bucket", "_sum", "_count"] } else { &[""] };
            assert!(suffixes.contains(&suffix), "{line}");
            assert_eq!(suffix == "_bucket", line.contains("le=\""), "{line}");
            assert_eq!(family.kind == "counter", current.ends_with("_total"), "{line}");
            let value: f64 = parts[3].replace("+Inf", "inf").parse().unwrap();
            let (series, _) = line.rsplit_once(' ').unwrap();
            let twice = family.samples.insert(series.to_owned(), value);
            assert!(twice.is_none() && value >= 0.0, "{line}");
        }
        let read = Self(families);
        read.0.values().filter(|family| family.kind == "histogram").for_each(Family::adds_up);
        read
    }

    /// The sum of all samples that begin so.
    pub fn sum(&self, series: &str) -> f64 {
        let all = self.0.values().flat_map(|family| &family.samples);
        all.filter(|(name, _)| name.starts_with(series)).map(|(_, value)| value).sum()
    }
}

impl Family {
    /// Buckets count what is not larger than them, and the last one counts everything.
    fn adds_up(&self) {
        let mut buckets: BTreeMap<String, Vec<(f64, f64)>> = BTreeMap::new();
        let bound = Regex::new(r#",?le="([^"]+)""#).unwrap();
        for (series, value) in self.samples.iter().filter(|(series, _)| series.contains("_bucket{")) {
            let le = bound.captures(series).unwrap()[1].replace("+Inf", "inf").parse().unwrap();
            let of = bound.replace(series, "").replace("_bucket", "_count").replace("{}", "");
            buckets.entry(of).or_default().push((le, *value));
        }
        for (of, mut buckets) in buckets {
            buckets.sort_by(|one, other| one.0.total_cmp(&other.0));
            assert!(
                buckets.is_sorted_by(|one, other| one.0 < other.0 && one.1 <= other.1),
                "{of}: {buckets:?}"
            );
            let (le, all) = buckets.last().unwrap();
            assert!(le.is_infinite() && self.samples[&of] == *all, "{of}: {buckets:?}");
        }
    }
}

#[test]
fn what_breaks_the_grammar_is_noticed() {
    let good = "# HELP a_total A.\n# TYPE a_total counter\na_total{b=\"c\\\"\"} 1\n";
    assert_eq!(Exposition::read(good).sum("a_total"), 1.0);
    for (from, to) in [
        ("# TYPE a_total counter\n", ""),
        ("# HELP a_total A.\n", ""),
        (" 1\n", " x\n"),
        (" 1\n", " 1"),
        (" 1\n", " 1\na_total{b=\"c\\\"\"} 2\n"),
        ("c\\\"", "c\""),
        ("a_total{", "b_total{"),
        ("counter", "number"),
        ("a_total", "a"),
    ] {
        let bad = good.replace(from, to);
        assert!(std::panic::catch_unwind(|| Exposition::read(&bad)).is_err(), "{bad}");
    }
}
