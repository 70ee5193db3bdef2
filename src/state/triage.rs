//! What told words mean, found on this device: nothing of it is sent. The city's files, its words and the weights learned
//! beside them, come when the first screen stands, and are read with the catalogue where somebody has told something.

use crate::state::{Portal, backoff, city_file, language};
use futures::{
    FutureExt,
    future::{Either, join, select},
};
use leptos::prelude::*;
use std::{cell::RefCell, pin::pin, sync::Arc};
use tanggap_browser::clock;
use tanggap_core::{
    classifier::{self, Classifier},
    danger::Danger,
    lexicon::{self, Lexicon},
    service::Service,
    triage::{Finding, Triage},
};

/// So long is nothing said about what was told; then nobody can know whether it is a danger, until the words are there.
const PATIENCE_MS: i32 = 1_500;
/// So much longer do guesses wait for them; then the catalogue alone guesses.
const GUESSES_WAIT_MS: i32 = 6_000;

thread_local! {
    /// The city's files as they came, by name.
    static ARRIVED: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
    static LEXICON: ArcRwSignal<Option<Arc<Lexicon>>> = ArcRwSignal::new(None);
    static CLASSIFIER: ArcRwSignal<Option<Arc<Classifier>>> = ArcRwSignal::new(None);
    /// Whether the words have been waited for as long as anybody should, and were not there.
    static LATE: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static TRIAGE: ArcRwSignal<Option<Arc<Triage>>> = ArcRwSignal::new(None);
    /// What it was made of: it takes a while to make.
    static MADE_OF: RefCell<Option<MadeOf>> = const { RefCell::new(None) };
}

struct MadeOf {
    lexicon: Arc<Lexicon>,
    services: Vec<Service>,
    classifier: Option<Arc<Classifier>>,
}

/// Fetches the city's files while nobody waits for them.
pub async fn fetch_ahead(portal: Portal) {
    let config = portal.config();
    let _kept = join(text(&config.lexicon, portal), text(&config.classifier, portal)).await;
}

/// Of a file that the city has; an empty one where it has none.
async fn text(file: &Option<String>, portal: Portal) -> Option<String> {
    let Some(file) = file else { return Some(String::new()) };
    let kept = ARRIVED
        .with(|arrived| arrived.borrow().iter().find(|(name, _)| name == file).map(|(_, text)| text.clone()));
    if kept.is_some() {
        return kept;
    }
    let text = city_file::text(portal.base, file).await?;
    ARRIVED.with(|arrived| arrived.borrow_mut().push((file.clone(), text.clone())));
    Some(text)
}

/// Reads files and catalogue, now and whenever the catalogue changes, for as long as the screens of the form are open.
pub fn begin(portal: Portal) {
    let (lexicon, classifier) = (LEXICON.with(Clone::clone), CLASSIFIER.with(Clone::clone));
    let triage = TRIAGE.with(Clone::clone);
    if lexicon.with_untracked(Option::is_none) {
        leptos::task::spawn_local(wait(portal));
    }
    Effect::new(move || {
        let (Some(lexicon), classifier) = (lexicon.get(), classifier.get()) else { return };
        let services =
            portal.catalogue.with(|catalogue| catalogue.loaded.then(|| catalogue.services.clone()));
        let Some(services) = services else { return };
        let known = triage.get_untracked();
        MADE_OF.with_borrow_mut(|made| {
            let known = known.zip(made.as_ref()).filter(|(_, made)| made.has_rules(&lexicon, &services));
            // Weights that come later are put beside the rules, which take a while to make.
            let rules = match known {
                Some((_, made)) if made.has_weights(classifier.as_ref()) => return,
                Some((known, _)) => Triage::clone(&known),
                None => Triage::new(&lexicon, &services, portal.config()),
            };
            triage.set(Some(Arc::new(rules.with(classifier.clone()))));
            *made = Some(MadeOf { lexicon, services, classifier });
        });
    });
}

