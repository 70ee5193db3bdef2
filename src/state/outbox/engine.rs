//! The machine at work: it is started once, takes commands, and whatever it tells goes into the mirror.

use super::{
    Command, NotKept, Saving, content, freeze, indicator, keeper, kicks, line, mirror, offering, outbox,
    ports, room, saying, wifi,
};
use crate::state::{Portal, drafts, following, language, pin};
use leptos::{prelude::*, task::spawn_local};
use std::{cell::RefCell, mem, rc::Rc};
use tanggap_browser::{page, worker};
use tanggap_core::{
    outbox::{Driver, Event, Notice, Why},
    report::Uid,
};

pub type Machine = Driver<ports::AppPorts>;

enum Engine {
    Asleep,
    /// What was asked for while it starts.
    Waking(Vec<Command>),
    Awake(Portal, Rc<Machine>),
}

thread_local! {
    static ENGINE: RefCell<Engine> = const { RefCell::new(Engine::Asleep) };
}

/// The machine, once it has started.
pub fn machine() -> Option<(Portal, Rc<Machine>)> {
    ENGINE.with(|engine| match &*engine.borrow() {
        Engine::Awake(portal, machine) => Some((*portal, machine.clone())),
        _ => None,
    })
}

/// Takes a command, and starts the machine with the first.
pub fn take(portal: Portal, command: Command) {
    let now = ENGINE.with(|engine| {
        let mut engine = engine.borrow_mut();
        match &mut *engine {
            Engine::Awake(_, machine) => return Some((machine.clone(), command)),
            Engine::Waking(waiting) => waiting.push(command),
            Engine::Asleep => {
                *engine = Engine::Waking(vec![command]);
                spawn_local(wake(portal));
            }
        }
        None
    });
    if let Some((machine, command)) = now {
        spawn_local(act(portal, machine, command));
    }
}

async fn wake(portal: Portal) {
    language::more_words().await;
    let machine = Rc::new(Driver::new(ports::open(portal.base, kicks::heard).await));
    pin::know(machine.ports().device().setting(pin::SETTING).await);
    let before =
        ENGINE.with(|engine| mem::replace(&mut *engine.borrow_mut(), Engine::Awake(portal, machine.clone())));
    spawn_local(feed(machine.clone(), Event::Started));
    wifi::begin(&machine).await;
    kicks::listen(portal);
    // Said before a word is kept: whoever writes here may want to know that nothing stays.
    room::look(&machine);
    indicator::begin(portal);
    keeper::begin(portal, &machine).await;
    outbox().update(|outbox| outbox.begun = true);
    spawn_local(following::refresh(portal, false));
    if let Engine::Waking(waiting) = before {
        for command in waiting {
            spawn_local(act(portal, machine.clone(), command));
        }
    }
}

/// Whatever happens outside: the time that was asked for, the network, another tab.
pub fn kick(why: Why) {
    if let Some((_, machine)) = machine() {
        spawn_local(feed(machine, Event::Kick(why)));
    }
}

pub async fn feed(machine: Rc<Machine>, event: Event) {
    machine.feed(event).await;
    mirror::refresh(&machine);
}

