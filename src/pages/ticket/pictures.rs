//! Pictures of a report: those that a desk has published, and those that only the key opens.

use crate::{
    i18n::{fill, key, t},
    state::{conversation, tracker},
    ui::fresh::fresh,
};
use leptos::prelude::*;
use tanggap_core::ticket::Ticket;

/// Published ones. A picture at another host is a link: nothing is asked of others by itself.
pub fn public(addresses: &[String]) -> Option<AnyView> {
    let one = |(index, address): (usize, &String)| {
        let (name, address) = (name(index), address.clone());
        if tracker::is_ours(&address) {
            view! { <li><img class="photo__picture" src=address alt=name loading="lazy" decoding="async"/></li> }.into_any()
        } else {
            view! { <li><a href=address rel="noreferrer" target="_blank">{name}</a></li> }.into_any()
        }
    };
    list(addresses.iter().enumerate().map(one).collect())
}

/// Private ones, fetched with the session and shown from memory.
pub fn private(ticket: &Ticket, addresses: &[String]) -> Option<AnyView> {
    let one = |(index, address): (usize, &String)| {
        let picture = RwSignal::new_local(None);
        let (ticket, address, name) = (ticket.clone(), address.clone(), name(index));
        leptos::task::spawn_local(async move {
            let shown = conversation::picture(&ticket, &address).await;
            let _gone = picture.try_set(shown);
        });
        let shown = fresh(move || {
            let url = picture.with(|picture| picture.as_ref().map(|shown| shown.url().to_owned()));
            url.map(|url| view! { <img class="photo__picture" src=url alt=name.clone() decoding="async"/> })
        });
        view! { <li>{shown}</li> }.into_any()
    };
    list(addresses.iter().enumerate().map(one).collect())
}

fn name(index: usize) -> String {
    fill(key::PHOTOS_NUMBERED, &[("name", &t(key::PHOTOS_PHOTO)), ("number", &(index + 1).to_string())])
}

fn list(pictures: Vec<AnyView>) -> Option<AnyView> {
    (!pictures.is_empty()).then(|| view! { <ul class="photos">{pictures}</ul> }.into_any())
}