impl MadeOf {
    fn has_rules(&self, lexicon: &Arc<Lexicon>, services: &[Service]) -> bool {
        Arc::ptr_eq(&self.lexicon, lexicon) && self.services == services
    }

    fn has_weights(&self, classifier: Option<&Arc<Classifier>>) -> bool {
        match (&self.classifier, classifier) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

async fn wait(portal: Portal) {
    let lexicon = LEXICON.with(Clone::clone);
    let mut whole = pin!(read(portal).fuse());
    let late = async {
        clock::wait(PATIENCE_MS).await;
        LATE.with(Clone::clone)
            .set(lexicon.with_untracked(Option::is_none) && portal.config().lexicon.is_some());
        clock::wait(GUESSES_WAIT_MS).await;
    };
    if let Either::Left(_) = select(pin!(late.fuse()), whole.as_mut()).await {
        if lexicon.with_untracked(Option::is_none) {
            lexicon.set(Some(Arc::default()));
        }
        whole.await;
    }
}

/// Asks for the files until they are there, neither waiting for the other. One that can't be read counts as none: the build
/// has looked at the city's.
async fn read(portal: Portal) {
    // What is said about a danger is among the words that come later.
    language::all_words().await;
    let config = portal.config();
    let words = async {
        let lexicon = lexicon::read(&arrived(&config.lexicon, portal).await).unwrap_or_default();
        LEXICON.with(Clone::clone).set(Some(Arc::new(lexicon)));
    };
    let weights = async {
        let classifier = classifier::read(&arrived(&config.classifier, portal).await);
        CLASSIFIER.with(Clone::clone).set(classifier.ok().map(Arc::new));
    };
    join(words, weights).await;
}

async fn arrived(file: &Option<String>, portal: Portal) -> String {
    loop {
        if let Some(text) = text(file, portal).await {
            return text;
        }
        backoff::a_little().await;
    }
}

/// Whether the words were not there in time, so that somebody may be in danger and nothing here has seen it. Tracked.
pub fn is_late() -> bool {
    LATE.with(Clone::clone).get()
}

/// What words mean; `None` until files and catalogue are there. Tracked.
pub fn find(told: &str, is_offered: impl Fn(&Service) -> bool, portal: Portal) -> Option<Finding> {
    let triage = TRIAGE.with(Clone::clone).get()?;
    portal.catalogue.with(|catalogue| {
        Some(triage.read(told, |desk, code| catalogue.service(desk, code).is_some_and(&is_offered)))
    })
}

/// What a person has written of what happens, box by box.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Told {
    /// The story, and answers in words of one's own.
    pub texts: Vec<String>,
    /// Where it is. Places are named after what they are near to, so little in it tells of danger.
    pub address: String,
}

impl Told {
    /// `answers` with all that were given: a choice is sent as one word, and says nothing of anybody.
    pub fn new<'a>(story: &'a str, answers: impl Iterator<Item = &'a str>, address: &str) -> Self {
        let told = answers.filter(|answer| answer.trim().contains(char::is_whitespace));
        Self {
            texts: [story].into_iter().chain(told).map(str::to_owned).collect(),
            address: address.to_owned(),
        }
    }

    /// The danger that is told in any box; `None` until files and catalogue are there. Tracked.
    pub fn danger(&self, portal: Portal) -> Option<Danger> {
        let in_texts = self.texts.iter().find_map(|text| danger_in(text, portal));
        in_texts.or_else(|| danger_in(&self.address, portal).filter(Danger::is_named))
    }
}

/// The danger in what was told for the report at hand. Tracked only until the files are there: a screen is drawn for what
/// was told before.
pub fn danger(portal: Portal) -> Option<Danger> {
    let told = portal.draft.with_untracked(|draft| {
        let answers = draft.answers.iter().flat_map(|(_, values)| values).map(String::as_str);
        Told::new(&draft.description, answers, &draft.place.address)
    });
    told.danger(portal)
}

/// The danger in these words; `None` until files and catalogue are there. Tracked.
pub fn danger_in(told: &str, portal: Portal) -> Option<Danger> {
    find(told, |_| false, portal)?.danger
}
