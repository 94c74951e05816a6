//! The row of the audiobook: the file that players of books keep the place in.

use super::super::{OutputRow, Write};
use super::{Kind, MISSING, check, holds, open};

/// The row of this format.
pub(super) const ROW: OutputRow = OutputRow {
    name: "m4b",
    about: "an audiobook with chapters (AAC in MP4; bitrate, rate, channels)",
    file: |name| format!("{name}.m4b"),
    media_type: "audio/mp4",
    default: false,
    pictured: true,
    needs: &[],
    missing: MISSING,
    like: None,
    check,
    holds,
    write: Write::Sound(|job| open(job, Kind::Book)),
};
