//! The row of the plain sound: the same file as an audiobook, for players of music and podcasts.

use super::super::{OutputRow, Write};
use super::{Kind, MISSING, check, holds, open};

/// The row of this format.
pub(super) const ROW: OutputRow = OutputRow {
    name: "m4a",
    about: "for Apple's players, with chapters (AAC in MP4; bitrate, rate, channels)",
    file: |name| format!("{name}.m4a"),
    media_type: "audio/mp4",
    default: false,
    pictured: true,
    needs: &[],
    missing: MISSING,
    like: None,
    check,
    holds,
    write: Write::Sound(|job| open(job, Kind::Sound)),
};
