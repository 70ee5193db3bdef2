//! `cargo x learn`: learns the classifier's weights from `tests/fixtures/utterances.tsv`, writes them to `public/learned.json`,
//! and says how well they do.
//!
//! Measured are utterances for which no rule was mended (`learned` and `blind`; on the others the rules would know what is asked).
//! Each is judged by weights that were learned without it: in five parts, each left out once. `blind` alone is also judged by weights
//! that were learned without any of it, because whoever wrote a set repeats himself. `UTTERANCES=all` shows what is missed.
// Its fixture and measures are those of the tests.
#![allow(clippy::unwrap_used, clippy::panic, dead_code)]

#[path = "../../tests/utterances/catalogue.rs"]
mod catalogue;
#[path = "../../tests/utterances/fixture.rs"]
mod fixture;
mod machine;
#[path = "../../tests/utterances/measure.rs"]
mod measure;
mod training;

use fixture::{FILE, Row, WEIGHTS, digest, rows};
use measure::{Score, Share, bogor, measure, print, text};
use std::{fs, path::PathBuf};
use tanggap_core::{
    classifier::{self, Classifier, DANGER},
    language::Vocabulary,
};

const PARTS: usize = 5;

fn main() {
    let fixture = text(FILE);
    let rows = rows(&fixture);
    let all: Vec<&Row> = rows.iter().collect();
    let weights = training::learn(&all, &digest(&fixture));
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(WEIGHTS);
    fs::write(path, &weights).unwrap();
    println!("{WEIGHTS}: {} utterances, {} bytes\n", rows.len(), weights.len());

    let (rules, is_loud) = (bogor("id"), std::env::var("UTTERANCES").is_ok());
    println!("learned in {PARTS} parts, each judged by the others");
    let (mut of_rules, mut of_both, mut alone) = (Score::default(), Score::default(), Score::default());
    for part in 0..PARTS {
        let (judged, others): (Vec<&Row>, Vec<&Row>) = all.iter().partition(|row| part_of(row) == part);
        let judged: Vec<&Row> = judged.into_iter().filter(|row| row.is_unseen_by_rules()).collect();
        let classifier = learned(&others);
        of_rules += measure(&rules, &judged, false);
        alone += without_rules(&classifier, &judged);
        of_both += measure(&rules.clone().with(classifier), &judged, is_loud);
    }
    print("rules", &of_rules);
    print("classifier", &alone);
    print("both", &of_both);

    println!("\nset `blind`, judged by what was learned from the other sets");
    let (judged, others): (Vec<&Row>, Vec<&Row>) = all.iter().partition(|row| row.set == "blind");
    let classifier = learned(&others);
    print("rules", &measure(&rules, &judged, false));
    print("classifier", &without_rules(&classifier, &judged));
    print("both", &measure(&rules.with(classifier), &judged, is_loud));
}

fn learned(rows: &[&Row]) -> Classifier {
    classifier::read(&training::learn(rows, "")).unwrap()
}

/// By its words alone, so that a line more moves no other.
fn part_of(row: &Row) -> usize {
    let hash = row
        .words
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash >> 8) as usize % PARTS
}

/// What the scores alone would say: danger above 0, and the three best services.
fn without_rules(classifier: &Classifier, rows: &[&Row]) -> Score {
    let vocabulary = Vocabulary::default();
    let classes: Vec<&str> = classifier.classes().collect();
    let mut score = Score::default();
    for row in rows {
        let scores = classifier.scores(&vocabulary.spelled(&row.words));
        let mut ranked: Vec<(&str, f32)> = classes.iter().copied().zip(scores).collect();
        let is_danger = ranked.iter().any(|(class, score)| *class == DANGER && *score > 0.0);
        ranked.retain(|(class, _)| *class != DANGER);
        ranked.sort_by(|one, other| other.1.total_cmp(&one.1));
        let is_right = ranked.iter().take(3).any(|(class, _)| row.services.iter().any(|code| code == class));
        let count =
            |share: &mut Share, is_right: bool| *share += Share { right: usize::from(is_right), all: 1 };
        if !row.services.is_empty() {
            count(&mut score.service, is_right);
        }
        if row.is_danger {
            count(&mut score.danger, is_danger);
        } else {
            count(&mut score.calm, !is_danger);
        }
    }
    score
}
