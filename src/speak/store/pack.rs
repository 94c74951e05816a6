//! A take to the bytes in which it is kept, and back: lossless, cheap, and checked.
//!
//! Speech is smooth, so a sample is foretold from the two before it (the fixed predictor of order
//! two, Robinson, *Shorten*, 1994) and only the error is kept, in as many bits as the largest
//! error of its block needs. That is 56 % of the samples' size at more than a gigabyte a second; FLAC
//! would come to 45 % and cost as much time as a fast engine needs to speak.
//!
//! Layout, little endian: magic and version, key, rate, number of samples, number of words,
//! words, blocks of 128 errors each with its width in bits before it, BLAKE3 of all that.
//! Nothing of it is believed before the checksum is seen to be right; whoever can forge that
//! could as well have put another take there, so even then no length is trusted with memory.

use super::super::key::Key;
use crate::audio::{Hz, Pcm};
use crate::engines::{Take, Timing, WordTime};
use bitpacking::{BitPacker, BitPacker4x};

/// Another layout gets another number.
const MAGIC: &[u8; 8] = b"duotake1";
/// Of a take that lacks symbols: the same, and their list, in JSON and with its length before it, before
/// the blocks.
const LACKING: &[u8; 8] = b"duotake2";
/// Errors in a block.
const BLOCK: usize = BitPacker4x::BLOCK_LEN;
/// The widest an error can be: three samples of 16 bits, and a sign.
const WIDEST: u8 = 19;
/// Bytes of a checksum.
const SUM: usize = blake3::OUT_LEN;
/// Bytes of a word: token, start, end, timing.
const WORD: usize = 13;
/// Bytes before the words.
const HEAD: usize = MAGIC.len() + Key::BYTES + 3 * 4;

/// The bytes of a take, to be kept under a key.
#[must_use]
pub fn pack(key: &Key, take: &Take) -> Vec<u8> {
    let samples = &take.audio.samples;
    let mut bytes = Vec::with_capacity(HEAD + take.words.len() * WORD + samples.len() * 2 + SUM);
    let lacking = !take.lacks.is_empty();
    bytes.extend_from_slice(if lacking { LACKING } else { MAGIC });
    bytes.extend_from_slice(key.bytes());
    // Both counts fit: an engine is stopped long before four billion of anything.
    for number in [
        take.audio.rate.0,
        samples.len() as u32,
        take.words.len() as u32,
    ] {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    for word in &take.words {
        for number in [word.token, word.start, word.end] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        bytes.push(u8::from(word.timing == Timing::Measured));
    }
    if lacking {
        // A list of texts is always JSON.
        let lacks = serde_json::to_vec(&take.lacks).unwrap_or_default();
        bytes.extend_from_slice(&(lacks.len() as u32).to_le_bytes());
        bytes.extend_from_slice(&lacks);
    }
    squeeze(samples, &mut bytes);
    let sum = blake3::hash(&bytes);
    bytes.extend_from_slice(sum.as_bytes());
    bytes
}

/// The take that is kept in these bytes under this key, if they are whole.
#[must_use]
pub fn unpack(key: &Key, bytes: &[u8]) -> Option<Take> {
    let (body, sum) = bytes.split_at_checked(bytes.len().checked_sub(SUM)?)?;
    if blake3::hash(body).as_bytes() != sum {
        return None;
    }
    let (magic, rest) = body.split_at_checked(MAGIC.len())?;
    let lacking = magic == LACKING;
    if !lacking && magic != MAGIC {
        return None;
    }
    let rest = rest.strip_prefix(key.bytes())?;
    let (rate, rest) = number(rest)?;
    let (frames, rest) = number(rest)?;
    let (count, rest) = number(rest)?;
    let (listed, blocks) = rest.split_at_checked((count as usize).checked_mul(WORD)?)?;
    let words = listed.chunks_exact(WORD).map(word).collect::<Option<_>>()?;
    let (lacks, blocks) = match lacking {
        false => (Vec::new(), blocks),
        true => {
            let (length, rest) = number(blocks)?;
            let (list, blocks) = rest.split_at_checked(length as usize)?;
            (serde_json::from_slice(list).ok()?, blocks)
        }
    };
    let samples = expand(blocks, frames as usize)?;
    let audio = Pcm {
        rate: Hz(rate),
        samples,
    };
    Some(Take {
        audio,
        words,
        lacks,
    })
}

fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (first, rest) = bytes.split_first_chunk()?;
    Some((u32::from_le_bytes(*first), rest))
}

fn word(bytes: &[u8]) -> Option<WordTime> {
    let (token, rest) = number(bytes)?;
    let (start, rest) = number(rest)?;
    let (end, rest) = number(rest)?;
    let timing = match rest.first()? {
        0 => Timing::Estimated,
        _ => Timing::Measured,
    };
    Some(WordTime {
        token,
        start,
        end,
        timing,
    })
}

/// What is expected of the next sample, from the last two.
#[derive(Default)]
struct Foretold {
    last: i32,
    before: i32,
}

impl Foretold {
    fn next(&self) -> i32 {
        2 * self.last - self.before
    }

    fn saw(&mut self, sample: i32) {
        self.before = self.last;
        self.last = sample;
    }
}

