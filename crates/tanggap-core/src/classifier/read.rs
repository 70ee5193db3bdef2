//! Reads the weights (`learned.json`), each fault with its field:
//!
//! - `of`: the digest of the utterances they were learned from
//! - `classes`: `name` (`danger`, `danger:` with the id of a kind, or a service's `desk/code`), `bias` and `unit` in millionths, and how many `weights`
//! - `features`: of all classes, one after the other, the features that have a weight, rising within a class, packed
//! - `weights`: as many letters, each one weight from -31 to 32 in units of its class

use super::{
    features::BITS,
    linear::{Class, Classifier},
    packed::{place, unpack},
};
use crate::{config::ConfigError, json::Node};
use serde_json::Value;

/// The letter that stands for 0.
pub const MIDDLE: u32 = 31;
const MILLION: f64 = 1_000_000.0;

pub fn read(text: &str) -> Result<Classifier, ConfigError> {
    let value: Value = serde_json::from_str(text)?;
    let root = Node::root(&value);
    let (features, weights) = (root.get("features"), root.get("weights"));
    let (feature_letters, weight_letters) = (features.text()?, weights.text()?);
    let (mut feature_letters, mut weight_letters) = (feature_letters.as_bytes(), weight_letters.as_bytes());
    let mut classifier = Classifier::default();
    for (place_of_class, node) in root.get("classes").list()?.into_iter().enumerate() {
        let number = |name: &str| {
            let node = node.get(name);
            node.optional_number()?.ok_or_else(|| node.fault("a number"))
        };
        let unit = number("unit")? / MILLION;
        classifier
            .classes
            .push(Class { name: node.get("name").text()?, bias: (number("bias")? / MILLION) as f32 });
        let mut last = 0;
        for _ in 0..number("weights")? as u32 {
            let (feature, letters) = unpack(feature_letters, last)
                .filter(|(feature, _)| *feature < 1 << BITS)
                .ok_or_else(|| features.fault("a feature for each weight"))?;
            let weight = weight_letters.first().and_then(|letter| place(*letter));
            let weight = weight.ok_or_else(|| weights.fault("a letter for each weight"))?;
            (feature_letters, weight_letters) = (&feature_letters[letters..], &weight_letters[1..]);
            let weight = (f64::from(weight) - f64::from(MIDDLE)) * unit;
            classifier.weights.push((feature, place_of_class, weight as f32));
            last = feature;
        }
    }
    if !feature_letters.is_empty() {
        return Err(features.fault("no more features than weights").into());
    }
    if !weight_letters.is_empty() {
        return Err(weights.fault("no more weights than the classes have").into());
    }
    classifier.weights.sort_unstable_by_key(|(feature, class, _)| (*feature, *class));
    Ok(classifier)
}
