//! Voices of made-up takes, levelled.
