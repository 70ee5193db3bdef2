//! What is under way. A request may be lost on either side of the server, come twice, come late, outlive its sender;
//! the scheduler decides.

use crate::{body, world::World};
use std::{cell::RefCell, future::poll_fn, rc::Rc, task::Poll};
use tanggap_core::{
    memory::pause,
    ports::{RawAnswer, Request, SendFault},
};

type Reply = Rc<RefCell<Option<Result<RawAnswer, SendFault>>>>;

#[derive(Default)]
pub struct Network {
    under_way: RefCell<Vec<Message>>,
}

struct Message {
    request: Rc<Request>,
    /// Nobody waits for the answer to a duplicate.
    reply: Option<Reply>,
    from: String,
}

/// Sends over the simulated network.
pub async fn send(world: &World, from: &str, request: &Request) -> Result<RawAnswer, SendFault> {
    pause().await;
    if world.fault(8) {
        world.note(|| format!("{from}: {} {}: no network", request.method, request.url));
        return Err(SendFault::NotSent);
    }
    world.note(|| format!("{from}: {} {} leaves", request.method, request.url));
    world.tally.borrow_mut().requests += 1;
    world.oracle.borrow_mut().sent(from, request);
    let reply = Reply::default();
    let message =
        Message { request: Rc::new(request.clone()), reply: Some(reply.clone()), from: from.to_owned() };
    world.network.under_way.borrow_mut().push(message);
    let outcome = poll_fn(|_| reply.borrow_mut().take().map_or(Poll::Pending, Poll::Ready)).await;
    pause().await;
    outcome
}

impl Network {
    pub fn is_idle(&self) -> bool {
        self.under_way.borrow().is_empty()
    }

    /// Somebody stops waiting; the request goes on without them and may arrive late.
    pub fn give_up(&self, world: &World) {
        let mut under_way = self.under_way.borrow_mut();
        let count = under_way.len() as u64;
        if let Some(message) = under_way.get_mut(world.chance.below(count) as usize)
            && let Some(reply) = message.reply.take()
        {
            world.note(|| format!("{}: no answer in time", message.from));
            *reply.borrow_mut() = Some(Err(SendFault::Ambiguous));
        }
    }

    /// One message, any of them, gets somewhere or nowhere.
    pub fn deliver(&self, world: &World) {
        let count = self.under_way.borrow().len() as u64;
        if count == 0 {
            return;
        }
        let message = self.under_way.borrow_mut().swap_remove(world.chance.below(count) as usize);
        let Message { request, reply, from } = message;
        // Cut while the bytes were going up, or nobody there: the server does nothing.
        if world.fault(10) {
            world.note(|| {
                format!("network: {} {} from {from} is lost on its way", request.method, request.url)
            });
            if request.url.contains("/media/") && request.method == "PUT" && world.chance.once_in(2) {
                world.server.borrow_mut().cut_photo(world, &request);
            }
            answer(reply, Err(SendFault::Ambiguous));
            return;
        }
        // A keep-alive socket was closed: the browser sends it again by itself (reliability.md, fact 1).
        if world.fault(10) && !(request.url.starts_with("plain") && request.method == "POST") {
            world.note(|| format!("network: {} {} from {from} comes twice", request.method, request.url));
            let copy = Message { request: request.clone(), reply: None, from: from.clone() };
            self.under_way.borrow_mut().push(copy);
        }
        let mut raw = handle(world, &request);
        world.note(|| format!("server: {} {} from {from}: {}", request.method, request.url, raw.status));
        if world.fault(8) {
            world.note(|| format!("network: the answer to {from} is lost"));
            answer(reply, Err(SendFault::Ambiguous));
            return;
        }
        if world.fault(12) {
            garble(world, &mut raw);
            world.note(|| format!("network: the answer to {from} is garbled"));
        }
        answer(reply, Ok(raw));
    }
}

fn answer(reply: Option<Reply>, outcome: Result<RawAnswer, SendFault>) {
    if let Some(reply) = reply {
        *reply.borrow_mut() = Some(outcome);
    }
}

fn handle(world: &World, request: &Request) -> RawAnswer {
    let raw = if request.url.starts_with("plain") {
        world.plain.borrow_mut().handle(world, request)
    } else {
        world.server.borrow_mut().handle(world, request)
    };
    let truth = body::truth(&request.bytes);
    if truth != 0 {
        let rows = (world.server.borrow().rows_of(truth), world.plain.borrow().rows_of(truth));
        world.oracle.borrow_mut().rows(truth, rows.0, rows.1);
    }
    raw
}

fn garble(world: &World, raw: &mut RawAnswer) {
    match world.chance.below(4) {
        0 => raw.body.truncate(raw.body.len() / 2),
        1 => raw.body.clear(),
        2 => raw.content_type = "text/html".to_owned(),
        _ => {
            *raw = RawAnswer {
                status: 200,
                content_type: "text/html".to_owned(),
                body: b"<html>Log in to this network".to_vec(),
                ..RawAnswer::default()
            };
        }
    }
}
