//! What a city's file of words has in it.

use super::pattern::Phrase;
use crate::localized::Localized;

/// A city's file, read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon {
    pub dangers: Vec<DangerKind>,
    /// Taken out before anything is looked for: *lampu mati*, *bom waktu*.
    pub harmless: Vec<Phrase>,
    /// *No*, *nobody*: right before a danger there is none.
    pub not: Vec<Phrase>,
    /// *For fear of*, *before*, *might*: a little before a danger it isn't there yet.
    pub averting: Vec<Phrase>,
    /// *Often*, *last year*, *a drill*: in the same sentence the danger isn't there now.
    pub distant: Vec<Phrase>,
    /// *Just now*, *hurry*: whatever else is said, it is there.
    pub present: Vec<Phrase>,
    /// *As if*: right before a danger it is only compared.
    pub likening: Vec<Phrase>,
    /// *It sounds as if*: nothing is compared.
    pub seeming: Vec<Phrase>,
    /// *In a film*, *last month*, *was arrested*: in the same sentence not even what is firm is here now.
    pub elsewhere: Vec<Phrase>,
    /// *Since*, *still*: it goes on.
    pub lasting: Vec<Phrase>,
    /// More keywords of services, by their code.
    pub keywords: Vec<(String, Vec<String>)>,
    /// The code of the service for what an officer did that no other service names.
    pub otherwise: Option<String>,
    /// Words for the police.
    pub officers: Vec<Phrase>,
    /// Where those words mean something else: a speed bump, the road in front of the station. Where one of these shares a word
    /// with a longer phrase of `officers`, that one counts.
    pub compounds: Vec<Phrase>,
}

/// One kind of danger.
#[derive(Debug, Clone, PartialEq)]
pub struct DangerKind {
    pub id: String,
    /// The code of the emergency service that it is about, if there is one.
    pub service: Option<String>,
    /// Whether it counts although it happens often, happened before or nearly did: somebody who is beaten at home.
    pub firm: bool,
    pub phrases: Vec<Phrase>,
    /// Who else can be called.
    pub lines: Vec<HelpLine>,
}

/// A number to call beside the emergency line.
#[derive(Debug, Clone, PartialEq)]
pub struct HelpLine {
    pub number: String,
    pub name: Localized,
}
