//! Where the rooms of the state meet: at the start, once. News go up to here, and from here to whoever has to do with them.

use crate::state::{
    Portal, backoff, bar, catalogue, device,
    device::line::{self, Heard},
    drafts, first_screen, following, language, outbox, pin, triage,
};
use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_split::{SplitLoaderError, wasm_split},
};
use std::rc::Rc;
use tanggap_browser::{
    clock,
    device::{Elsewhere, News, open},
    page,
};
use tanggap_core::outbox::Why;

const TICK_MS: i32 = 5_000;
/// Followed reports are looked through so often; each is asked after when its time has come.
const FOLLOW_TICKS: u32 = 60;

/// Reads config and catalogue when the first screen stands, so that the next finds them read, and fetches what is listened
/// for there; then looks after what waits on this device. An error where the part can't be fetched: nobody is waiting for it
/// yet, and it may be asked for again.
#[wasm_split(read_catalogue, wasm_split_path = leptos::wasm_split, fallible)]
pub fn begin(portal: Portal) -> Result<(), SplitLoaderError> {
    spawn_local(async move {
        catalogue::load(portal).await;
        spawn_local(triage::fetch_ahead(portal));
        // Something may be waiting from before, however long the line takes to bring the part that looks.
        while open_device(portal).await.is_err() {
            device::has_no_part();
            backoff::a_little().await;
        }
    });
    Ok(())
}

/// Has the device opened for a screen that shows what lies there, before the first screen's turn comes.
pub fn wake(portal: Portal) {
    spawn_local(async move {
        let _late = open_device(portal).await;
    });
}

/// Opens the device and starts every room that keeps something there, once. An error where the part can't be fetched.
#[wasm_split(outbox, wasm_split_path = leptos::wasm_split, fallible)]
fn open_device(portal: Portal) -> Result<(), SplitLoaderError> {
    if device::is_to_open() {
        spawn_local(start(portal));
    }
    Ok(())
}

async fn start(portal: Portal) {
    language::more_words().await;
    let opened = Rc::new(open(portal.base, heard).await);
    device::opened(opened.clone());
    pin::know(opened.setting(pin::SETTING).await);
    outbox::begin(portal, opened.clone(), of_outbox).await;
    line::watch(portal, outbox::is_stuck, of_line);
    spawn_local(tick(portal));
    // Said before a word is kept: whoever writes here may want to know that nothing stays.
    device::storage::look(&opened);
    let owner = Owner::new();
    owner.with(|| {
        bar::begin(portal);
        first_screen::lines::begin(portal);
    });
    std::mem::forget(owner);
    drafts::begin(portal, &opened, outbox::is_report).await;
    device::ready();
    spawn_local(following::refresh(portal, false));
}

/// Whatever the device tells, whenever it happens.
fn heard(news: News) {
    match news {
        News::Notice(notice) => outbox::heard(notice),
        News::Timer => outbox::kick(Why::Timer),
        News::Elsewhere(Elsewhere::Outbox) => outbox::kick(Why::Elsewhere),
        News::Elsewhere(Elsewhere::Cleared) => {
            device::stop();
            page::leave_for(&page::base());
        }
        News::Elsewhere(Elsewhere::Drafts) => spawn_local(drafts::read_again()),
        // Ours goes on; the page says that there is a newer one (boot.js).
        News::NewerApp => {}
        News::StoreClosed => device::storage::is_closed(),
    }
}

fn of_line(heard: Heard) {
    match heard {
        Heard::MayBeBack => {
            outbox::kick(Why::Online);
            // `boot.js` has taken the word of the browser, and the bar says so already.
            if line::is_down() {
                bar::show();
            }
        }
        Heard::Changed { answers } => {
            // Why something was not sent reads otherwise now.
            outbox::refresh();
            // Only an answer after none ends pauses: a desk that is down beside a portal that is up keeps its back-off.
            if answers {
                outbox::kick(Why::Online);
            }
        }
    }
}

fn of_outbox(portal: Portal, news: outbox::News) {
    match news {
        outbox::News::Kept { uid, in_form } => {
            spawn_local(device::storage::ask());
            // Its draft has become this report.
            spawn_local(drafts::read_again());
            if !in_form {
                drafts::let_go_of(portal, &uid);
            }
        }
        outbox::News::ReceiptShown(uid) => drafts::let_go_of(portal, &uid),
        outbox::News::Forgotten(ticket) => following::forget(portal, ticket.digits()),
    }
}

/// What goes on with time, as long as the page lives.
async fn tick(portal: Portal) {
    for ticks in 1_u32.. {
        clock::wait(TICK_MS).await;
        outbox::tick();
        if ticks.is_multiple_of(FOLLOW_TICKS) && page::is_seen() {
            following::refresh(portal, false).await;
        }
    }
}
