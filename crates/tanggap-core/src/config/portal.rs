//! A city's portal, as its config describes it.

use super::{
    city::{Clock, District, Emergency, Tiles},
    desk::{Desk, DeskKind},
    error::ConfigError,
    fields,
    lists::{each, optional},
    read,
};
use crate::{
    instant,
    json::{Fault, Node},
    place::Bounds,
    service::Door,
};
use serde_json::Value;
use time::UtcOffset;

#[derive(Debug, Clone, PartialEq)]
pub struct PortalConfig {
    pub name: String,
    /// A colour as `#rrggbb`; `None` leaves the look's own.
    pub accent: Option<String>,
    /// Language codes, the first is the default.
    pub languages: Vec<String>,
    pub utc_offset: UtcOffset,
    /// Base URL of the server that knows every desk; `None` without one.
    pub tracker: Option<String>,
    pub emergency: Emergency,
    pub desks: Vec<Desk>,
    pub doors: Vec<Door>,
    pub areas: Vec<District>,
    pub bounds: Option<Bounds>,
    pub tiles: Option<Tiles>,
    pub clocks: Vec<Clock>,
    /// The file with the holidays, relative to the config.
    pub holidays: Option<String>,
    /// The file with the bodies that come next, relative to the config; read by [`crate::escalation::read`].
    pub escalations: Option<String>,
    /// The file with the middle of each area, beside `config.json`; read by [`crate::area_points::read`].
    pub area_points: Option<String>,
    /// The file of the words that are listened for, beside `config.json`.
    pub lexicon: Option<String>,
    /// The file of the classifier's weights, beside `config.json`; read by [`crate::classifier::read`].
    pub classifier: Option<String>,
    pub ticket_digits: usize,
    /// Where messages are taken, for who has no data.
    pub sms: Option<String>,
}

impl PortalConfig {
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let value: Value = serde_json::from_str(text)?;
        Ok(Self::read(&Node::root(&value))?)
    }

    fn read(root: &Node) -> Result<Self, Fault> {
        let languages = each(&root.get("languages"), fields::language)?;
        let languages = if languages.is_empty() { vec!["id".to_owned()] } else { languages };
        let offset = root.get("utc_offset");
        let config = Self {
            name: root.get("name").text()?,
            accent: fields::optional_colour(&root.get("accent"))?,
            languages,
            utc_offset: match offset.optional_text()? {
                None => UtcOffset::UTC,
                Some(text) => {
                    instant::parse_offset(&text).ok_or_else(|| offset.fault("an offset such as +07:00"))?
                }
            },
            tracker: optional(&root.get("tracker"), fields::base_address)?,
            emergency: read::emergency(&root.get("emergency"))?,
            desks: each(&root.get("desks"), read::desk)?,
            doors: each(&root.get("doors"), read::door)?,
            areas: each(&root.get("areas"), read::district)?,
            bounds: optional(&root.get("bounds"), read::bounds)?,
            tiles: optional(&root.get("tiles"), read::tiles)?,
            clocks: each(&root.get("clocks"), read::clock)?,
            holidays: fields::optional_file(&root.get("holidays"))?,
            escalations: fields::optional_file(&root.get("escalations"))?,
            area_points: fields::optional_file(&root.get("area_points"))?,
            lexicon: fields::optional_file(&root.get("lexicon"))?,
            classifier: fields::optional_file(&root.get("classifier"))?,
            ticket_digits: read::ticket_digits(&root.get("ticket_digits"))?,
            sms: fields::optional_telephone(&root.get("sms").get("number"))?,
        };
        config.agrees(root)?;
        Ok(config)
    }

    /// What no single field can tell: ids are unique, doors lead to desks that exist, and beside a police desk there is
    /// one that takes complaints about the police.
    fn agrees(&self, root: &Node) -> Result<(), Fault> {
        if self.desks.is_empty() {
            return Err(root.get("desks").fault("at least one desk"));
        }
        for (index, desk) in root.get("desks").list()?.iter().enumerate() {
            if self.desks[..index].iter().any(|earlier| earlier.id == self.desks[index].id) {
                return Err(desk.get("id").fault("an id that no other desk has"));
            }
            if self.desks[index].kind == DeskKind::Police
                && !self.desks.iter().any(|desk| desk.kind == DeskKind::Oversight)
            {
                return Err(desk.get("kind").fault("a desk of kind oversight beside one of kind police"));
            }
        }
        for door in root.get("doors").list()? {
            for id in door.get("desks").list()? {
                if self.desk(&id.text()?).is_none() {
                    return Err(id.fault("the id of a desk"));
                }
            }
        }
        Ok(())
    }

    pub fn desk(&self, id: &str) -> Option<&Desk> {
        self.desks.iter().find(|desk| desk.id == id)
    }

    pub fn clock(&self, id: &str) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.id == id)
    }

    /// The name of a kelurahan with its kecamatan, by code.
    pub fn area_name(&self, code: &str) -> Option<String> {
        self.areas.iter().find_map(|district| {
            let (_, name) = district.parts.iter().find(|(known, _)| known == code)?;
            Some(format!("{name}, {}", district.name))
        })
    }
}