async fn act(portal: Portal, machine: Rc<Machine>, command: Command) {
    // What is written after *remove everything* would be left.
    if keeper::is_stopped() && !matches!(command, Command::RemoveEverything(_)) {
        return;
    }
    outbox().update(|outbox| outbox.not_done = None);
    let event = match command {
        Command::Begin => return,
        Command::Save => match freeze::freeze(portal).await {
            Ok(new) => Event::Save(Box::new(new)),
            Err(why) => return outbox().update(|outbox| outbox.saving = Saving::NotKept(why)),
        },
        Command::SendNow => Event::Kick(Why::Tap),
        Command::TakeBack(uid) => Event::Withdraw(uid),
        Command::Forget(uid) => {
            let row = outbox().with_untracked(|outbox| outbox.row(&uid).and_then(|row| row.ticket_now()));
            if let Some(ticket) = row {
                following::forget(portal, ticket.digits());
            }
            Event::Forget(uid)
        }
        Command::KeepDraft => return keeper::keep(portal).await,
        Command::StartAnew => return keeper::start_anew(portal, &machine).await,
        Command::GoOn(uid) => return keeper::go_on(portal, &machine, uid).await,
        Command::DeleteDraft(uid) => return keeper::delete(portal, &machine, uid).await,
        Command::UndoDelete => return keeper::undo(portal, &machine).await,
        Command::TakeOver => return keeper::take_over(portal, &machine).await,
        Command::LossSeen => {
            outbox().update(|outbox| outbox.lost = 0);
            Event::LossSeen
        }
        Command::KeyKept(uid, how) => Event::KeyKept(uid, how),
        Command::Look(uid) => return content::look(portal, &machine, uid).await,
        Command::Read(uid, sender) => {
            // Who has gone meanwhile wants nothing any more.
            let _gone = sender.send(content::told(&machine, &uid).await);
            return;
        }
        Command::Photo(uid, slot, sender) => {
            let _gone = sender.send(machine.ports().device().photo(&uid, &slot).await.ok().flatten());
            return;
        }
        Command::Say(saying, sender) => match saying::freeze(portal, *saying) {
            Some(new) => {
                saying::wait_for(&new.uid, sender);
                Event::Save(Box::new(new))
            }
            None => return,
        },
        Command::Said(uid, sender) => {
            let _gone = sender.send(saying::said(&machine, &uid).await);
            return;
        }
        Command::RemoveEverything(sender) => {
            keeper::stop();
            keeper::forget_deleted();
            let done = machine.ports().device().remove_everything().await.is_ok();
            if !done {
                keeper::resume();
            }
            let _gone = sender.send(done);
            return;
        }
        Command::AskLine(sender) => {
            let _gone = sender.send(line::ask(portal).await);
            return;
        }
        Command::Setting(name, sender) => {
            let _gone = sender.send(machine.ports().device().setting(&name).await);
            return;
        }
        Command::SetAndTell(name, value, sender) => {
            let _gone = sender.send(machine.ports().device().set(&name, &value).await.is_ok());
            return;
        }
        Command::Set(name, value) => {
            let _kept = machine.ports().device().set(&name, &value).await;
            return;
        }
        Command::WifiOnly(uid, only) => {
            if uid.is_none() {
                wifi::set(&machine, only).await;
            }
            Event::WifiOnly(uid, only)
        }
        Command::OfferSmaller(uid, slot) => match offering::smaller(&machine, &uid, &slot).await {
            Some(event) => event,
            None => return offering::not_done(uid),
        },
        Command::OfferOther(uid, slot, input) => match offering::other(&machine, &uid, &slot, &input).await {
            Some(event) => event,
            None => return offering::not_done(uid),
        },
        Command::Correct(uid) => return content::correct(portal, &machine, uid).await,
        Command::SendAgain(uid) => match content::said_again(&machine, &uid).await {
            Some(bytes) => Event::SendAgain(uid, bytes),
            None => return outbox().update(|outbox| outbox.not_done = Some(uid)),
        },
    };
    feed(machine, event).await;
}

/// What the machine tells, after it is true.
pub fn heard(notice: Notice) {
    let Some((portal, machine)) = machine() else { return };
    mirror::refresh(&machine);
    match notice {
        Notice::Saved(uid) | Notice::NotSaved(uid, _) if saying::is_waited_for(&uid) => {
            spawn_local(said(machine, uid));
        }
        Notice::Saved(uid) => kept(portal, uid),
        Notice::NotSaved(uid, fault) => {
            let why = NotKept::Store(fault);
            outbox().update(|outbox| outbox.saving = Saving::NotKept(why));
            // A store that said no may have done it all the same: what is there counts.
            spawn_local(look_again(portal, machine, uid));
        }
        Notice::NotDone(uid, _) => outbox().update(|outbox| outbox.not_done = Some(uid)),
        Notice::LostByDevice(lines) => outbox().update(|outbox| outbox.lost += lines.len().max(1)),
        Notice::Unreadable(_) => outbox().update(|outbox| outbox.unreadable = true),
        Notice::Readable => outbox().update(|outbox| outbox.unreadable = false),
        Notice::Changed(_) | Notice::Received(..) | Notice::Alarm(..) => {}
    }
}

fn kept(portal: Portal, uid: Uid) {
    outbox().update(|outbox| {
        outbox.sent_here.insert(uid.as_str().to_owned());
    });
    spawn_local(room::ask());
    // Its draft has become this report.
    spawn_local(keeper::read_again());
    worker::ask_for_carrier();
    if drafts::uid_at_hand().as_ref() == Some(&uid) {
        // Who has gone home meanwhile begins anew there; every step of the form leads to the receipt.
        let at_home = page::attribute("data-page").as_deref() == Some("home");
        if at_home {
            drafts::let_go(portal);
        }
        outbox().update(|outbox| outbox.saving = if at_home { Saving::Not } else { Saving::Kept(uid) });
    }
}

/// A store that said no may have done it all the same: what is there counts.
async fn said(machine: Rc<Machine>, uid: Uid) {
    let is_there = || machine.look(|outbox| outbox.item(&uid).is_some());
    if !is_there() {
        feed(machine.clone(), Event::Kick(Why::Elsewhere)).await;
    }
    saying::tell(&uid, is_there());
    worker::ask_for_carrier();
}

async fn look_again(portal: Portal, machine: Rc<Machine>, uid: Uid) {
    feed(machine.clone(), Event::Kick(Why::Elsewhere)).await;
    if machine.look(|outbox| outbox.item(&uid).is_some()) {
        kept(portal, uid);
    }
}
