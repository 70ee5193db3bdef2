//! The system's limit on open files: every connection is one, and a server that runs out of them can accept nobody.

use super::places::Room;

/// Files beside connections: the readers' and the writer's of the database, log, listeners, timers.
const OTHERS: usize = 256;

/// What the room needs at most.
pub fn needed(room: Room) -> u64 {
    (room.all + OTHERS) as u64
}

/// Fewer files than a server has open that nobody has asked for anything: it would end in the middle of its start, and
/// say something else.
const LEAST: u64 = 96;

/// # Errors
/// Where the system allows too few files to start at all.
pub fn check() -> Result<(), String> {
    match raise_limit(LEAST) {
        Some(limit) if limit < LEAST => Err(format!(
            "this process may open only {limit} files, and a server needs {LEAST} at least, with {OTHERS} beside one for each \
             connection to be well: raise LimitNOFILE, or ulimit -n"
        )),
        _ => Ok(()),
    }
}

/// The same room, or as much of it as the system's limit allows, of which the log then warns. The soft limit is raised
/// as far as it may be.
pub fn within_limit(room: Room) -> Room {
    let needed = needed(room);
    let Some(limit) = raise_limit(needed).filter(|limit| *limit < needed) else { return room };
    let all = usize::try_from(limit).unwrap_or(room.all).saturating_sub(OTHERS).max(OTHERS / 4);
    tracing::warn!(
        limit,
        needed,
        connections = all,
        "this process may open too few files for all connections; raise LimitNOFILE, or ulimit -n"
    );
    Room { all, ..room }
}

/// The limit, after it was raised towards what is needed; `None` where there is none.
#[cfg(unix)]
fn raise_limit(needed: u64) -> Option<u64> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let current = current?;
    let wanted = maximum.map_or(needed, |maximum| maximum.min(needed));
    if current >= wanted {
        return Some(current);
    }
    let raised = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum });
    Some(if raised.is_ok() { wanted } else { current })
}

#[cfg(not(unix))]
fn raise_limit(_: u64) -> Option<u64> {
    None
}
