//! From utterances to the file of weights that `tanggap_core::classifier` reads.

use crate::{
    fixture::{KINDS, Row},
    machine,
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use tanggap_core::{
    classifier::{DANGER, DANGER_KIND, Feature, MIDDLE, features, letter, pack},
    language::Vocabulary,
};

/// How much an utterance on the wrong side costs.
const COST: f64 = 0.05;
/// The same of danger, where each mistake weighs more; and one that is missed more than one that is called for nothing.
const COST_OF_DANGER: f64 = 0.15;
const COST_OF_MISSED: f64 = 0.27;
/// Of so many utterances at least, or a feature is chance.
const LEAST_UTTERANCES: usize = 2;
/// Only the strongest weights of a class are kept, each as a small number: little is lost, and nine tenths of the size. Where it
/// takes several steps, the class is learned again from what is left, which makes up for what is not.
const STEPS_OF_DANGER: &[usize] = &[16_800];
const STEPS_OF_SERVICE: &[usize] = &[2_000, 600];
const LARGEST: f64 = 4.0;
/// What weighs more than all but one in a hundred is written as the largest number.
const CUT_OFF: usize = 99;
const MILLION: f64 = 1_000_000.0;

/// All features of all utterances.
struct Features {
    ids: Vec<u32>,
    /// By place: the rarer a feature, the more it says.
    rarities: Vec<f64>,
    /// By place: how much of it there is.
    spread: Vec<f64>,
    texts: Vec<machine::Row>,
}

impl Features {
    fn new(rows: &[&Row]) -> Self {
        let vocabulary = Vocabulary::default();
        let all: Vec<Vec<Feature>> =
            rows.iter().map(|row| features(&vocabulary.spelled(&row.words))).collect();
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for feature in all.iter().flatten() {
            *counts.entry(feature.id).or_default() += 1;
        }
        counts.retain(|_, count| *count >= LEAST_UTTERANCES);
        let ids: Vec<u32> = counts.keys().copied().collect();
        // A fourth root says the same as the usual logarithm, and is the same on every machine.
        let rarity = |count: &usize| ((1 + rows.len()) as f64 / (1 + count) as f64).sqrt().sqrt();
        let rarities: Vec<f64> = counts.values().map(rarity).collect();
        let known = |feature: &Feature| {
            let place = ids.binary_search(&feature.id).ok()?;
            Some((place, f64::from(feature.value) * rarities[place]))
        };
        let texts: Vec<machine::Row> =
            all.iter().map(|features| features.iter().filter_map(known).collect()).collect();
        let mut spread = vec![0.0; ids.len()];
        for (place, value) in texts.iter().flatten() {
            spread[*place] += value * value;
        }
        Self { spread: spread.into_iter().map(f64::sqrt).collect(), ids, rarities, texts }
    }
}

/// The file, with the digest of what it was learned from.
pub fn learn(rows: &[&Row], digest: &str) -> String {
    let all = Features::new(rows);
    let services: BTreeSet<&str> = rows.iter().flat_map(|row| &row.services).map(String::as_str).collect();
    let (mut classes, mut features, mut weights) = (Vec::new(), String::new(), String::new());
    let kinds: Vec<String> = KINDS.iter().map(|kind| format!("{DANGER_KIND}{kind}")).collect();
    for name in [DANGER].into_iter().chain(kinds.iter().map(String::as_str)).chain(services) {
        let (line, kept) = thinned(name, rows, &all);
        let (kept, unit) = numbers(&line, &kept, &all);
        features.push_str(&pack(&kept.iter().map(|(place, _)| all.ids[*place]).collect::<Vec<u32>>()));
        weights.extend(kept.iter().map(|(_, weight)| letter(MIDDLE.saturating_add_signed(*weight))));
        let bias = (line.bias * MILLION).round() as i64;
        classes.push(json!({"name": name, "bias": bias, "unit": unit as i64, "weights": kept.len()}));
    }
    let note = "Written by `cargo x learn`, see docs/city.md.";
    format!(
        "{}\n",
        json!({"_note": note, "of": digest, "classes": classes, "features": features, "weights": weights})
    )
}

/// What parts a class from the rest, and the places of the weights that are kept, rising.
fn thinned(class: &str, rows: &[&Row], all: &Features) -> (machine::Line, Vec<usize>) {
    let steps = if class == DANGER { STEPS_OF_DANGER } else { STEPS_OF_SERVICE };
    let mut places: Vec<usize> = (0..all.ids.len()).collect();
    let mut line = line(class, rows, all, &places);
    for (step, most) in steps.iter().enumerate() {
        let matters = |place: &usize| line.weights[*place].abs() * all.spread[*place];
        places.sort_by(|one, other| matters(other).total_cmp(&matters(one)).then(one.cmp(other)));
        places.truncate(*most);
        places.sort_unstable();
        if step + 1 < steps.len() {
            line = self::line(class, rows, all, &places);
        }
    }
    (line, places)
}

/// Parts what is of a class from what is not, by the features at these places. For a kind of danger only dangers count, and for a
/// service only utterances that name one.
fn line(class: &str, rows: &[&Row], all: &Features, places: &[usize]) -> machine::Line {
    let kind = class.strip_prefix(DANGER_KIND);
    let is_counted = |row: &Row| match kind {
        _ if class == DANGER => true,
        Some(_) => row.is_danger,
        None => !row.services.is_empty(),
    };
    let is_of = |row: &Row| match kind {
        _ if class == DANGER => row.is_danger,
        Some(_) => row.kind.as_deref() == kind,
        None => row.services.iter().any(|code| code == class),
    };
    let mut is_looked_at = vec![false; all.ids.len()];
    places.iter().for_each(|place| is_looked_at[*place] = true);
    let counted = rows.iter().zip(&all.texts).filter(|(row, _)| is_counted(row));
    let (texts, is_one): (Vec<machine::Row>, Vec<bool>) = counted
        .map(|(row, text)| {
            (text.iter().filter(|(place, _)| is_looked_at[*place]).copied().collect(), is_of(row))
        })
        .unzip();
    let ones = is_one.iter().filter(|is| **is).count() as f64;
    let half = is_one.len() as f64 / 2.0;
    // However many there are of each.
    let cost = |is_one: bool| match (class, is_one) {
        (DANGER, true) => COST_OF_MISSED * half / ones,
        (DANGER, false) => COST_OF_DANGER * half / (2.0 * half - ones),
        _ => COST,
    };
    machine::line(&texts, &is_one, all.ids.len(), cost)
}

/// The weights at these places as small numbers, and in millionths what a 1 is.
fn numbers(line: &machine::Line, places: &[usize], all: &Features) -> (Vec<(usize, i32)>, f64) {
    let weight = |place: usize| line.weights[place] * all.rarities[place];
    let mut sizes: Vec<f64> = places.iter().map(|place| weight(*place).abs()).collect();
    sizes.sort_by(f64::total_cmp);
    let large = sizes.get(sizes.len().saturating_sub(1) * CUT_OFF / 100).copied().unwrap_or_default();
    let unit = (large / LARGEST * MILLION).ceil().max(1.0);
    let number = |place: usize| (weight(place) * MILLION / unit).round().clamp(-LARGEST, LARGEST) as i32;
    let numbers = places.iter().map(|place| (*place, number(*place)));
    (numbers.filter(|(_, number)| *number != 0).collect(), unit)
}
