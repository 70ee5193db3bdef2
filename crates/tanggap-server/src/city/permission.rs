//! What a desk at the command line may do, read from the city's data alone: there the portal's config is not at hand.

use super::{CityError, Source, parse};
use tanggap_core::json::Node;

/// Whether the city has services of this desk.
pub fn has_desk(source: &Source, desk: &str) -> Result<bool, CityError> {
    Ok(source.read(&file(desk))?.is_some())
}

/// Whether reports of a service may be made public; of a service that is no longer there they may not.
pub fn may_publish(source: &Source, desk: &str, code: &str) -> Result<bool, CityError> {
    let file = file(desk);
    let Some(text) = source.read(&file)? else { return Ok(false) };
    let value = parse(&file, &text)?;
    let services = Node::root(&value).get("services").list_or_one();
    let service = services.iter().find(|service| service.get("code").lenient_text() == code);
    Ok(service.is_some_and(|service| service.get("publish").flag().unwrap_or(true)))
}

fn file(desk: &str) -> String {
    format!("services/{desk}.json")
}
