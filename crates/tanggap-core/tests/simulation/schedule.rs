//! One schedule: a while of chaos, then calm, then the reckoning. The same seed gives the same schedule.

use crate::{
    bend::Bend,
    device::Device,
    person,
    violation::Violation,
    world::{Tally, World},
};
use std::rc::Rc;
use tanggap_core::outbox::{Event, Wifi};

/// How many things happen while faults are on.
const CHAOS: u64 = 160;
/// How long the calm may take at most, in its own steps.
const CALM: u64 = 400;

pub fn run(seed: u64, bend: Bend, traced: bool) -> Result<Tally, (Violation, Vec<String>)> {
    let world = Rc::new(World::new(seed, bend, traced));
    let mut devices = vec![Device::new(&world, "phone")];
    if world.chance.once_in(3) {
        devices.push(Device::new(&world, "tablet"));
    }
    let steps = 40 + world.chance.below(CHAOS);
    for device in &mut devices {
        device.open_tab(&world);
    }
    for _ in 0..steps {
        let at = world.chance.below(devices.len() as u64) as usize;
        happen(&world, &mut devices, at);
        if world.oracle.borrow().broken.is_some() {
            break;
        }
    }
    calm(&world, &mut devices);
    let stores: Vec<_> = devices.iter().map(|device| &device.store).collect();
    world.oracle.borrow_mut().settle(&world, &stores);
    match world.oracle.borrow_mut().broken.take() {
        Some(violation) => Err((violation, world.trace())),
        None => Ok(world.tally.take()),
    }
}

/// One thing happens somewhere.
fn happen(world: &Rc<World>, devices: &mut [Device], at: usize) {
    let chance = &world.chance;
    let device = &mut devices[at];
    let tabs = device.tabs.len() as u64;
    let any = chance.below(tabs) as usize;
    match chance.below(100) {
        0..56 if tabs > 0 => (0..1 + chance.below(6)).for_each(|_| device.tabs[any].go_on(world)),
        56..66 => world.network.deliver(world),
        66..77 => person::act(world, device),
        77..80 => {
            if let Some(carrier) = &mut device.carrier {
                if carrier.go_on() {
                    device.carrier = None;
                }
            } else {
                device.wake_carrier(world);
            }
        }
        80..83 if tabs > 0 && chance.once_in(2) => device.kill_tab(world, any),
        83 => device.kill_carrier(world),
        84..87 if tabs < 3 => device.open_tab(world),
        87 if tabs > 0 => {
            device.tabs[any].frozen = !device.tabs[any].frozen;
            world.note(|| format!("{}: frozen: {}", device.tabs[any].name, device.tabs[any].frozen));
        }
        88 => world.network.give_up(world),
        89 => {
            let seconds = [-189_345_600, 189_345_600, -90, 700_000][chance.below(4) as usize];
            world.note(|| format!("{}: the clock jumps by {seconds} s", device.name));
            device.clock.jump_s(seconds);
        }
        90 if chance.once_in(6) => device.lose_storage(world),
        91 if chance.once_in(3) => {
            world.note(|| "server: falls back to its backup".to_owned());
            world.server.borrow_mut().fall_back();
        }
        92 => world.server.borrow_mut().back_up(),
        93 if chance.once_in(6) => {
            let erased = world.server.borrow_mut().erase(chance.next() >> 1);
            world.note(|| format!("server: erases {erased:?}"));
        }
        _ => {
            let ms = [1_000, 6_000, 6_000, 40_000, 700_000, 25_200_000, 90_000_000][chance.below(7) as usize];
            pass(world, devices, ms);
        }
    }
}

fn pass(world: &World, devices: &mut [Device], ms: u64) {
    world.note(|| format!("{} s pass", ms / 1_000));
    world.server.borrow_mut().seconds += (ms / 1_000) as i64;
    for device in devices {
        device.pass_ms(ms);
    }
}

/// Faults end, every phone is put down and opened again, and time passes until nothing more happens.
fn calm(world: &Rc<World>, devices: &mut [Device]) {
    world.note(|| "calm: faults end, every phone is opened again".to_owned());
    world.calm.set(true);
    for device in devices.iter_mut() {
        device.kill_carrier(world);
        while !device.tabs.is_empty() {
            device.kill_tab(world, 0);
        }
        device.open_tab(world);
        device.tabs[0].feed(Event::Wifi(Wifi { only: true, on: true }));
    }
    let mut waited_ms = 0;
    for _ in 0..CALM {
        for device in devices.iter_mut() {
            device.tabs[0].settle(world);
        }
        let busy = devices.iter().any(|device| device.tabs[0].is_busy());
        if !world.network.is_idle() {
            world.network.deliver(world);
        } else if !busy {
            if !devices.iter().any(|device| device.tabs[0].has_work()) {
                return;
            }
            let next = devices.iter().filter_map(Device::next_alarm_ms).min();
            let Some(ms) = next.filter(|ms| waited_ms + ms < 3 * 3_600_000) else { return };
            waited_ms += ms;
            pass(world, devices, ms);
        }
        if world.oracle.borrow().broken.is_some() {
            return;
        }
    }
    world.note(|| "calm: it never came to rest".to_owned());
}
