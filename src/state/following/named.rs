//! The desk that the person named as the one that gave a number: kept with what is followed, for others only as long as
//! this visit lasts.

use super::list::{following, keep, of};
use crate::state::Portal;
use leptos::prelude::*;
use std::collections::BTreeMap;

thread_local! {
    /// The desk's id by number, for this visit.
    static NAMED: ArcRwSignal<BTreeMap<String, String>> = ArcRwSignal::new(BTreeMap::new());
}

fn named() -> ArcRwSignal<BTreeMap<String, String>> {
    NAMED.with(Clone::clone)
}

/// The desk's id; tracked in screens.
pub fn named_desk(number: &str) -> Option<String> {
    let kept = following().with(|following| following.by_number.get(number)?.named_desk().map(str::to_owned));
    let of_visit = named().with(|named| named.get(number).cloned());
    kept.or(of_visit)
}

/// The person names a desk, or takes back what was named.
pub fn name_desk(portal: Portal, number: &str, desk: Option<&str>) {
    if let Some(mut followed) = of(number) {
        followed.name_desk(desk);
        keep(portal, followed);
    }
    named().update(|named| match desk {
        Some(desk) => {
            named.insert(number.to_owned(), desk.to_owned());
        }
        None => {
            named.remove(number);
        }
    });
}

/// For whoever comes next on this phone.
pub fn forget_named() {
    named().update(BTreeMap::clear);
}