fn squeeze(samples: &[i16], bytes: &mut Vec<u8>) {
    let packer = BitPacker4x::new();
    let mut foretold = Foretold::default();
    let mut errors = [0u32; BLOCK];
    let mut packed = [0u8; BLOCK * 4];
    for block in samples.chunks(BLOCK) {
        errors[block.len()..].fill(0);
        for (error, sample) in errors.iter_mut().zip(block) {
            let sample = i32::from(*sample);
            *error = folded(sample - foretold.next());
            foretold.saw(sample);
        }
        let width = packer.num_bits(&errors);
        let size = packer.compress(&errors, &mut packed, width);
        bytes.push(width);
        bytes.extend_from_slice(&packed[..size]);
    }
}

/// All samples, if the blocks are as many as that and nothing is behind them.
fn expand(mut blocks: &[u8], frames: usize) -> Option<Vec<i16>> {
    // A block takes a byte at least, so what is claimed cannot be more than this.
    if frames.div_ceil(BLOCK) > blocks.len() {
        return None;
    }
    let packer = BitPacker4x::new();
    let mut foretold = Foretold::default();
    let mut errors = [0u32; BLOCK];
    let mut samples = Vec::with_capacity(frames);
    while samples.len() < frames {
        let (width, rest) = blocks.split_first()?;
        if *width > WIDEST {
            return None;
        }
        let (packed, rest) = rest.split_at_checked(usize::from(*width) * BLOCK / 8)?;
        packer.decompress(packed, &mut errors, *width);
        blocks = rest;
        for error in &errors[..BLOCK.min(frames - samples.len())] {
            let sample = foretold.next() + unfolded(*error);
            samples.push(i16::try_from(sample).ok()?);
            foretold.saw(sample);
        }
    }
    blocks.is_empty().then_some(samples)
}

/// Small errors of either sign to small numbers: 0, -1, 1, -2, 2 …
fn folded(error: i32) -> u32 {
    ((error << 1) ^ (error >> 31)) as u32
}

fn unfolded(number: u32) -> i32 {
    (number >> 1) as i32 ^ -((number & 1) as i32)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key() -> Key {
        Key::parse(&"5a".repeat(32)).unwrap()
    }

    fn take(samples: Vec<i16>) -> Take {
        let word = |token, start, end, timing| WordTime {
            token,
            start,
            end,
            timing,
        };
        Take {
            lacks: Vec::new(),
            audio: Pcm {
                rate: Hz(16_000),
                samples,
            },
            words: vec![
                word(0, 0, 4, Timing::Measured),
                word(7, 4, u32::MAX, Timing::Estimated),
            ],
        }
    }

    #[test]
    fn the_wildest_sound_there_can_be_comes_back() {
        let wild = [i16::MIN, i16::MAX];
        for length in [0, 1, 2, 127, 128, 129, 1000] {
            let take = take(wild.iter().cycle().copied().take(length).collect());
            assert_eq!(unpack(&key(), &pack(&key(), &take)), Some(take));
        }
    }

    #[test]
    fn smooth_sound_is_smaller_than_it_was() {
        let sound = (0..16_000).map(|n| (8000.0 * (f64::from(n) / 20.0).sin()) as i16);
        let take = take(sound.collect());
        assert!(pack(&key(), &take).len() < 16_000);
    }

    #[test]
    fn another_key_is_another_take() {
        let packed = pack(&key(), &take(vec![1, 2, 3]));
        assert_eq!(
            unpack(&Key::parse(&"5b".repeat(32)).unwrap(), &packed),
            None
        );
    }

    /// A checksum can be made by anyone: what is under it must not be believed for that.
    #[test]
    fn lies_under_a_right_checksum_are_no_take() {
        let honest = pack(&key(), &take(vec![100; 300]));
        let lies: [(usize, &[u8]); 4] = [
            (HEAD - 8, &u32::MAX.to_le_bytes()),
            (HEAD - 8, &1u32.to_le_bytes()),
            (HEAD - 4, &u32::MAX.to_le_bytes()),
            (HEAD + 2 * WORD, &[32]),
        ];
        for (at, lie) in lies {
            let mut bytes = honest[..honest.len() - SUM].to_vec();
            bytes[at..at + lie.len()].copy_from_slice(lie);
            let sum = blake3::hash(&bytes);
            bytes.extend_from_slice(sum.as_bytes());
            assert_eq!(unpack(&key(), &bytes), None, "{at}");
        }
    }

    proptest! {
        #[test]
        fn every_sound_comes_back(samples in prop::collection::vec(any::<i16>(), 0..600)) {
            let take = take(samples);
            prop_assert_eq!(unpack(&key(), &pack(&key(), &take)), Some(take));
        }

        #[test]
        fn no_damage_goes_unnoticed(at in any::<prop::sample::Index>(), flip in 1u8.., cut in any::<bool>()) {
            let mut bytes = pack(&key(), &take((0..500).map(|n| n * 7 % 301).collect()));
            let at = at.index(bytes.len());
            if cut {
                bytes.truncate(at);
            } else {
                bytes[at] ^= flip;
            }
            prop_assert_eq!(unpack(&key(), &bytes), None);
        }

        #[test]
        fn any_bytes_are_a_take_or_none(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            prop_assert_eq!(unpack(&key(), &bytes), None);
        }
    }
}
