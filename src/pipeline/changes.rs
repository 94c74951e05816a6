//! An interview and the episode that stands to what a render would change, and to a refusal where nothing
//! may be spoken.

use super::{Compiled, Prepared, copy, planned};
use crate::diff::Difference;
use crate::error::Error;
use crate::publish::{self, OutputRow, Seen};
use crate::speak;
use crate::workshop::Workshop;
use std::path::Path;

/// So many lines that would be spoken are listed, the rest counted.
const LISTED: usize = 10;

/// What a render would change in `out`, and what that costs. Nothing is rendered or spoken.
///
/// # Errors
/// When the folder holds another interview's episode, or cannot be read, or the store cannot.
pub fn diff(
    shop: &Workshop,
    compiled: &Compiled,
    prepared: &Prepared,
    outputs: &[&OutputRow],
    out: &Path,
) -> Result<Difference, Error> {
    let (owner, ..) = planned(compiled, prepared, outputs);
    let earlier = publish::earlier(out, &owner)?;
    let prepared = copy::supposed(shop, &compiled.script, prepared, earlier.as_ref());
    let (_, _, recipe) = planned(compiled, &prepared, outputs);
    let seen = Seen::within(&shop.places.cache);
    let stands = publish::standing(out, &owner, &recipe, &seen).is_some();
    let known = crate::diff::Known {
        stands,
        files: match &earlier {
            Some(earlier) if !stands => publish::altered(out, earlier, &seen)?,
            _ => Vec::new(),
        },
        kept: (shop.store.has(&recipe.keys())).map_err(speak::SpeakError::from)?,
        paces: &speak::Paces::read(&shop.places.cache),
        threads: shop.threads,
    };
    Ok(crate::diff::diff(earlier.as_ref(), &recipe, known))
}

/// Refuses a render for which anything would be spoken.
///
/// # Errors
/// When a line has no take.
pub fn locked(difference: &Difference) -> Result<(), Error> {
    match difference.speak {
        0 => Ok(()),
        all => {
            let lines: Vec<String> = difference.spoken().take(LISTED).collect();
            let more = all.saturating_sub(lines.len());
            Err(Error::Locked { lines, more })
        }
    }
}
