//! The area that a point is probably in, chosen for a person who has chosen none.

use crate::state::{Portal, city_file};
use leptos::prelude::*;
use std::cell::RefCell;
use tanggap_core::{
    area_points::{self, AreaPoints},
    place::Point,
};

thread_local! {
    /// The city's file, once it has been read.
    static READ: RefCell<Option<AreaPoints>> = const { RefCell::new(None) };
}

/// Follows the draft's point from now on. `chosen` is the area that was chosen here; one that the person chose stays.
pub fn follow(portal: Portal, chosen: RwSignal<Option<String>>) {
    let point = Memo::new(move |_| portal.draft.with(|draft| draft.place.point));
    Effect::new(move |before: Option<()>| {
        let point = point.get();
        // What the draft came with was seen before: an area that was taken away stays away.
        if before.is_some() {
            leptos::task::spawn_local(choose(portal, point, chosen));
        }
    });
}

async fn choose(portal: Portal, point: Option<Point>, chosen: RwSignal<Option<String>>) {
    let found = match point {
        Some(point) => nearest(portal, point).await,
        None => None,
    };
    // The screen may be gone, and the point another.
    let Some(before) = chosen.try_get_untracked() else { return };
    let is_free = portal.draft.with_untracked(|draft| {
        let area = &draft.place.area;
        draft.place.point == point && (area.is_empty() || Some(area) == before.as_ref())
    });
    if is_free && found != before {
        portal.draft.update(|draft| draft.place.area = found.clone().unwrap_or_default());
        chosen.set(found);
    }
}

async fn nearest(portal: Portal, point: Point) -> Option<String> {
    if READ.with(|read| read.borrow().is_none()) {
        let file = portal.config().area_points.as_ref()?;
        let text = city_file::text(portal.base, file).await?;
        READ.with(|read| *read.borrow_mut() = area_points::read(&text).ok());
    }
    let bounds = portal.config().bounds;
    READ.with(|read| read.borrow().as_ref()?.nearest(point, bounds).map(str::to_owned))
}
