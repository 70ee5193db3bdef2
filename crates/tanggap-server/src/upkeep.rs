//! What the server does by itself while it runs. Once an hour it forgets photos that nobody went on with: a phone without a
//! line comes back within days, and what never comes back must not fill the database. Once a minute it tells what load
//! has made it refuse, and once at its start which desks and services are gone that still have reports. [`retention`]: once a day it erases
//! what the city no longer keeps.

mod retention;

use crate::{app_state::AppState, office};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);
/// Three days: a phone that comes back later begins its photo anew.
const ABANDONED_S: i64 = 3 * 24 * 3_600;

/// Until it is aborted; the first time at once.
pub async fn run(portal: Arc<AppState>) {
    tokio::join!(
        tell_gone_desks(&portal),
        tell_gone_services(&portal),
        forget_abandoned(&portal),
        tell_refusals(&portal),
        retention::run(&portal)
    );
}

/// Nobody but the administrator can act on what lies there.
async fn tell_gone_desks(portal: &AppState) {
    match portal.store.by_desk().await {
        Ok(desks) => {
            for (desk, reports, public) in desks {
                if portal.config.desk(&desk).is_none() {
                    tracing::warn!(
                        desk,
                        reports,
                        public,
                        "the config has no such desk, and reports lie there: they stay as they are, and the administrator \
                         takes them back or refers them (`reports` lists them, --administrator acts)"
                    );
                }
            }
        }
        Err(error) => tracing::warn!(%error, "what lies at desks that are gone could not be looked up"),
    }
}

/// No schedule says for how long their reports are kept.
async fn tell_gone_services(portal: &AppState) {
    match office::unscheduled(&portal.store, &portal.city).await {
        Ok(gone) if gone.is_empty() => {}
        Ok(gone) => {
            let reports: u64 = gone.iter().map(|(_, reports)| reports).sum();
            let services: Vec<_> =
                gone.iter().map(|(service, reports)| format!("{service} ({reports})")).collect();
            tracing::warn!(
                reports,
                services = services.join(", "),
                "the city's files have no such services, so no schedule says for how long their reports are kept: retention \
                 leaves them. Is --city right?"
            );
        }
        Err(error) => tracing::warn!(%error, "whether services are gone could not be looked up"),
    }
}

async fn forget_abandoned(portal: &AppState) {
    loop {
        match portal.store.forget_abandoned(ABANDONED_S, portal.now()).await {
            Ok(0) => {}
            Ok(abandoned) => tracing::info!(abandoned, "photos that nobody went on with begin anew"),
            Err(error) => tracing::warn!(%error, "photos that nobody went on with could not be forgotten"),
        }
        sleep(HOUR).await;
    }
}

async fn tell_refusals(portal: &AppState) {
    loop {
        sleep(MINUTE).await;
        portal.overload.tell((portal.steady)());
    }
}
