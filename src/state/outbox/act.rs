//! Does what is wanted of the outbox.

use super::{
    News, Saving, Wish, correction,
    feed::feed,
    freeze, heard, is_not_done, is_tried_again,
    machine::{Machine, machine},
    message, outbox, photo_again, reading, wifi,
};
use crate::state::{Portal, device};
use leptos::{prelude::*, task::spawn_local};
use std::rc::Rc;
use tanggap_core::outbox::{Event, Why};

pub fn take(portal: Portal, wish: Wish) {
    spawn_local(async move {
        if device::when_ready().await.is_some()
            && let Some((_, machine)) = machine()
        {
            act(portal, machine, wish).await;
        }
    });
}

async fn act(portal: Portal, machine: Rc<Machine>, wish: Wish) {
    if let Some(uid) = wish.report() {
        is_tried_again(uid);
    }
    let event = match wish {
        Wish::Save => match freeze::freeze(portal).await {
            Ok(new) => Event::Save(Box::new(new)),
            Err(why) => return outbox().update(|outbox| outbox.saving = Saving::NotKept(why)),
        },
        Wish::SendNow => Event::Kick(Why::Tap),
        Wish::TakeBack(uid) => Event::Withdraw(uid),
        Wish::Forget(uid) => {
            let ticket = outbox().with_untracked(|outbox| outbox.row(&uid).and_then(|row| row.ticket_now()));
            if let Some(ticket) = ticket {
                heard::tell(portal, News::Forgotten(ticket));
            }
            Event::Forget(uid)
        }
        Wish::LossSeen => {
            outbox().update(|outbox| outbox.lost = 0);
            Event::LossSeen
        }
        Wish::KeyKept(uid, how) => Event::KeyKept(uid, how),
        Wish::Look(uid) => return reading::look(portal, &machine, uid).await,
        Wish::Read(uid, sender) => {
            // The caller may have been dropped.
            let _gone = sender.send(reading::told(&machine, &uid).await);
            return;
        }
        Wish::Say(words, sender) => match message::freeze(portal, *words) {
            Some(new) => {
                message::wait_for(&new.uid, sender);
                Event::Save(Box::new(new))
            }
            None => return,
        },
        Wish::Said(uid, sender) => {
            let _gone = sender.send(message::said(&machine, &uid).await);
            return;
        }
        Wish::WifiOnly(uid, only) => {
            if uid.is_none() {
                wifi::set(&machine, only).await;
            }
            Event::WifiOnly(uid, only)
        }
        Wish::OfferSmaller(uid, slot) => match photo_again::smaller(&machine, &uid, &slot).await {
            Some(event) => event,
            None => return is_not_done(uid),
        },
        Wish::OfferOther(uid, slot, input) => match photo_again::other(&machine, &uid, &slot, &input).await {
            Some(event) => event,
            None => return is_not_done(uid),
        },
        Wish::Correct(uid) => return correction::correct(portal, &machine, uid).await,
        Wish::SendAgain(uid) => match reading::said_again(&machine, &uid).await {
            Some(bytes) => Event::SendAgain(uid, bytes),
            None => return is_not_done(uid),
        },
    };
    feed(machine, event).await;
}
