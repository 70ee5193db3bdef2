//! The office: the one way in for whatever is done with a report, by the API, at the command line, in the demo and
//! through whatever door comes next. It asks the core's rules ([`tanggap_core::office::may`]) inside the transaction
//! that writes, and answers in the office's own terms; every door has words of its own for them.
//!
//! - [`incoming`]: a report on its way in; [`receive`](mod@receive): a new one, or a [`correction`] of one, under its own
//!   number or an [`allotment`]; [`tell`](mod@tell): what its reporter says later; [`body`]: what is kept of either
//! - [`act`](mod@act): what desks and the administrator do, [`see`](mod@see): what they read
//! - [`expire`](mod@expire): what time does, by which [`schedules`], and [`doubt`](mod@doubt) what speaks against that

mod act;
mod allotment;
mod body;
mod correction;
mod doubt;
mod expire;
mod incoming;
mod receive;
mod schedules;
mod see;
mod tell;

pub use act::{ActError, By, Deed, Note, act};
pub use doubt::{Doubt, doubt};
pub use expire::{Expired, Unexpired, Why, expire, expired, unexpired, unscheduled};
pub use incoming::{Incoming, ReceiveError, Sender};
pub use receive::{receive, without_proof};
pub use see::{conversation, list, picture, see};
pub use tell::{TellError, tell};

use crate::{
    city::City,
    store::{Filled, Store, StoreError},
};
use std::sync::Arc;
use tanggap_core::config::PortalConfig;

/// Gives reports from before kinds were kept the kind of their service, and brings what stands at a desk that must not
/// have it to one that may. A server does this at its start; whoever else opens a store to act on it does so while
/// [`Store::is_filled`] is false.
pub async fn fill(
    store: &Store,
    config: &Arc<PortalConfig>,
    city: &Arc<City>,
    at: i64,
) -> Result<Filled, StoreError> {
    let (desks, config, city) = (config.desks.clone(), Arc::clone(config), Arc::clone(city));
    let classify = move |desk: &str, code: &str| {
        (city.classify(&config, desk, code), city.service(desk, code).is_some())
    };
    store.fill(desks, at, classify).await
}
