//! Photos, taken now or chosen. Each is made small on the device before it belongs to the draft; nobody has to add any.

use super::frame::{Content, frame};
use crate::{
    i18n::{fill, key, t},
    pages::{
        album::album,
        photos::{sum, wifi_switch},
    },
    state::{
        Portal,
        drafts::{self, photos::photos},
    },
    ui::fresh::{fresh_by, fresh_words},
};
use leptos::prelude::*;
use tanggap_core::{journey::Step, media::PHOTOS};

pub fn photos_page(portal: Portal, changing: bool) -> AnyView {
    leptos::task::spawn_local(drafts::show_photos(portal));
    let inside = view! {
        <h1 tabindex="-1">{t(key::PHOTOS_TITLE)}" "<span class="field__optional">{t(key::FIELD_OPTIONAL)}</span></h1>
        <p class="soft">{fill(key::PHOTOS_HINT, &[("most", &PHOTOS.to_string())])}</p>
        {album("photo", &drafts::album(portal))}
        {whole(portal)}
    }
    .into_any();
    // What is still being made small would come too late: the step is done when that is.
    let check = Callback::new(|()| match photos().with_untracked(|photos| photos.making) {
        Some(_) => vec![("photo-files".to_owned(), t(key::PHOTOS_STILL_MAKING))],
        None => Vec::new(),
    });
    let wrong = RwSignal::new(Vec::new());
    frame(portal, Content { step: Step::Photos, changing, title: t(key::PHOTOS_TITLE), inside, check }, wrong)
}

/// All of them together, and the switch: only where there are any.
fn whole(portal: Portal) -> AnyView {
    let photos = photos();
    let sizes = Memo::new(move |_| {
        photos.with(|photos| photos.list.iter().map(|photo| photo.size).collect::<Vec<_>>())
    });
    let any = Memo::new(move |_| sizes.with(|sizes| !sizes.is_empty()));
    let shown = move |any: bool| {
        any.then(|| {
            view! {
                <p class="soft" role="status">{fresh_words(move || sizes.with(|sizes| sum(sizes)))}</p>
                {wifi_switch(portal)}
            }
        })
    };
    fresh_by(move || any.get(), shown)
}
