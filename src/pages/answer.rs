//! What an answer says, as people write it: a day as a day of the city, everything else as it is shown.

use crate::{
    pages::ticket::clock_day,
    state::{
        Portal,
        language::{self, DateStyle},
    },
};
use tanggap_core::{
    form::{Datatype, Question},
    instant::{Instant, parse_day},
};

/// `shown` as the form's definition shows it.
pub fn in_words(portal: Portal, question: &Question, shown: Vec<String>) -> Vec<String> {
    if question.datatype != Datatype::Datetime {
        return shown;
    }
    shown.into_iter().map(|text| date(portal, &text).unwrap_or(text)).collect()
}

/// `None` where it is no date: then it stands as it came.
fn date(portal: Portal, text: &str) -> Option<String> {
    if let Some(day) = parse_day(text) {
        return Some(clock_day(portal, day));
    }
    let at = Instant::parse(text, portal.config().utc_offset)?;
    Some(language::date(portal, at, DateStyle::Moment))
}
