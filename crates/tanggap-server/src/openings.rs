//! Which reports a number and a key open. One from before there were openings is from then on found as all others are.

use crate::{
    app_state::AppState,
    random,
    store::{Candidate, StoreError},
};
use tanggap_core::ticket::KeyProof;

/// Every report that this number, in digits, and the key of this proof open together; erased ones, too. The work is the
/// same whatever is wrong with them.
pub async fn find<E: From<StoreError> + From<random::Error>>(
    portal: &AppState,
    number: &str,
    proof: &KeyProof,
) -> Result<Vec<Candidate>, E> {
    let chance = u64::from_le_bytes(random::bytes()?);
    let opens = portal.pepper.opens(number, proof);
    let candidates = portal.store.candidates(number.to_owned(), opens, chance).await?;
    let mut found: Vec<_> = candidates.opened.into_iter().filter(|candidate| !candidate.is_decoy).collect();
    let Some(sealed) = candidates.sealed else { return Ok(found) };
    let fits = portal.pepper.fits(&sealed, proof);
    for (candidate, fits) in sealed.into_iter().zip(fits) {
        let Some(candidate) = candidate.filter(|_| fits) else { continue };
        let opens = candidate.numbers.iter().map(|number| portal.pepper.opens(number, proof)).collect();
        if let Err(error) = portal.store.unseal(candidate.ticket().to_owned(), opens).await {
            // The key is right all the same; the next time will do.
            tracing::warn!(%error, "what opens a report could not be written");
        }
        found.push(candidate);
    }
    Ok(found)
}
