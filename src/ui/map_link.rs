//! A point of the earth that the device's own map shows: nothing is asked of anybody before a tap.

use leptos::prelude::*;
use tanggap_core::place::Point;

pub fn map_link(point: Point, words: String) -> AnyView {
    view! { <a href=point.geo_address()>{words}</a> }.into_any()
}
