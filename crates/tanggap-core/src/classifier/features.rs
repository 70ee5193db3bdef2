//! What a classifier sees of a text: its words, its pairs of neighbours, and every four letters that stand together in a
//! word, so that a slip or an unknown affix leaves most of a word as it was.

use std::collections::BTreeSet;

/// A feature is known by so many bits of its hash. Two that share them are one; with fewer bits the file is smaller.
pub const BITS: u32 = 16;
const RUN: usize = 4;
/// A text of one or two words is no surer for it: it counts as if it had so many features.
const FEW: usize = 8;
/// Stands for every number.
const NUMBER: &str = "0";

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Feature {
    pub id: u32,
    /// The more features a text has, the less each says.
    pub value: f32,
}

/// The features of a text's words, each once. Words and letters weigh the same, though there are more of the letters.
pub fn features(words: &[String]) -> Vec<Feature> {
    let words: Vec<&str> = words.iter().map(|word| if is_number(word) { NUMBER } else { word }).collect();
    let (mut whole, mut letters) = (BTreeSet::new(), BTreeSet::new());
    for word in &words {
        whole.insert(id("w", word));
        // The blanks say where a word begins and ends.
        let padded: Vec<char> = format!(" {word} ").chars().collect();
        letters.extend(padded.windows(RUN).map(|run| id("c", &run.iter().collect::<String>())));
    }
    whole.extend(words.windows(2).map(|pair| id("b", &pair.join(" "))));
    [whole, letters].into_iter().flat_map(valued).collect()
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

fn valued(ids: BTreeSet<u32>) -> impl Iterator<Item = Feature> {
    let value = 1.0 / (ids.len().max(FEW) as f32).sqrt();
    ids.into_iter().map(move |id| Feature { id, value })
}

/// FNV-1a, folded.
fn id(kind: &str, text: &str) -> u32 {
    let bytes = kind.bytes().chain(text.bytes());
    let hash = bytes.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> BITS)) & ((1 << BITS) - 1)
}
