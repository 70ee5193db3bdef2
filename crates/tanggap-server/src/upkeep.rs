//! What the server does by itself while it runs. Once an hour it forgets photos that nobody went on with: a phone without a
//! line comes back within days, and what never comes back must not fill the database.

use crate::portal::Portal;
use std::{sync::Arc, time::Duration};

const EVERY: Duration = Duration::from_secs(3_600);
/// Three days: a phone that comes back later begins its photo anew.
const ABANDONED_S: i64 = 3 * 24 * 3_600;

/// Until it is aborted; the first time at once.
pub async fn run(portal: Arc<Portal>) {
    loop {
        match portal.store.forget_abandoned(ABANDONED_S, portal.now()).await {
            Ok(0) => {}
            Ok(abandoned) => tracing::info!(abandoned, "photos that nobody went on with begin anew"),
            Err(error) => tracing::warn!(%error, "photos that nobody went on with could not be forgotten"),
        }
        tokio::time::sleep(EVERY).await;
    }
}
