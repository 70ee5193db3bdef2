//! The people who hold the phones: they save, tap, correct what was refused, settle what is uncertain, change their
//! minds, and sometimes press twice.

use crate::{body, device::Device, message, photo, world::World};
use tanggap_core::{
    memory::MemoryChance,
    outbox::{About, Door, Event, Item, KeyKept, MediaState, NewItem, Numbers, Parcel, State, Why, Wifi},
    ports::{Batch, Change, Record},
    report::Uid,
    ticket::{Key, Ticket},
};

/// A UUIDv4 from the dice.
pub fn uid(chance: &MemoryChance) -> String {
    let (a, b) = (chance.next(), chance.next());
    let (first, second, third) = (a >> 32, (a >> 16) & 0xffff, a & 0xfff);
    format!("{first:08x}-{second:04x}-4{third:03x}-8{:03x}-{:012x}", (b >> 48) & 0xfff, b & 0xffff_ffff_ffff)
}

/// Does one thing on one tab.
pub fn act(world: &World, device: &mut Device) {
    let count = device.tabs.len() as u64;
    if count == 0 {
        return;
    }
    let at = world.chance.below(count) as usize;
    if device.tabs[at].is_crowded() || device.tabs[at].frozen {
        return;
    }
    let event = match world.chance.below(12) {
        0..3 => save(world, device),
        3 => say(world, device, at),
        4 => Some(Event::Kick(Why::Tap)),
        5 => Some(Event::Kick(Why::Online)),
        6 => Some(Event::Kick(Why::Elsewhere)),
        7 if world.chance.once_in(3) => about_wifi(world, device, at),
        _ => on_an_item(world, device, at),
    };
    let Some(event) = event else { return };
    world.note(|| format!("{}: {}", device.tabs[at].name, describe(&event)));
    let twice = matches!(event, Event::Save(_)) && world.chance.once_in(6);
    if twice {
        device.tabs[at].feed(event.clone());
    }
    device.tabs[at].feed(event);
}

fn describe(event: &Event) -> String {
    match event {
        Event::SendAgain(uid, _) => format!("person: send again {}", uid.as_str()),
        event => format!("person: {event:?}"),
    }
}

fn save(world: &World, device: &Device) -> Option<Event> {
    let chance = &world.chance;
    let truth = world.oracle.borrow_mut().next_truth(4)?;
    let door = if chance.once_in(3) { Door::Plain } else { Door::Idempotent };
    let valid = !chance.once_in(5);
    let ticket = Ticket::from_random(12, || chance.below(10) as u8);
    let numbers = match door {
        Door::Idempotent => Numbers::Ours { ticket, key: Key::from_random(|| chance.below(10) as u8) },
        Door::Plain => Numbers::Reference(body::reference(truth)),
    };
    let photos = if door == Door::Idempotent && chance.once_in(3) { 1 + chance.below(2) as u8 } else { 0 };
    let mut new = frozen(chance, truth, door, numbers, valid, photos);
    if chance.once_in(2) {
        begin_as_draft(device, &mut new);
    }
    world.oracle.borrow_mut().will_save(truth, &new);
    Some(Event::Save(Box::new(new)))
}

/// A message about a report on screen, whether that has arrived or not.
fn say(world: &World, device: &Device, at: usize) -> Option<Event> {
    let chance = &world.chance;
    let report = device.tabs[at].driver.look(|outbox| {
        let items = outbox.items();
        let reports: Vec<&Item> =
            items.into_iter().filter(|item| item.door == Door::Idempotent && !item.is_message()).collect();
        reports.get(chance.below(reports.len() as u64) as usize).map(|item| (*item).clone())
    })?;
    let mut oracle = world.oracle.borrow_mut();
    let truth = oracle.next_truth(6)?;
    let new = message::about(world, &report, truth, !chance.once_in(5))?;
    oracle.will_save(truth, &new);
    Some(Event::Save(Box::new(new)))
}

/// It was a draft first: its photos lie in the store, and *Send* takes them over where they are.
fn begin_as_draft(device: &Device, new: &mut NewItem) {
    let uid = new.uid.as_str();
    let mut changes = vec![Change::PutDraft(Record { key: uid.to_owned(), rev: 1, text: "{}".to_owned() })];
    for media in &mut new.media {
        let bytes = media.bytes.take().map(|bytes| Change::PutBytes(format!("{uid}/{}", media.slot), bytes));
        changes.extend(bytes);
    }
    let _kept = device.store.commit_now(&Batch::of(changes));
}

