//! What stands before the first frame of a FLAC file (RFC 9639, section 8), from what is known at the
//! beginning, and what was seen by the end.

use crate::publish::sound::Linear;

/// Frames of sound in a frame of FLAC: what the reference encoder takes.
pub(super) const FRAME: usize = 4096;

/// Seconds between two places to seek to, as the reference encoder has it.
const SEEK: u64 = 10;
/// The most of them that a block can hold.
const POINTS: u64 = ((1 << 24) - 1) / 18;

/// What is known at the beginning.
pub(super) struct Front {
    sound: Linear,
    comments: Vec<u8>,
    picture: Option<Vec<u8>>,
}

/// What the encoder gave.
pub(super) struct Seen {
    /// MD5 of all samples.
    pub(super) digest: [u8; 16],
    /// Bytes of the shortest and the longest frame.
    sizes: Option<(u32, u32)>,
    /// Bytes of all frames.
    bytes: u64,
    frames: usize,
    /// Frames of sound between two places to seek to.
    step: u64,
    /// Those places: the first frame of sound in a frame, how many bytes stand before it, its length.
    points: Vec<(u64, u64, u16)>,
}

impl Seen {
    /// Nothing yet, of this sound.
    pub(super) fn of(sound: Linear) -> Seen {
        Seen {
            digest: [0; 16],
            sizes: None,
            bytes: 0,
            frames: 0,
            step: u64::from(sound.rate.0) * SEEK,
            points: Vec::new(),
        }
    }

    /// A frame of so many frames of sound and bytes.
    pub(super) fn add(&mut self, frames: usize, bytes: usize) {
        let start = self.frames as u64 * FRAME as u64;
        // A frame is shorter than a step, so there is one point in it at most.
        if self.points.len() as u64 * self.step < start + frames as u64 {
            self.points.push((start, self.bytes, frames as u16));
        }
        let size = bytes as u32;
        let (least, most) = self.sizes.unwrap_or((size, size));
        self.sizes = Some((least.min(size), most.max(size)));
        self.bytes += bytes as u64;
        self.frames += 1;
    }

    /// How many frames there were.
    pub(super) fn frames(&self) -> usize {
        self.frames
    }

    /// Bytes of all frames.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }
}

impl Front {
    /// Of a file with these comments and this picture, each shorter than 2²⁴ bytes.
    pub(super) fn new(sound: Linear, comments: Vec<u8>, picture: Option<Vec<u8>>) -> Front {
        Front {
            sound,
            comments,
            picture,
        }
    }

    /// All bytes before the first frame; as many of them whatever was seen.
    pub(super) fn bytes(&self, seen: &Seen) -> Vec<u8> {
        let seek = self.seek(seen);
        let mut blocks = vec![(0, self.info(seen))];
        if !seek.is_empty() {
            blocks.push((3, seek));
        }
        blocks.push((4, self.comments.clone()));
        blocks.extend(self.picture.iter().map(|picture| (6, picture.clone())));
        let mut bytes = b"fLaC".to_vec();
        let last = blocks.len() - 1;
        for (at, (kind, body)) in blocks.into_iter().enumerate() {
            let flag = if at == last { 0x80 } else { 0 };
            let length = (body.len() as u32).to_be_bytes();
            bytes.extend([flag | kind, length[1], length[2], length[3]]);
            bytes.extend(body);
        }
        bytes
    }

    /// STREAMINFO, section 8.2.
    fn info(&self, seen: &Seen) -> Vec<u8> {
        let mut bytes = Vec::new();
        // Both the same: the last frame does not count, however short it is.
        for _ in 0..2 {
            bytes.extend((FRAME as u16).to_be_bytes());
        }
        // Zero where they are not known.
        let (least, most) = seen.sizes.unwrap_or_default();
        for size in [least, most] {
            bytes.extend(&size.to_be_bytes()[1..]);
        }
        let Linear {
            rate,
            channels,
            depth,
            frames,
            ..
        } = self.sound;
        // 20 bits, 3, 5 and 36.
        let packed = u64::from(rate.0) << 44
            | u64::from(channels - 1) << 41
            | u64::from(depth - 1) << 36
            | frames & ((1 << 36) - 1);
        bytes.extend(packed.to_be_bytes());
        bytes.extend(seen.digest);
        bytes
    }

    /// SEEKTABLE, section 8.5: the frame in which each tenth second lies. What was not seen yet is a placeholder.
    fn seek(&self, seen: &Seen) -> Vec<u8> {
        let all = self.sound.frames.div_ceil(seen.step).min(POINTS) as usize;
        let mut bytes = Vec::with_capacity(all * 18);
        for (start, offset, length) in seen.points.iter().take(all) {
            bytes.extend(start.to_be_bytes());
            bytes.extend(offset.to_be_bytes());
            bytes.extend(length.to_be_bytes());
        }
        while bytes.len() < all * 18 {
            bytes.extend([0xFF; 8]);
            bytes.extend([0; 10]);
        }
        bytes
    }
}
