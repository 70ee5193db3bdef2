//! Waiting before something is asked for again.

use tanggap_browser::clock;

const AGAIN_MS: i32 = 5_000;

pub async fn a_little() {
    clock::wait(AGAIN_MS).await;
}