fn frozen(
    chance: &MemoryChance,
    truth: u32,
    door: Door,
    numbers: Numbers,
    valid: bool,
    photos: u8,
) -> NewItem {
    let uid = uid(chance);
    let ticket = match &numbers {
        Numbers::Ours { ticket, .. } => ticket.digits().to_owned(),
        Numbers::Reference(reference) => reference.clone(),
    };
    let bytes = body::write(&uid, &ticket, truth, valid, photos, 0);
    let parcel = |url: String| Parcel { url, headers: Vec::new(), size: bytes.len() as u64 };
    let (url, ask, tokens) = match door {
        Door::Idempotent => (format!("put/reports/{uid}"), format!("put/reports/{uid}"), None),
        Door::Plain => (
            "plain/requests.json".to_owned(),
            "plain/requests.json".to_owned(),
            Some("plain/tokens/".to_owned()),
        ),
    };
    NewItem {
        uid: Uid::parse(&uid).unwrap(),
        about: About::Report,
        desk: if door == Door::Plain { "plain" } else { "put" }.to_owned(),
        label: "report".to_owned(),
        door,
        numbers,
        app_version: "0".to_owned(),
        form_version: "1".to_owned(),
        report: parcel(url),
        media: (0..photos).map(|slot| photo::photo(&uid, &format!("s{slot}"), 0)).collect(),
        bytes,
        ask: Some(ask),
        tokens,
        replaces: None,
    }
}

/// The switch is flipped, for all reports or one, or the network is another.
fn about_wifi(world: &World, device: &Device, at: usize) -> Option<Event> {
    let (only, on) = (world.chance.once_in(2), world.chance.once_in(2));
    let some = device.tabs[at].driver.look(|outbox| outbox.items().first().map(|item| item.uid.clone()));
    match world.chance.below(3) {
        0 => Some(Event::Wifi(Wifi { only, on })),
        1 => Some(Event::WifiOnly(None, only)),
        _ => Some(Event::WifiOnly(Some(some?), only)),
    }
}

/// Something about one of the reports on screen.
fn on_an_item(world: &World, device: &Device, at: usize) -> Option<Event> {
    let chance = &world.chance;
    let item = device.tabs[at].driver.look(|outbox| {
        let items = outbox.items();
        items.get(chance.below(items.len() as u64) as usize).map(|item| (*item).clone())
    })?;
    let mut oracle = world.oracle.borrow_mut();
    let truth = oracle.truth_of(&item.uid)?;
    let mends = |state| matches!(state, MediaState::TooLarge | MediaState::Refused | MediaState::Lost);
    if let Some(media) = item.media.iter().find(|media| mends(media.state)) {
        let smaller = photo::photo(item.key(), &media.slot, 1 + chance.below(2) as u8);
        return Some(Event::ReplacePhoto(item.uid, Box::new(smaller)));
    }
    match item.state {
        State::Refused(_) => {
            let new = if item.is_message() {
                message::about(world, &item, truth, true)?
            } else {
                let photos = item.media.len() as u8;
                let new = frozen(chance, truth, item.door, item.numbers.clone(), true, photos);
                NewItem { replaces: Some(item.uid.clone()), ..new }
            };
            oracle.will_save(truth, &new);
            Some(Event::Save(Box::new(new)))
        }
        State::Uncertain if chance.once_in(2) => {
            oracle.will_send_again(truth);
            let reference = body::reference(truth);
            let bytes = body::write(item.uid.as_str(), &reference, truth, true, 0, item.generation + 1);
            Some(Event::SendAgain(item.uid, bytes))
        }
        State::Waiting { .. } if chance.once_in(4) => {
            oracle.may_withdraw(truth);
            Some(Event::Withdraw(item.uid))
        }
        State::Received { .. } | State::Withdrawn if chance.once_in(6) => {
            oracle.may_forget(truth);
            Some(Event::Forget(item.uid))
        }
        _ if chance.once_in(2) => {
            let done = [KeyKept::Shown, KeyKept::Copied, KeyKept::Saved];
            Some(Event::KeyKept(item.uid, done[chance.below(3) as usize]))
        }
        _ => Some(Event::LossSeen),
    }
}
