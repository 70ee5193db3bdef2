//! Who is asked about a report and shown the proof of its key (DESIGN §4): one server, never desks in turn. A proof opens
//! the private part wherever it fits, so a desk that it was not meant for must not see it; nor is any desk told which
//! numbers people look for at others.

use crate::config::{Desk, PortalConfig, absolute};

/// The one server that may be asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Addressee<'a> {
    /// The portal's own server, by its address in the config: it knows every desk.
    Portal(&'a str),
    /// The desk that this device sent the report to.
    SentTo(&'a Desk),
    /// The desk that the person named.
    Named(&'a Desk),
}

/// Who may be asked about one report, and shown the proof of its key.
///
/// `sent_to` is the desk that this device sent the report to, `named` the desk that the person has named for its number;
/// both are ids, and an id that the config does not have counts as none. `None`: nobody may be asked before the person
/// names a desk. There is no default, also where the config has a single desk.
pub fn addressee<'a>(
    config: &'a PortalConfig,
    sent_to: Option<&str>,
    named: Option<&str>,
) -> Option<Addressee<'a>> {
    if let Some(tracker) = &config.tracker {
        return Some(Addressee::Portal(tracker));
    }
    let desk = |id: Option<&str>| config.desk(id?);
    desk(sent_to).map(Addressee::SentTo).or_else(|| desk(named).map(Addressee::Named))
}

impl Addressee<'_> {
    /// The base URL, seen from a portal that lives under `base`.
    pub fn api(&self, base: &str) -> String {
        match self {
            Self::Portal(tracker) => absolute(base, tracker),
            Self::SentTo(desk) | Self::Named(desk) => desk.base_url(base),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = include_str!("../../../public/config.json");

    #[test]
    fn a_proof_is_shown_to_the_portals_server_else_where_the_report_was_sent_else_to_the_named_desk_alone() {
        let mut config = PortalConfig::parse(CONFIG).unwrap();
        config.desks[1].api = "https://polres.example/v2".into();
        let (city, police, gone) = (Some("aspirasi"), Some("polresta"), Some("closed-long-ago"));
        let (portal, at_city, at_police) =
            (Some("/lapor/api"), Some("/lapor/api/aspirasi"), Some("https://polres.example/v2"));
        for (tracker, sent_to, named, asked) in [
            (true, None, None, portal),
            (true, city, police, portal),
            (true, gone, gone, portal),
            (false, None, None, None),
            (false, city, None, at_city),
            (false, police, None, at_police),
            (false, None, city, at_city),
            (false, None, police, at_police),
            (false, city, police, at_city),
            (false, police, city, at_police),
            (false, gone, None, None),
            (false, None, gone, None),
            (false, gone, police, at_police),
            (false, Some(""), Some(""), None),
        ] {
            let config = PortalConfig { tracker: tracker.then(|| "api".into()), ..config.clone() };
            let found = addressee(&config, sent_to, named).map(|one| one.api("/lapor/"));
            assert_eq!(found.as_deref(), asked, "{tracker} {sent_to:?} {named:?}");
        }
    }

    #[test]
    fn a_single_desk_is_no_default_either_and_the_screen_knows_whether_it_was_named() {
        let mut config = PortalConfig::parse(CONFIG).unwrap();
        config.tracker = None;
        config.desks.truncate(1);
        let id = Some("aspirasi");
        assert_eq!(addressee(&config, None, None), None);
        assert_eq!(addressee(&config, id, None), Some(Addressee::SentTo(&config.desks[0])));
        assert_eq!(addressee(&config, None, id), Some(Addressee::Named(&config.desks[0])));
    }
}
