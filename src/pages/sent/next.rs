//! What happens next and by when, as the desk's own clock for this service says.

use crate::{
    i18n::{fill, key, t},
    pages::standing,
    state::{
        Portal,
        outbox::{Row, outbox},
    },
};
use leptos::prelude::*;

pub fn next(portal: Portal, row: Memo<Row>) -> AnyView {
    let row = row.get_untracked();
    let clock = outbox().with_untracked(|outbox| outbox.promised.get(row.uid.as_str()).cloned());
    let by = clock.map(|clock| {
        let unit = if clock.working { key::CLOCK_WORKING_DAYS } else { key::CLOCK_DAYS };
        fill(key::SENT_NEXT_BY, &[("days", &fill(unit, &[("days", &clock.days.to_string())]))])
    });
    let desk = portal.desk_name(&row.desk);
    let follow = row.has_key().then(|| {
        view! {
            <li class="timeline__item timeline__item--next">
                <p class="timeline__what">{t(key::SENT_NEXT_FOLLOW)}</p>
                <p class="timeline__when digits">{standing::number(&row)}</p>
            </li>
        }
    });
    view! {
        <section class="stack">
            <h2>{t(key::SENT_NEXT)}</h2>
            <ol class="timeline">
                <li class="timeline__item timeline__item--next"><p class="timeline__what">{fill(key::SENT_NEXT_READ, &[("desk", &desk)])}</p></li>
                <li class="timeline__item timeline__item--next">
                    <p class="timeline__what">{t(key::SENT_NEXT_ANSWER)}</p>
                    {by.map(|by| view! { <p class="timeline__when">{by}</p> })}
                </li>
                {follow}
            </ol>
        </section>
    }
    .into_any()
}
