//! The map of the place step: it and the draft's point follow each other.

use crate::{
    i18n::{key, t},
    state::Portal,
};
use leptos::prelude::*;
use tanggap_browser::map::{self, Map, MapOptions};
use tanggap_core::place::Point;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mapping {
    #[default]
    Closed,
    Opening,
    Open,
    Failed,
}

/// How near the map starts: a few streets.
const ZOOM: f64 = 16.0;
/// Without a point yet, the whole city.
const CITY_ZOOM: f64 = 13.0;

/// Whether the city names a tile server and this build has a map.
pub fn is_offered(portal: Portal) -> bool {
    portal.config().tiles.is_some() && portal.config().bounds.is_some() && map::is_there()
}

/// Opens the map in the element with this id and keeps it in `kept` for as long as the page lives.
pub async fn open(
    portal: Portal,
    id: &str,
    state: RwSignal<Mapping>,
    kept: StoredValue<Option<Map>, LocalStorage>,
) {
    let (Some(tiles), Some(bounds)) = (&portal.config().tiles, portal.config().bounds) else { return };
    let _gone = state.try_set(Mapping::Opening);
    let point = portal.draft.with_untracked(|draft| draft.place.point);
    let middle = ((bounds.south + bounds.north) / 2.0, (bounds.west + bounds.east) / 2.0);
    let (lat, long) = point.map_or(middle, |point| (point.lat, point.long));
    let (nearer, farther) = (t(key::PLACE_MAP_NEARER), t(key::PLACE_MAP_FARTHER));
    let options = MapOptions {
        id,
        lat,
        long,
        zoom: if point.is_some() { ZOOM } else { CITY_ZOOM },
        tiles: &tiles.url,
        attribution: &tiles.attribution,
        nearer: &nearer,
        farther: &farther,
    };
    let opened = map::open(&options, move |lat, long| {
        let point = Point::new(super::geolocation::rounded(lat), super::geolocation::rounded(long), None);
        portal.draft.update(|draft| draft.place.point = point);
    });
    let opened = opened.await;
    let outcome = if opened.is_some() { Mapping::Open } else { Mapping::Failed };
    // The page may be gone when the map is there; dropping it closes it.
    let _gone = kept.try_set_value(opened);
    let _gone = state.try_set(outcome);
}

/// Moves an open map to the draft's point, as when the device has found it.
pub fn follow(portal: Portal, kept: StoredValue<Option<Map>, LocalStorage>) {
    if let Some(point) = portal.draft.with_untracked(|draft| draft.place.point) {
        kept.with_value(|map| map.as_ref().map(|map| map.show(point.lat, point.long)));
    }
}
