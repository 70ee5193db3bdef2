//! One service of a desk: its rules, and its GeoReport answers in every language.

use super::localise::localise;
use crate::http::Encoded;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tanggap_core::{
    config::{Desk, DeskKind, PortalConfig},
    form::Definition,
    json::{Fault, Node},
    localized::Localized,
    office,
    report::Rules,
    service::{IdentityKind, PlaceRule, Service, ServiceClock, ServiceKind, keywords},
    wire,
};

pub struct CityService {
    pub code: String,
    /// `None`: its file states none.
    pub kind: Option<ServiceKind>,
    /// The id of its clock in the config.
    pub clock: Option<String>,
    /// Whether a desk may make its reports public.
    pub publishable: bool,
    /// How many days after its last change a closed report is erased to its figures; `None`: never.
    pub retention_days: Option<u32>,
    pub version: String,
    name: Localized,
    place: PlaceRule,
    identity: Vec<IdentityKind>,
    languages: BTreeMap<String, InLanguage>,
    first_language: String,
}

struct InLanguage {
    definition: Definition,
    answer: Encoded,
}

impl CityService {
    /// Reads a service, and writes its entries in `GET services`, one per configured language.
    ///
    /// # Errors
    /// The field that is not as docs/city.md has it; also a service about police conduct in a city without a desk of
    /// oversight.
    pub fn read(desk: &Desk, node: &Node, config: &PortalConfig) -> Result<(Self, Vec<Value>), Fault> {
        let clock = node.get("clock").optional_text()?;
        if clock.as_deref().is_some_and(|id| config.clock(id).is_none()) {
            return Err(node.get("clock").fault("the id of a clock in config.json"));
        }
        let kind = match node.get("kind").is_absent() {
            true => None,
            false => Some(known(&node.get("kind"), ServiceKind::parse, "a kind of service")?),
        };
        let has_oversight = config.desks.iter().any(|desk| desk.kind == DeskKind::Oversight);
        if kind == Some(ServiceKind::PoliceConduct) && !has_oversight {
            return Err(node
                .get("kind")
                .fault("a desk of kind oversight in config.json, which alone takes these"));
        }
        let mut service = Self {
            code: node.get("code").text()?,
            kind,
            clock,
            publishable: node.get("publish").flag().unwrap_or(true),
            retention_days: days(&node.get("retention_days"))?,
            version: node.get("version").lenient_text(),
            name: Localized::read(&node.get("name"))?,
            place: known(&node.get("place"), PlaceRule::parse, "required, optional or none")?,
            identity: identity(&node.get("identity"))?,
            languages: BTreeMap::new(),
            first_language: config.languages.first().cloned().unwrap_or_default(),
        };
        let mut entries = Vec::new();
        for language in &config.languages {
            let definition = service.definition(node, language, &config.languages)?;
            entries.push(service.entry(desk, node, language, &definition, config)?);
            let answer = Encoded::new(wire::definition_json(&definition).to_string().into_bytes());
            service.languages.insert(language.clone(), InLanguage { definition, answer });
        }
        Ok((service, entries))
    }

    /// The questions, read by the very code that the app reads them with.
    fn definition(&self, node: &Node, language: &str, languages: &[String]) -> Result<Definition, Fault> {
        let questions = node.get("questions");
        let local =
            questions.value().map_or(Value::Array(Vec::new()), |value| localise(value, language, languages));
        let body = json!({
            "service_code": self.code,
            "attributes": local,
            "extended_attributes": {"tanggap": {"version": self.version}},
        });
        let definition = wire::definition(body.to_string().as_bytes())
            .ok_or_else(|| questions.fault("a list of questions"))?;
        // Readers drop what they don't understand; in our own data that is a mistake.
        if definition.questions.len() != questions.list()?.len() {
            return Err(questions.fault("a code for every question"));
        }
        Ok(definition)
    }

    fn entry(
        &self,
        desk: &Desk,
        node: &Node,
        language: &str,
        definition: &Definition,
        config: &PortalConfig,
    ) -> Result<Value, Fault> {
        let text = |name: &str| {
            Ok(Localized::read_optional(&node.get(name))?
                .map_or_else(String::new, |text| text.get(language).to_owned()))
        };
        let clock = self.clock.as_deref().and_then(|id| config.clock(id)).map(|clock| ServiceClock {
            name: clock.name.get(language).to_owned(),
            days: clock.allowance.days,
            working: clock.allowance.working,
        });
        let service = Service {
            desk: desk.id.clone(),
            code: self.code.clone(),
            name: self.name(language).to_owned(),
            description: text("description")?,
            group: text("group")?,
            keywords: all_keywords(&node.get("keywords"), language)?,
            kind: office::kind_at(desk.kind, self.kind).unwrap_or(ServiceKind::Complaint),
            icon: node.get("icon").lenient_text(),
            place: self.place,
            identity: self.identity.clone(),
            clock,
            has_questions: !definition.questions.is_empty(),
        };
        Ok(wire::service_json(&service, &self.version))
    }

    pub fn name(&self, language: &str) -> &str {
        self.name.get(language)
    }

    /// `GET services/{code}` in a language.
    pub fn answer(&self, language: &str) -> Option<&Encoded> {
        self.in_language(language).map(|local| &local.answer)
    }

    /// What a report is held against; the words of its patterns are in `language`.
    pub fn rules(&self, language: &str) -> Option<Rules<'_>> {
        let definition = &self.in_language(language)?.definition;
        Some(Rules { definition, place: self.place, identity: &self.identity })
    }

    fn in_language(&self, language: &str) -> Option<&InLanguage> {
        self.languages.get(language).or_else(|| self.languages.get(&self.first_language))
    }
}

fn known<T>(node: &Node, parse: impl Fn(&str) -> Option<T>, expected: &'static str) -> Result<T, Fault> {
    parse(&node.text()?).ok_or_else(|| node.fault(expected))
}

fn days(node: &Node) -> Result<Option<u32>, Fault> {
    let Some(days) = node.optional_number()? else { return Ok(None) };
    let is_count = days.fract() == 0.0 && (1.0..=36_525.0).contains(&days);
    if is_count { Ok(Some(days as u32)) } else { Err(node.fault("a whole number of days from 1 to 36525")) }
}

fn identity(node: &Node) -> Result<Vec<IdentityKind>, Fault> {
    let kinds = node.list()?;
    if kinds.is_empty() {
        return Err(node.fault("at least one of open, secret, anonymous"));
    }
    kinds.iter().map(|kind| known(kind, IdentityKind::parse, "open, secret or anonymous")).collect()
}

/// The words of every language, this one's first: people switch languages, the page does not know.
fn all_keywords(node: &Node, language: &str) -> Result<Vec<String>, Fault> {
    let Some(lists) = Localized::read_optional(node)? else { return Ok(Vec::new()) };
    let own = lists.get(language);
    let others = lists.languages().map(|other| lists.get(other));
    let mut words: Vec<String> = Vec::new();
    for word in std::iter::once(own).chain(others).flat_map(keywords) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    Ok(words)
}
