//! `duologue takes`: what is kept, how often it helped, and the cleaning of it.

use super::args::{Takes, TakesVerb};
use super::{Failure, Outcome, Voice, config, print, redo, words};
use duologue::speak::store::{Found, Store, StoreError, prune};
use std::ops::ControlFlow;
use std::time::SystemTime;

pub(crate) fn run(order: &Takes, voice: Voice) -> Outcome {
    let mut shop = config::workshop(voice)?;
    if let Some(folder) = &order.takes {
        shop.keep_takes_in(folder.clone());
    }
    let store = shop.store.as_ref();
    let said = match &order.verb {
        Some(TakesVerb::Redo(order)) => return redo::run(order, voice),
        None => told(store, shop.cap),
        Some(TakesVerb::Verify) => verify(store),
        Some(TakesVerb::Prune { cap }) => prune(store, cap.unwrap_or(shop.cap), SystemTime::now())
            .map(|pruned| {
                let why = match pruned.left > cap.unwrap_or(shop.cap) {
                    true => ": what was used in the last two hours stays, a render may need it",
                    false => "",
                };
                format!(
                    "{} thrown away ({}), {} left{why}\n",
                    words::count(pruned.takes, "take"),
                    words::bytes(pruned.bytes),
                    words::bytes(pruned.left)
                )
            }),
    };
    print(&said.map_err(|error: StoreError| Failure::Said(error.to_string()))?)
}

/// How many there are, and what they have been good for.
fn told(store: &dyn Store, cap: u64) -> Result<String, StoreError> {
    let (mut takes, mut bytes) = (0, 0);
    store.list(&mut |kept| {
        takes += 1;
        bytes += kept.bytes;
        ControlFlow::Continue(())
    })?;
    let mut text = format!(
        "{} in {}\n{} of at most {}\n",
        words::count(takes, "take"),
        store.place(),
        words::bytes(bytes),
        words::bytes(cap)
    );
    let hits = store.hits()?;
    let lines = hits.spoken + hits.reused;
    if lines > 0 {
        let share = 100.0 * hits.reused as f64 / lines as f64;
        text += &format!(
            "of {lines} lines that were wanted so far, {} were spoken and {} found here ({share:.0} %)\n",
            hits.spoken, hits.reused
        );
    }
    Ok(text)
}

/// Reads every take; the store throws away what is damaged.
fn verify(store: &dyn Store) -> Result<String, StoreError> {
    let mut keys = Vec::new();
    store.list(&mut |kept| {
        keys.push(kept.key);
        ControlFlow::Continue(())
    })?;
    let mut damaged = 0;
    for key in &keys {
        damaged += usize::from(store.get(key)? == Found::Damaged);
    }
    Ok(match damaged {
        0 => format!("{}, all sound\n", words::count(keys.len(), "take")),
        _ => format!(
            "{}, {} damaged and thrown away: spoken again when next needed\n",
            words::count(keys.len(), "take"),
            damaged
        ),
    })
}
