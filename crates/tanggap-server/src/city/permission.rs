//! What a desk at the command line may do, read from the city's data alone: there the portal's config is not at hand.

use super::{CityError, Source, parse};
use tanggap_core::{json::Node, service::ServiceKind};

/// Whether the city has services of this desk.
pub fn has_desk(source: &Source, desk: &str) -> Result<bool, CityError> {
    Ok(source.read(&file(desk))?.is_some())
}

/// Whether reports of a service may be made public; of a service that is no longer there they may not.
pub fn may_publish(source: &Source, desk: &str, code: &str) -> Result<bool, CityError> {
    let services = kinds(source, desk)?;
    Ok(services.iter().any(|service| service.code == code && service.publish))
}

/// Whether a report may be handed to a desk: a complaint about police conduct never goes to a police desk
/// (a desk with police services), so that the unit complained of doesn't get it (S6).
pub fn may_refer(source: &Source, first_desk: &str, code: &str, to_desk: &str) -> Result<bool, CityError> {
    let conduct = |service: &Kind| service.code == code && service.kind == Some(ServiceKind::PoliceConduct);
    if !kinds(source, first_desk)?.iter().any(conduct) {
        return Ok(true);
    }
    Ok(!kinds(source, to_desk)?.iter().any(|service| service.kind == Some(ServiceKind::PoliceService)))
}

struct Kind {
    code: String,
    kind: Option<ServiceKind>,
    publish: bool,
}

/// A desk's services as far as permissions go; none of a desk that isn't there.
fn kinds(source: &Source, desk: &str) -> Result<Vec<Kind>, CityError> {
    let file = file(desk);
    let Some(text) = source.read(&file)? else { return Ok(Vec::new()) };
    let value = parse(&file, &text)?;
    let kind = |service: &Node| Kind {
        code: service.get("code").lenient_text(),
        kind: ServiceKind::parse(&service.get("kind").lenient_text()),
        publish: service.get("publish").flag().unwrap_or(true),
    };
    Ok(Node::root(&value).get("services").list_or_one().iter().map(kind).collect())
}

fn file(desk: &str) -> String {
    format!("services/{desk}.json")
}
