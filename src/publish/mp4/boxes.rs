//! Fields to the boxes that an MP4 file is made of (ISO/IEC 14496-12, 4.2): a size, four letters, and
//! what is inside. All numbers are big-endian.
//!
//! Boxes stand one inside another in one piece of memory, and a size is filled in when its box ends.
//! Rejected: a value for each box, joined at every level, which copies the longest table five times.

/// Boxes that are being written.
#[derive(Default)]
pub(super) struct Boxes {
    pub(super) bytes: Vec<u8>,
}

impl Boxes {
    /// A box.
    pub(super) fn put(&mut self, kind: &[u8; 4], inside: impl FnOnce(&mut Boxes)) {
        let start = self.bytes.len();
        self.u32(0).raw(kind);
        inside(self);
        // What is written here is an index of at most a thousand hours, texts and a picture: 4 GiB
        // are far.
        let size = u32::try_from(self.bytes.len() - start).unwrap_or(u32::MAX);
        self.bytes[start..start + 4].copy_from_slice(&size.to_be_bytes());
    }

    /// A box with a version and flags.
    pub(super) fn full(
        &mut self,
        kind: &[u8; 4],
        (version, flags): (u8, u32),
        inside: impl FnOnce(&mut Boxes),
    ) {
        self.put(kind, |at| {
            at.u32(u32::from(version) << 24 | flags);
            inside(at);
        });
    }

    /// A box of times and lengths, which are 64 bits wide in version 1: in that one if `widest` needs
    /// it, else in version 0, which all readers know.
    pub(super) fn timed(
        &mut self,
        kind: &[u8; 4],
        flags: u32,
        widest: u64,
        inside: impl FnOnce(&mut Boxes, Time),
    ) {
        let wide = widest > u64::from(u32::MAX);
        self.full(kind, (u8::from(wide), flags), |at| {
            inside(at, Time { wide });
        });
    }

    pub(super) fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.bytes.extend_from_slice(bytes);
        self
    }

    pub(super) fn zeros(&mut self, count: usize) -> &mut Self {
        self.bytes.resize(self.bytes.len() + count, 0);
        self
    }

    pub(super) fn u8(&mut self, value: u8) -> &mut Self {
        self.raw(&[value])
    }

    pub(super) fn u16(&mut self, value: u16) -> &mut Self {
        self.raw(&value.to_be_bytes())
    }

    pub(super) fn u32(&mut self, value: u32) -> &mut Self {
        self.raw(&value.to_be_bytes())
    }

    pub(super) fn u64(&mut self, value: u64) -> &mut Self {
        self.raw(&value.to_be_bytes())
    }

    /// The matrix that leaves a picture as it is; of sound it has to be there, too.
    pub(super) fn matrix(&mut self) -> &mut Self {
        for value in [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000] {
            self.u32(value);
        }
        self
    }
}

/// How wide times are in a box.
#[derive(Clone, Copy)]
pub(super) struct Time {
    wide: bool,
}

impl Time {
    /// A time that is not beyond the widest of its box.
    pub(super) fn put(self, at: &mut Boxes, value: u64) {
        match self.wide {
            true => at.u64(value),
            false => at.u32(u32::try_from(value).unwrap_or(u32::MAX)),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_count_what_is_inside_and_the_head() {
        let mut boxes = Boxes::default();
        boxes.put(b"outr", |at| {
            at.full(b"innr", (1, 7), |at| {
                at.u16(0x0102);
            });
            at.put(b"last", |_| {});
        });
        let expected = [
            b"\0\0\0\x1eoutr".as_slice(),
            b"\0\0\0\x0einnr\x01\0\0\x07\x01\x02",
            b"\0\0\0\x08last",
        ]
        .concat();
        assert_eq!(boxes.bytes, expected);
    }

    #[test]
    fn times_are_wide_only_where_they_have_to_be() {
        for (value, length) in [(u64::from(u32::MAX), 16), (u64::from(u32::MAX) + 1, 20)] {
            let mut boxes = Boxes::default();
            boxes.timed(b"time", 0, value, |at, time| time.put(at, value));
            assert_eq!(boxes.bytes.len(), length);
            assert_eq!(boxes.bytes[8], u8::from(length == 20));
        }
    }
}
