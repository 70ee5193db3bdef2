//! Files of the city beside `config.json`, each fetched by whoever needs it first. The worker keeps them, so that they are
//! there without a line, too.

use tanggap_browser::fetch;
use tanggap_core::config::absolute;

const TIMEOUT_MS: i32 = 20_000;

/// The text of a file by its name in the config, below the portal at `base`; `None` where it can't be had now.
pub async fn text(base: &str, file: &str) -> Option<String> {
    let answer = fetch::get(&absolute(base, file), false, TIMEOUT_MS).await.ok()?;
    String::from_utf8(answer.body).ok().filter(|_| answer.status == 200)
}
