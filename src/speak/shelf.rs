//! Rows of the table to loaded engines: each opened once, and only when a line needs it.
//!
//! A render whose lines are all in the store opens none.

use crate::engines::{self, Engine, EngineError, EngineRow, Places};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The engines of one render.
pub(super) struct Shelf<'a> {
    table: &'a [EngineRow],
    places: &'a Places,
    opened: Mutex<BTreeMap<&'static str, Arc<dyn Engine>>>,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(table: &'a [EngineRow], places: &'a Places) -> Self {
        Shelf {
            table,
            places,
            opened: Mutex::default(),
        }
    }

    /// The engine of that name, opened if it is not yet. Who comes while another opens one
    /// waits: the first line is worth less than a model loaded twice.
    pub(super) fn engine(&self, name: &str) -> Result<Arc<dyn Engine>, EngineError> {
        let row = engines::find(self.table, name).ok_or_else(|| EngineError::Unknown {
            engine: name.to_owned(),
        })?;
        // A panic while opening leaves the map as it was.
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(engine) = opened.get(row.name) {
            return Ok(Arc::clone(engine));
        }
        let engine = (row.open)(self.places)?;
        opened.insert(row.name, Arc::clone(&engine));
        Ok(engine)
    }
}
